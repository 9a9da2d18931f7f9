"""Conditions of other tools in our language, where they mean the same."""

from __future__ import annotations

import re

from motcua.expressions import ExpressionError, parse, to_text
from motcua.workflow.bpmn.vocabulary import LANGUAGE

_WRAPPED = re.compile(r"[$#]\{(?P<inside>.*)\}\s*", re.DOTALL)
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_WORDS = (
    (re.compile(r"&&"), " and "),
    (re.compile(r"\|\|"), " or "),
    (re.compile(r"!(?!=)"), " not "),
    (re.compile(r"\bTrue\b"), "true"),
    (re.compile(r"\bFalse\b"), "false"),
    (re.compile(r"\b(?:None|null)\b"), "none"),
    (re.compile(r"\s+"), " "),
)


class Foreign(Exception):
    """A condition that means nothing in our language."""


def ours(source: str, language: str = "") -> str:
    """The condition in canonical form; signs of JUEL, FEEL, Java and Python are understood outside quotes."""
    plain = source.strip()
    if language != LANGUAGE:
        wrapped = _WRAPPED.fullmatch(plain)
        plain = wrapped["inside"] if wrapped else plain.removeprefix("=")
        plain = "".join(_translated(part) for part in _QUOTED.split(plain))
    try:
        return to_text(parse(plain))
    except ExpressionError as error:
        raise Foreign(error.message) from None


def _translated(part: str) -> str:
    if part[:1] in ("'", '"'):
        return part
    for pattern, word in _WORDS:
        part = pattern.sub(word, part)
    return part


def both(one: str, other: str) -> str:
    """Both conditions; an empty one always holds. ``Foreign`` when together they are too long or too deep."""
    if not one or not other:
        return one or other
    try:
        return to_text(parse(f"({one}) and ({other})"))
    except ExpressionError as error:
        raise Foreign(error.message) from None

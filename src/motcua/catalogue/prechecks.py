"""What an officer would look at first, declared by the procedure and looked at before a dossier gets its number.

``facts["prechecks"]`` of a version: rows of ``{"key", "kind", "level": "block"|"warn", "say", "when"}`` and what the
kind needs: ``paper`` (a paper's key; readable may leave it out for all), ``that`` (an expression) and ``at`` (the
question where it is mended), ``of`` (a date answer) with ``min``/``max`` years, ``min`` pages or level of identity.
``say`` may be left out where the kind has a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from motcua.expressions import ExpressionError, Kind, NameKind, check, parse

MOST, LONGEST_SAY = 40, 300
_KEYS = {"key", "kind", "level", "say", "when", "paper", "that", "at", "of", "min", "max"}
BLOCK, WARN = "block", "warn"


class PrecheckKind(StrEnum):
    PAPER = "paper"  # a paper is there, though the law does not ask it of everybody
    READABLE = "readable"  # its pages are neither blank nor blurred
    PAGES = "pages"  # it has at least ``min`` pages
    SIGNATURE = "signature"  # it is signed, and nothing changed since
    RULE = "rule"  # an expression over the answers holds
    AGE = "age"  # somebody's age lies between bounds on the day of filing
    DUPLICATE = "duplicate"  # no open dossier of the same person about the same matter
    IDENTITY = "identity"  # the identity is proved at this level


NEEDS: Mapping[PrecheckKind, tuple[str, ...]] = {
    PrecheckKind.PAPER: ("paper",),
    PrecheckKind.PAGES: ("paper", "min"),
    PrecheckKind.SIGNATURE: ("paper",),
    PrecheckKind.RULE: ("that", "at", "say"),
    PrecheckKind.AGE: ("of",),
}


class BadPrecheck(ValueError):
    """The declaration cannot be followed; the text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Precheck:
    """``blocks``: nothing is filed while it finds something; else the applicant is asked once whether to go on."""

    key: str
    kind: PrecheckKind
    blocks: bool
    say: str = ""
    paper: str = ""
    at: str = ""
    of: str = ""
    min: int | None = None
    max: int | None = None
    that: str = ""
    when: str = ""


def parse_prechecks(raw: object) -> tuple[Precheck, ...]:
    """The declared checks in order. Raises ``BadPrecheck`` where one cannot be followed."""
    rows = raw if isinstance(raw, (list, tuple)) else []
    found = tuple(_precheck(row) for row in rows)
    if len({one.key for one in found}) != len(found) or len(found) > MOST:
        raise BadPrecheck(_("Mã của các mục kiểm tra không được trùng nhau, tối đa %d mục.") % MOST)
    return found


def _precheck(row: Any) -> Precheck:
    if not isinstance(row, Mapping) or set(row) - _KEYS or not row.get("key"):
        raise BadPrecheck(_("Mỗi mục kiểm tra cần có mã và chỉ những thuộc tính đã biết."))
    key = str(row["key"])
    try:
        kind = PrecheckKind(row.get("kind", ""))
    except ValueError:
        raise BadPrecheck(_("Mục kiểm tra “%s” thuộc loại chưa biết.") % key) from None
    lacking = [name for name in NEEDS.get(kind, ()) if row.get(name) in (None, "")]
    if lacking or row.get("level") not in (BLOCK, WARN) or len(str(row.get("say", ""))) > LONGEST_SAY:
        words = {"key": key, "names": ", ".join(lacking) or "level, say"}
        raise BadPrecheck(_("Mục kiểm tra “%(key)s” còn thiếu hoặc sai: %(names)s.") % words)
    bounds = [row.get(name) for name in ("min", "max")]
    if any(bound is not None and (not isinstance(bound, int) or bound < 0) for bound in bounds):
        raise BadPrecheck(_("Mục kiểm tra “%s”: min và max là số nguyên không âm.") % key)
    return Precheck(
        key=key,
        kind=kind,
        blocks=row["level"] == BLOCK,
        say=str(row.get("say", "")),
        paper=str(row.get("paper", "")),
        at=str(row.get("at", "") or row.get("of", "")),
        of=str(row.get("of", "")),
        min=row.get("min"),
        max=row.get("max"),
        that=_expression(key, row.get("that")),
        when=_expression(key, row.get("when")),
    )


def _expression(key: str, text: object) -> str:
    if not text:
        return ""
    try:
        parse(str(text))
    except ExpressionError as problem:
        raise BadPrecheck(_("Mục kiểm tra “%(key)s”: %(why)s") % {"key": key, "why": problem}) from None
    return str(text)


def problems(raw: object, *, names: Mapping[str, NameKind] | None, papers: Container[str]) -> Iterator[str]:
    """What is wrong with checks declared for a form that gives ``names`` and a procedure that asks ``papers``.

    ``names`` None = the form is not known here, so what is asked of it is not judged.
    """
    try:
        found = parse_prechecks(raw)
    except BadPrecheck as problem:
        yield str(problem)
        return
    for one in found:
        if one.paper and one.paper not in papers:
            yield _("Mục kiểm tra “%s” nói về một giấy tờ không có trong thủ tục.") % one.key
        if names is None:
            continue
        if any(name and name not in names for name in (one.at, one.of)):
            yield _("Mục kiểm tra “%s” nói về một câu hỏi không có trong tờ khai.") % one.key
        for text in filter(None, (one.that, one.when)):
            for wrong in check(text, names, expect=Kind.TRUTH):
                yield _("Mục kiểm tra “%(key)s”: %(why)s") % {"key": one.key, "why": wrong.sentence}

"""What a person typed, as posted, and what we know beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from motcua.forms.rules import texts
from motcua.forms.rules.definition import Answer, Answers, Field, FieldType, FormDefinition, Page


class Posted(Protocol):
    """A posted form, such as Django's QueryDict."""

    def get(self, key: str, default: Any = None, /) -> Any: ...

    def getlist(self, key: str, /) -> list[Any]: ...


def read(page: Page, posted: Posted) -> Answers:
    """The answers on ``page`` as typed, unchecked: texts trimmed and composed, a date as its three boxes.

    Every field of the page has its key in the answer, "" or [] when nothing was posted, so that what is saved is
    overwritten.
    """
    return {item.key: _read(item, posted) for item in page.fields if item.type is not FieldType.INFO}


def prefilled(definition: FormDefinition, facts: Mapping[str, Answer]) -> Answers:
    """First answers from facts such as ``person.full_name``; fields without a known fact are left out."""
    return {
        item.key: facts[item.prefill]
        for item in definition.fields.values()
        if item.prefill and facts.get(item.prefill) not in (None, "", {})
    }


def _read(item: Field, posted: Posted) -> Answer:
    if item.type is FieldType.MANY:
        return [_text(value) for value in posted.getlist(item.key)[: len(item.choices) + 1]]
    if item.type is FieldType.DATE:
        return {box: _text(posted.get(f"{item.key}_{box}", ""))[:10] for box in ("d", "m", "y")}
    if item.type is FieldType.ADDRESS:
        return {part: _text(posted.get(f"{item.key}_{part}", "")) for part in ("commune", "detail")}
    raw = str(posted.get(item.key, ""))[: texts.LONGEST_INPUT]
    return texts.many_lines(raw) if item.type is FieldType.LONG_TEXT else texts.one_line(raw)


def _text(value: object) -> str:
    return texts.one_line(str(value)[: texts.LONGEST_INPUT])

"""What a person typed, as posted, and what we know beforehand."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any, Protocol

from motcua.forms.rules import texts
from motcua.forms.rules.addresses import TYPED_PARTS
from motcua.forms.rules.definition import GROUPS, SILENT, Answer, Answers, Field, FieldType, FormDefinition, Page

MOST_ROWS_READ = 60
_UNREAD = SILENT | {FieldType.CALCULATED}
_COUNT = re.compile(r"\d{1,3}", re.ASCII)


class Posted(Protocol):
    """A posted form, such as Django's QueryDict."""

    def get(self, key: str, default: Any = None, /) -> Any: ...

    def getlist(self, key: str, /) -> list[Any]: ...


def read(page: Page, posted: Posted, *, locked: Container[str] = ()) -> Answers:
    """The answers on ``page`` as typed, unchecked: texts trimmed and composed, a date as its three boxes.

    Every field of the page has its key in the answer, "" or [] when nothing was posted, so that what is saved is
    overwritten; calculated and ``locked`` fields are never read. Rows come with the row added or removed that a
    button asked for (``row_button``).
    """
    return {
        item.key: _read(item, item.key, posted)
        for item in page.fields
        if item.type not in _UNREAD and item.key not in locked
    }


def row_button(page: Page, posted: Posted) -> str:
    """The id on the page to go on at when an add or remove button of rows sent this post; "" when none did."""
    for item in page.fields:
        if item.type is FieldType.ROWS and (_is_adding(item, posted) or _removed(item, posted) is not None):
            last = len(_rows(item, posted)) - 1
            return f"f-{item.key}-{last}" if _is_adding(item, posted) else f"f-{item.key}"
    return ""


def prefilled(definition: FormDefinition, facts: Mapping[str, Answer]) -> Answers:
    """First answers from facts such as ``person.full_name``; fields without a known fact are left out."""
    return {
        item.key: facts[item.prefill]
        for item in definition.fields.values()
        if item.prefill and facts.get(item.prefill) not in (None, "", {})
    }


def _read(item: Field, name: str, posted: Posted) -> Answer:
    if item.type in GROUPS:
        return {part.key: _read(part, f"{name}_{part.key}", posted) for part in item.fields}
    if item.type is FieldType.ROWS:
        return _rows(item, posted)
    if item.type is FieldType.MANY:
        return [_text(value) for value in posted.getlist(name)[: len(item.choices) + 1]]
    if item.type is FieldType.DATE:
        return {box: _text(posted.get(f"{name}_{box}", ""))[:10] for box in ("d", "m", "y")}
    if item.type is FieldType.ADDRESS:
        parts = {part: _text(posted.get(f"{name}_{part}", "")) for part in TYPED_PARTS}
        return {part: value for part, value in parts.items() if value or part in ("commune", "detail")}
    raw = str(posted.get(name, ""))[: texts.LONGEST_INPUT]
    return texts.many_lines(raw) if item.type is FieldType.LONG_TEXT else texts.one_line(raw)


def _rows(item: Field, posted: Posted) -> list[dict[str, Answer]]:
    """Every row shown, empty ones too: the place of a row is what its errors are named by."""
    told = str(posted.get(f"{item.key}-count", ""))
    count = min(int(told), MOST_ROWS_READ) if _COUNT.fullmatch(told) else 0
    rows = [
        {column.key: _read(column, f"{item.key}-{number}-{column.key}", posted) for column in item.fields}
        for number in range(count)
    ]
    removed = _removed(item, posted)
    if removed is not None and removed < len(rows):
        del rows[removed]
    if _is_adding(item, posted) and len(rows) < (item.max or MOST_ROWS_READ):
        rows.append({})
    return rows


def _is_adding(item: Field, posted: Posted) -> bool:
    return posted.get(f"{item.key}-add") is not None


def _removed(item: Field, posted: Posted) -> int | None:
    return next(
        (number for number in range(MOST_ROWS_READ) if posted.get(f"{item.key}-remove-{number}") is not None), None
    )


def _text(value: object) -> str:
    return texts.one_line(str(value)[: texts.LONGEST_INPUT])

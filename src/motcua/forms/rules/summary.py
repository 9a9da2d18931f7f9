"""Answers as a person reads them: for the check page, the officer and the documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from motcua.forms.rules.conditions import asking
from motcua.forms.rules.definition import GROUPS, Answer, Field, FieldType, FormDefinition, Page


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """Rows as a table: ``row`` is what one is called, every cell (its head, its words)."""

    row: str
    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]


class SummaryRow(NamedTuple):
    """``shown`` is the whole answer in one line; ``parts`` (label, words) of a person, ``table`` of rows as well;
    ``spot`` (latitude, longitude) of a place."""

    label: str
    shown: str
    key: str
    parts: tuple[tuple[str, str], ...] = ()
    table: SummaryTable | None = None
    spot: tuple[float, float] | None = None


class SummaryPage(NamedTuple):
    page: Page
    rows: list[SummaryRow]


def summary(
    definition: FormDefinition,
    answers: Mapping[str, Answer],
    *,
    today: date,
    case: str = "",
    communes: Mapping[str, str] | None = None,
) -> list[SummaryPage]:
    """The questions that apply, page by page, answered or not ("Không khai"); pages without any are left out.

    ``today`` is the day the conditions are judged by: for a filed dossier the day of filing.
    """
    names = communes or {}
    applies = asking(definition, answers, today=today, case=case)
    known = {**answers, **applies.calculated}
    pages = [
        SummaryPage(
            page,
            [
                summary_row(item, known.get(item.key), communes=names)
                for item in page.fields
                if item.holds and item.key in applies.keys
            ],
        )
        for page in definition.pages
    ]
    return [page for page in pages if page.rows]


def summary_row(item: Field, value: Answer, *, communes: Mapping[str, str]) -> SummaryRow:
    label = item.label
    return SummaryRow(
        label=label,
        shown=shown(item, value, communes=communes) or _("Không khai"),
        key=item.key,
        parts=_parts(item, value, communes) if item.type in GROUPS else (),
        table=_table(item, value, communes) if item.type is FieldType.ROWS and isinstance(value, list) else None,
        spot=_spot(item, value),
    )


def shown(item: Field, value: Answer, *, communes: Mapping[str, str] | None = None) -> str:  # noqa: C901 one line a type
    """One answer in words: dd/mm/yyyy, 25.000 đồng, labels of choices, commune by name ("" when not answered).

    A person or place is its parts joined by commas, rows are numbered and joined by semicolons.
    """
    if value is None or value in ("", [], {}):
        return ""
    match item.type:
        case FieldType.DATE:
            return _day(value)
        case FieldType.MONEY if isinstance(value, int):
            return _("%s đồng") % shown_number(value)
        case FieldType.NUMBER if isinstance(value, (int, float)):
            return f"{shown_number(value)} {item.suffix}".strip()
        case FieldType.CHOICE | FieldType.MANY:
            labels = dict(item.choices)
            return ", ".join(
                labels.get(each, str(each)) for each in (value if isinstance(value, list) else [str(value)])
            )
        case FieldType.YES_NO:
            return dict(item.choices).get(str(value)) or (_("Có") if value == "yes" else _("Không"))
        case FieldType.CONSENT:
            return _("Đồng ý") if value == "yes" else ""
        case FieldType.CALCULATED:
            return _calculated(item, value)
        case FieldType.ADDRESS if isinstance(value, dict):
            return _address(value, communes or {})
        case FieldType.PERSON | FieldType.ORGANISATION | FieldType.PLACE:
            return ", ".join(words for _label, words in _parts(item, value, communes or {}))
        case FieldType.ROWS if isinstance(value, list):
            return _numbered(item, value, communes or {})
        case _:
            return str(value)


def shown_number(value: float) -> str:
    """Vietnamese writing: 1.234.567,5."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _parts(item: Field, value: Any, communes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping):
        return ()
    if spot := _spot(item, value):
        note = (part for part in item.fields if part.key == "note" and value.get(part.key))
        return (_("Tọa độ"), f"{spot[0]}, {spot[1]}"), *((part.label, str(value[part.key])) for part in note)
    told = ((part.label, shown(part, value.get(part.key), communes=communes)) for part in item.fields)
    return tuple((label, words) for label, words in told if words)


def _spot(item: Field, value: object) -> tuple[float, float] | None:
    """The coordinates of a place. They are written as every map understands them when pasted: 19.807631, 105.77652."""
    if item.type is not FieldType.PLACE or not isinstance(value, Mapping):
        return None
    lat, lng = value.get("lat"), value.get("lng")
    return (float(lat), float(lng)) if isinstance(lat, int | float) and isinstance(lng, int | float) else None


def _table(item: Field, rows: list[Any], communes: Mapping[str, str]) -> SummaryTable:
    cells = (
        tuple((column.label, shown(column, row.get(column.key), communes=communes)) for column in item.fields)
        for row in rows
        if isinstance(row, Mapping)
    )
    return SummaryTable(item.row_name or _("Dòng"), tuple(column.label for column in item.fields), tuple(cells))


def _numbered(item: Field, rows: list[Any], communes: Mapping[str, str]) -> str:
    told = (
        ", ".join(words for column in item.fields if (words := shown(column, row.get(column.key), communes=communes)))
        for row in rows
        if isinstance(row, Mapping)
    )
    return "; ".join(f"{number}. {words}" for number, words in enumerate(told, 1) if words)


def _calculated(item: Field, value: Answer) -> str:
    if item.kind == "date":
        return _day(value)
    if isinstance(value, (int, float)):
        number = shown_number(value)
        return _("%s đồng") % number if item.kind == "money" else f"{number} {item.suffix}".strip()
    return str(value)


def _day(value: Answer) -> str:
    if isinstance(value, dict):
        return "/".join(str(part) for part in (value.get("d"), value.get("m"), value.get("y")) if part)
    year, _dash, rest = str(value).partition("-")
    month, _dash, day = rest.partition("-")
    if day:
        return f"{day}/{month}/{year}"
    return f"{month}/{year}" if month else str(value)


def _address(value: Mapping[str, Any], communes: Mapping[str, str]) -> str:
    commune = str(value.get("commune", ""))
    named = "" if commune == "other" else communes.get(commune, commune)
    return ", ".join(str(part) for part in (value.get("detail", ""), value.get("hamlet", ""), named) if part)

"""Answers as a person reads them: for the check page, the officer and the documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from motcua.forms.rules.definition import Answer, Field, FieldType, FormDefinition, Page, asked


class SummaryRow(NamedTuple):
    label: str
    shown: str
    key: str


class SummaryPage(NamedTuple):
    page: Page
    rows: list[SummaryRow]


def summary(
    definition: FormDefinition, answers: Mapping[str, Answer], *, communes: Mapping[str, str] | None = None
) -> list[SummaryPage]:
    """The questions that apply, page by page, answered or not ("Không khai"); pages without any are left out."""
    pages = [SummaryPage(page, _rows(definition, page, answers, communes or {})) for page in definition.pages]
    return [page for page in pages if page.rows]


def shown(item: Field, value: Answer, *, communes: Mapping[str, str] | None = None) -> str:
    """One answer in words: dd/mm/yyyy, 25.000 đồng, labels of choices, commune by name ("" when not answered)."""
    if value is None or value in ("", []):
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
            return ", ".join(labels.get(each, each) for each in (value if isinstance(value, list) else [str(value)]))
        case FieldType.YES_NO:
            return dict(item.choices).get(str(value)) or (_("Có") if value == "yes" else _("Không"))
        case FieldType.ADDRESS if isinstance(value, dict):
            return _address(value, communes or {})
        case _:
            return str(value)


def shown_number(value: float) -> str:
    """Vietnamese writing: 1.234.567,5."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _rows(
    definition: FormDefinition, page: Page, answers: Mapping[str, Answer], communes: Mapping[str, str]
) -> list[SummaryRow]:
    return [
        SummaryRow(item.label, shown(item, answers.get(item.key), communes=communes) or _("Không khai"), item.key)
        for item in page.fields
        if item.type is not FieldType.INFO and asked(definition, item, answers)
    ]


def _day(value: Answer) -> str:
    if isinstance(value, dict):
        return "/".join(part for part in (value.get("d"), value.get("m"), value.get("y")) if part)
    year, _dash, rest = str(value).partition("-")
    month, _dash, day = rest.partition("-")
    return f"{day}/{month}/{year}" if day else str(value)


def _address(value: Mapping[str, str], communes: Mapping[str, str]) -> str:
    commune = value.get("commune", "")
    named = "" if commune == "other" else communes.get(commune, commune)
    return ", ".join(part for part in (value.get("detail", ""), named) if part)

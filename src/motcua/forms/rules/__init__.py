"""What makes an e-form right: reading a definition, reading what was typed, checking it, showing it. All pure."""

from motcua.forms.rules.checking import check, warnings
from motcua.forms.rules.definition import (
    Answer,
    Answers,
    Field,
    FieldType,
    FormDefinition,
    Page,
    asked,
    page_applies,
)
from motcua.forms.rules.parsing import parse
from motcua.forms.rules.reading import prefilled, read
from motcua.forms.rules.schema import json_schema
from motcua.forms.rules.summary import SummaryPage, SummaryRow, shown, summary

__all__ = [
    "Answer",
    "Answers",
    "Field",
    "FieldType",
    "FormDefinition",
    "Page",
    "SummaryPage",
    "SummaryRow",
    "asked",
    "check",
    "json_schema",
    "page_applies",
    "parse",
    "prefilled",
    "read",
    "shown",
    "summary",
    "warnings",
]

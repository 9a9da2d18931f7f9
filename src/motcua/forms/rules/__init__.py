"""What makes an e-form right: reading a definition, reading what was typed, checking it, showing it. All pure."""

from motcua.forms.rules.carrying import Change, carry_forward
from motcua.forms.rules.checking import check, warnings
from motcua.forms.rules.conditions import (
    Asking,
    asked,
    asking,
    flat,
    grounds,
    located,
    met,
    page_applies,
    prefixed,
    recalculate,
)
from motcua.forms.rules.definition import (
    CASE,
    Answer,
    Answers,
    Field,
    FieldType,
    FormDefinition,
    Page,
    Rule,
)
from motcua.forms.rules.naming import expression_names
from motcua.forms.rules.parsing import parse
from motcua.forms.rules.pointing import Pointing, frame_of, pin_of, pointing
from motcua.forms.rules.reading import prefilled, read, row_button
from motcua.forms.rules.schema import json_schema
from motcua.forms.rules.summary import SummaryPage, SummaryRow, SummaryTable, shown, summary

__all__ = [
    "CASE",
    "Answer",
    "Answers",
    "Asking",
    "Change",
    "Field",
    "FieldType",
    "FormDefinition",
    "Page",
    "Pointing",
    "Rule",
    "SummaryPage",
    "SummaryRow",
    "SummaryTable",
    "asked",
    "asking",
    "carry_forward",
    "check",
    "expression_names",
    "flat",
    "frame_of",
    "grounds",
    "json_schema",
    "located",
    "met",
    "page_applies",
    "parse",
    "pin_of",
    "pointing",
    "prefilled",
    "prefixed",
    "read",
    "recalculate",
    "row_button",
    "shown",
    "summary",
    "warnings",
]

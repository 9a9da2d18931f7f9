"""Pairs of a label and a text, the grain of every summary on the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from motcua.forms.rules import SummaryRow, SummaryTable
from motcua.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class ToldMark:
    """That an answer came from elsewhere; ``stands`` = as its source gave it, so that a tick is enough."""

    words: str
    tone: str
    source: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Fact:
    label: str | Promise
    text: str
    detail: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    table: SummaryTable | None = None
    spot: tuple[float, float] | None = None
    mark: ToldMark | None = None


def answer_fact(row: SummaryRow, mark: ToldMark | None = None) -> Fact:
    """A declared answer to read; a person as parts, a repeating group as a table, a place with its map."""
    return Fact(row.label, row.shown, parts=row.parts, table=row.table, spot=row.spot, mark=mark)


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str | Promise
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ErrorLine:
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Errors:
    """A refusal made ready for a form: the sentence at the top, one line a field, and each field's own."""

    message: str
    lines: tuple[ErrorLine, ...]
    fields: Mapping[str, str]


NO_ERRORS = Errors("", (), {})


def errors_of(refusal: Refused) -> Errors:
    lines = tuple(ErrorLine(text=text, target=f"f-{key}") for key, text in refusal.fields.items())
    return Errors(message=refusal.message, lines=lines, fields=refusal.fields)


def choices_of(pairs: Iterable[tuple[str, str | Promise]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value == chosen) for value, label in pairs)

"""Which form holds on which day: the circulars change the numbers, titles and layouts, an old paper keeps its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings


class FormKind(StrEnum):
    """What a form is for, whatever its number in a circular."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL = "control"
    REGISTER = "register"


class NoForm(LookupError):
    """No circular known to ``data/papers.json`` has this form on that day."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form as one circular has it, from ``valid_from`` to ``valid_to`` (both included; ``None`` = still).

    ``number`` is the circular's ("04"), ``size`` "a4" or "a5", ``template`` a name for ``services.typeset``.
    """

    kind: FormKind
    number: str
    title: str
    circular: str
    valid_from: date
    valid_to: date | None
    size: str
    template: str

    @property
    def mark(self) -> str:
        """What stands at the top of the sheet: "Mẫu số 04 (Thông tư số 03/2025/TT-VPCP)"."""
        return f"Mẫu số {self.number} (Thông tư số {self.circular})"

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@cache
def catalogue() -> tuple[Form, ...]:
    """Every form of every circular, in the order of the circulars and their numbers."""
    stored = json.loads((Path(settings.BASE_DIR) / "data" / "papers.json").read_text(encoding="utf-8"))
    circulars = {each["code"]: each for each in stored["circulars"]}
    return tuple(_form(each, circulars[each["circular"]]) for each in stored["forms"])


def forms_on(day: date) -> tuple[Form, ...]:
    """The forms in force on ``day``, by number; none before the first circular."""
    return tuple(form for form in catalogue() if form.holds_on(day))


def form_on(kind: FormKind, day: date) -> Form:
    """The one form of ``kind`` in force on ``day``; ``NoForm`` when no circular had it then."""
    for form in forms_on(day):
        if form.kind == kind:
            return form
    raise NoForm(f"no form {kind} on {day}")


def _form(stored: dict[str, Any], circular: dict[str, Any]) -> Form:
    return Form(
        kind=FormKind(stored["kind"]),
        number=stored["number"],
        title=stored["title"],
        circular=circular["code"],
        valid_from=date.fromisoformat(circular["valid_from"]),
        valid_to=date.fromisoformat(circular["valid_to"]) if circular["valid_to"] else None,
        size=stored["size"],
        template=stored["template"],
    )

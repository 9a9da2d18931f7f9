"""Questions of a procedure's form on the desk: as boxes in its density, and as typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.catalogue.selectors import VersionBundle
from motcua.forms.presenters import FieldView, page_fields
from motcua.forms.rules import Answers, asking, read
from motcua.kernel.clock import local
from motcua.places.selectors import communes
from motcua.web.desk.presenters.intake import span_of


@dataclass(frozen=True, slots=True)
class Box:
    """One question: its control, its width in columns and what was found wrong with it, if anything."""

    field: FieldView
    span: str
    label: str
    hint: str = ""


def boxes(
    bundle: VersionBundle,
    answers: Mapping[str, Any],
    *,
    at: datetime,
    errors: Mapping[str, str],
    keys: Collection[str] | None = None,
    hints: Mapping[str, str] | None = None,
    case: str = "",
) -> tuple[Box, ...]:
    """The questions ``keys`` (None = all that are asked), in the order of the form, with what is there."""
    places = tuple((unit.code, unit.name) for unit in communes(on=at.date()))
    wanted = asking(bundle.form, answers, today=local(at).date(), case=case).keys if keys is None else keys
    found = [field for page in bundle.form.pages for field in page_fields(page, answers, errors, communes=places)]
    return tuple(
        Box(field, span_of(field), bundle.form.fields[field.key].label, (hints or {}).get(field.key, ""))
        for field in found
        if field.key in wanted and bundle.form.fields[field.key].holds
    )


def typed_answers(bundle: VersionBundle, posted: Any, keys: Collection[str] | None = None) -> Answers:
    """What was typed at the questions ``keys`` (None = all)."""
    everything = {key: value for page in bundle.form.pages for key, value in read(page, posted).items()}
    return {key: value for key, value in everything.items() if keys is None or key in keys}

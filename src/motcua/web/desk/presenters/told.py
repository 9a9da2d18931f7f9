"""Where the answers of a dossier came from, for the officer: which an authority gave, which are to be verified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act, ToldState
from motcua.dossiers.models import ToldAnswer
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.services.verifying import OPEN
from motcua.forms.rules import shown
from motcua.places.gazetteer import commune_names
from motcua.web.desk.presenters.moments import moment

_TONES: Mapping[str, str] = {
    ToldState.CONFIRMED: "is-ok",
    ToldState.VERIFIED: "is-ok",
    ToldState.UNVERIFIED: "is-warn",
    ToldState.DIFFERS: "is-bad",
    ToldState.WRONG: "is-bad",
}


@dataclass(frozen=True, slots=True)
class ToldLine:
    """``now`` = what the source says instead; ``checked`` who verified, when, with what remark."""

    key: str
    label: str
    value: str
    now: str
    source: str
    state: str
    tone: str
    checked: str


@dataclass(frozen=True, slots=True)
class ToldAnswers:
    """``warned``: what the applicant was warned of and went on nevertheless. False when there is nothing to say."""

    lines: tuple[ToldLine, ...]
    warned: tuple[str, ...]
    open: int

    def __bool__(self) -> bool:
        return bool(self.lines or self.warned)


def told_answers(view: DossierView) -> ToldAnswers:
    lines = tuple(_line(view, row) for row in view.told)
    first = next((event for event in view.events if event.act == Act.FILE), None)
    warned = tuple(str(each) for each in (first.data.get("warned", ()) if first else ()))
    return ToldAnswers(lines, warned, sum(row.state in OPEN for row in view.told))


def to_verify(view: DossierView) -> list[ToldLine]:
    return [_line(view, row) for row in view.told if row.state in OPEN]


def _line(view: DossierView, row: ToldAnswer) -> ToldLine:
    checked = f"{row.checked_name}, {moment(row.checked_at)}" if row.checked_at else ""
    when = f", {moment(row.told_at)}" if row.told_at else ""
    return ToldLine(
        key=row.key,
        label=row.label,
        value=_words(view, row.key, row.value) or _("Không khai"),
        now=_words(view, row.key, row.now) if row.now else "",
        source=f"{row.get_source_display()} {row.ref}".strip() + when,
        state=row.get_state_display(),
        tone=_TONES.get(row.state, ""),
        checked=f"{checked}. {row.note}".strip(". ") if row.note else checked,
    )


def _words(view: DossierView, key: str, value: Any) -> str:
    item = view.bundle.form.fields.get(key)
    return shown(item, value, communes=commune_names()) if item else str(value or "")

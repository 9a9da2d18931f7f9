"""Where the answers of a dossier came from, for the officer: which an authority gave, which are to be verified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.dossiers.enums import Act, ToldState
from motcua.dossiers.models import ToldAnswer
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.services.verifying import OPEN
from motcua.forms.rules import shown
from motcua.places.gazetteer import commune_names
from motcua.web.desk.presenters.facts import ToldMark
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
    """``same``: a sentence a source whose answers stand as it gave them; ``lines``: the others, each on its own.

    ``warned``: what the checks warned of though it was filed, ``why`` in the words of the clerk who took it in.
    False when there is nothing to say.
    """

    same: tuple[str, ...]
    lines: tuple[ToldLine, ...]
    warned: tuple[str, ...]
    why: str
    open: int

    def __bool__(self) -> bool:
        return bool(self.same or self.lines or self.warned)


def told_answers(view: DossierView) -> ToldAnswers:
    told = _in_order(view)
    same = Counter(_source(row) for row in told if _stands(row))
    lines = tuple(_line(view, row) for row in told if not _stands(row))
    first = next((event for event in view.events if event.act == Act.FILE), None)
    warned = tuple(str(each) for each in (first.data.get("warned", ()) if first else ()))
    why = str(first.data.get("why", "")) if first else ""
    unchanged = tuple(_same(source, count) for source, count in same.items())
    return ToldAnswers(unchanged, lines, warned, why, sum(row.state in OPEN for row in told))


def to_verify(view: DossierView) -> list[ToldLine]:
    return [_line(view, row) for row in _in_order(view) if row.state in OPEN]


def told_marks(view: DossierView) -> Mapping[str, ToldMark]:
    """What stands beside each declared answer that came from elsewhere, by the answer's key."""
    return {
        row.key: ToldMark(row.get_state_display(), _TONES.get(row.state, ""), _source(row), _stands(row))
        for row in view.told
    }


def _in_order(view: DossierView) -> list[ToldAnswer]:
    """As the form asks."""
    places = {key: place for place, key in enumerate(view.bundle.form.fields)}
    return sorted(view.told, key=lambda row: (places.get(row.key, len(places)), row.key))


def _stands(row: ToldAnswer) -> bool:
    return row.state == ToldState.CONFIRMED and not row.checked_at


def _source(row: ToldAnswer) -> str:
    when = f", {moment(row.told_at)}" if row.told_at else ""
    return f"{row.get_source_display()} {row.ref}".strip() + when


def _same(source: str, count: int) -> str:
    return ngettext("%(n)d câu trả lời đúng như %(source)s.", "%(n)d câu trả lời đúng như %(source)s.", count) % {
        "n": count,
        "source": source,
    }


def _line(view: DossierView, row: ToldAnswer) -> ToldLine:
    checked = f"{row.checked_name}, {moment(row.checked_at)}" if row.checked_at else ""
    return ToldLine(
        key=row.key,
        label=row.label,
        value=_words(view, row.key, row.value) or _("Không khai"),
        now=_words(view, row.key, row.now) if row.now else "",
        source=_source(row),
        state=row.get_state_display(),
        tone=_TONES.get(row.state, ""),
        checked=f"{checked}. {row.note}".strip(". ") if row.note else checked,
    )


def _words(view: DossierView, key: str, value: Any) -> str:
    item = view.bundle.form.fields.get(key)
    return shown(item, value, communes=commune_names()) if item else str(value or "")

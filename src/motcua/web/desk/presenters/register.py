"""The register on a screen: its sums, its first rows, and where its PDF is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.documents.papers.register import STANDING_WORDS, RegisterContent, RegisterRow, tally
from motcua.web.desk.days import day_boxes
from motcua.web.desk.presenters.facts import Choice, Fact, choices_of
from motcua.web.desk.presenters.moments import moment

SHOWN = 100


@dataclass(frozen=True, slots=True)
class RegisterLine:
    code: str
    procedure: str
    person: str
    received: str
    due: str
    standing: str
    done: str
    url: str


@dataclass(frozen=True, slots=True)
class RegisterPage:
    units: tuple[Choice, ...]
    since: dict[str, str]
    until: dict[str, str]
    total: int = 0
    sums: tuple[Fact, ...] = ()
    rows: tuple[RegisterLine, ...] = ()
    more: str = ""
    pdf_url: str = ""


def register_page(
    given: Mapping[str, str], units: Mapping[int, str], usual: tuple[date, date], content: RegisterContent | None
) -> RegisterPage:
    """``content`` None = the form alone, with what was typed."""
    chosen = given.get("unit", str(next(iter(units), "")))
    form: dict[str, Any] = {
        "units": choices_of([(str(key), name) for key, name in units.items()], chosen),
        "since": day_boxes(given, "from", usual[0]),
        "until": day_boxes(given, "to", usual[1]),
    }
    if content is None:
        return RegisterPage(**form)
    sums = tally(content.rows, period_from=content.period_from)
    counted = [(STANDING_WORDS[standing], number) for standing, number in sums.by_standing.items() if number]
    carried = [(_("Kỳ trước chuyển sang"), sums.carried_over), (_("Tiếp nhận trong kỳ"), sums.taken_in)]
    more = _("Hiện %(shown)d hồ sơ đầu; cả sổ trong PDF") % {"shown": SHOWN} if sums.total > SHOWN else ""
    return RegisterPage(
        **form,
        total=sums.total,
        sums=tuple(Fact(label, str(number)) for label, number in [*carried, *counted]),
        rows=tuple(_line(row) for row in content.rows[:SHOWN]),
        more=more,
        pdf_url=_pdf_url(chosen, form["since"], form["until"]),
    )


def _line(row: RegisterRow) -> RegisterLine:
    return RegisterLine(
        code=row.code,
        procedure=row.procedure,
        person=row.person,
        received=moment(row.received_at),
        due=_("hẹn %(at)s") % {"at": moment(row.due_at)} if row.due_at else "",
        standing=STANDING_WORDS[row.standing],
        done=moment(row.returned_at or row.decided_at),
        url=reverse("desk:dossier", args=[row.dossier_id]) if row.dossier_id else "",
    )


def _pdf_url(unit: str, since: Mapping[str, str], until: Mapping[str, str]) -> str:
    parts = {"unit": unit} | {f"{day['name']}_{box}": day[box] for day in (since, until) for box in "dmy"}
    return f"{reverse('desk:register_pdf')}?{urlencode(parts)}"

"""Who had a dossier how long, as lines of its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.dossiers.attribution import Holder, Stretch
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.selectors.lateness import attributed
from motcua.identity.directory import account_names, names_of_organisations
from motcua.web.desk.presenters.chip import spell
from motcua.web.desk.presenters.moments import moment
from motcua.web.desk.watching.words import HOLDER_WORDS

_OWN = frozenset({Holder.OFFICER, Holder.UNIT})


@dataclass(frozen=True, slots=True)
class HeldLine:
    """``late`` = how much of it lay past the step's time, in words; empty when none did."""

    who: str
    where: str
    span: str
    time: str
    late: str


def held_lines(view: DossierView, *, now: datetime) -> Iterable[HeldLine]:
    found = attributed(view, at=now)
    people = account_names({one.account_id for one in found if one.account_id is not None})
    offices = names_of_organisations({one.organisation_id for one in found})
    steps = {task.step: task.name for task in view.tasks}
    for one in found:
        who = people.get(one.account_id or 0, "") if one.who is Holder.OFFICER else str(HOLDER_WORDS[one.who])
        where = [steps.get(one.step, ""), offices[one.organisation_id]] if one.who in _OWN else []
        yield HeldLine(
            who=who,
            where=", ".join(part for part in where if part),
            span=_("%(from)s – %(to)s") % {"from": moment(one.since), "to": moment(one.until)},
            time=_time(one),
            late=_("trễ %(time)s") % {"time": spell(one.late_minutes)} if one.late_minutes else "",
        )


def _time(one: Stretch) -> str:
    if one.allowed_minutes is None:
        return spell(one.working_minutes)
    return _("%(time)s trên %(allowed)s được giao") % {
        "time": spell(one.working_minutes),
        "allowed": spell(one.allowed_minutes),
    }

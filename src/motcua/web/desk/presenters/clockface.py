"""The clock of a dossier: its chip, and the sentences that explain its due time."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Status
from motcua.dossiers.selectors.dossier import DossierView
from motcua.kernel.clock import local
from motcua.web.desk.presenters.chip import Chip, Minutes, finished_chip, paused_chip, running_chip, waiting_chip
from motcua.web.desk.presenters.facts import Fact
from motcua.web.desk.presenters.moments import moment
from motcua.worktime.rules import working_minutes
from motcua.worktime.selectors import calendar_for


def minutes_of(organisation_id: int) -> Minutes:
    """The working minutes between two moments by that body's calendar."""
    calendar = calendar_for(organisation_id)
    return lambda start, end: working_minutes(calendar, start, end)


def chip_of(
    *,
    status: Status,
    due_at: datetime | None,
    submitted_at: datetime,
    organisation_id: int,
    now: datetime,
    decided_at: datetime | None = None,
) -> Chip:
    minutes = minutes_of(organisation_id)
    if status is Status.SUPPLEMENT:
        return paused_chip()
    if status in {Status.DECIDED, Status.RETURNED}:
        return finished_chip(due_at=due_at, finished_at=decided_at, minutes=minutes)
    if status in {Status.REFUSED, Status.WITHDRAWN, Status.STOPPED}:
        return finished_chip(due_at=None, finished_at=None, minutes=minutes)
    return running_chip(due_at=due_at, started_at=submitted_at, now=now, minutes=minutes)


def dossier_chip(view: DossierView, *, now: datetime) -> Chip:
    dossier = view.dossier
    if view.standing.off_the_clock and not view.standing.decided and dossier.due_at is None:
        return waiting_chip()
    return chip_of(
        status=view.standing.status,
        due_at=dossier.due_at,
        submitted_at=dossier.submitted_at,
        organisation_id=dossier.organisation_id,
        now=now,
        decided_at=dossier.decided_at,
    )


def step_chip(
    *, due_at: datetime | None, started_at: datetime, organisation_id: int, now: datetime, promised: datetime | None
) -> Chip:
    """What the officer at a step has to keep; what was promised to the applicant is in the tooltip."""
    due_at = local(due_at) if due_at else None
    chip = running_chip(due_at=due_at, started_at=started_at, now=now, minutes=minutes_of(organisation_id))
    said = [_("Hạn của bước này: %(at)s") % {"at": moment(due_at)}] if due_at else []
    if promised:
        said.append(_("Hẹn trả người nộp: %(at)s") % {"at": moment(promised)})
    return Chip(chip.level, chip.icon, chip.words, ". ".join(said))


def current_step_chip(view: DossierView, *, now: datetime) -> Chip | None:
    """The chip of the open step, where its time limit is another than the dossier's."""
    task, dossier = view.current_task, view.dossier
    if task is None or task.is_paused or task.due_at is None or task.due_at == dossier.due_at:
        return None
    return step_chip(
        due_at=task.due_at,
        started_at=dossier.submitted_at,
        organisation_id=task.organisation_id,
        now=now,
        promised=dossier.due_at,
    )


def clock_facts(view: DossierView) -> list[Fact]:
    """The moments of the clock; why they are what they are is told by ``selectors.why``."""
    dossier, bundle = view.dossier, view.bundle
    limit = bundle.limit_text(dossier.channel, bundle.case_key(dossier.case_id))
    facts = [
        Fact(_("Thời hạn công bố"), limit or _("Không công bố con số")),
        Fact(_("Bắt đầu tính"), moment(dossier.submitted_at)),
    ]
    if dossier.first_due_at:
        facts.append(Fact(_("Hẹn trả lần đầu"), moment(dossier.first_due_at)))
    if dossier.due_at and dossier.due_at != dossier.first_due_at:
        facts.append(Fact(_("Hẹn trả hiện nay"), moment(dossier.due_at), _("Đã tính thời gian tạm dừng, gia hạn")))
    if dossier.decided_at:
        facts.append(Fact(_("Có kết quả"), moment(dossier.decided_at)))
    if dossier.returned_at:
        facts.append(Fact(_("Trả kết quả"), moment(dossier.returned_at)))
    return facts

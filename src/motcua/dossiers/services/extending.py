"""Saying sorry and giving a new date (form 04), before the appointment passes or after."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.documents.papers.apology import ApologyContent, Extension
from motcua.documents.papers.frame import Heading
from motcua.dossiers.clocks import Reckoning, reckoning, turns_of
from motcua.dossiers.enums import Act, ClockKind, PaperKind
from motcua.dossiers.framing import Desk, desk_of_leaders, matter_of, signer
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import check_reason, check_until
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.services.issuing import earlier_papers, issue_paper
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.kernel.clock import local
from motcua.kernel.errors import Refused
from motcua.worktime.rules import add_working_time, closing_of, is_working_day, working_time
from motcua.worktime.selectors import calendar_for


def extend(*, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, until: date, reason: str) -> Done:
    """Apologise and put the appointment to the closing of ``until``; the first appointment stays on record.

    At most ``MAX_EXTENSIONS`` times and together not beyond ``EXTENSION_CAP``; the open task's deadline moves along.
    """
    check_reason(reason)

    def decide(standing: Standing, seat: Seat | None) -> Change:
        due_at, how = _present_due(standing), _reckoning(standing)
        latest = how.latest(turns_of(dossier_id)) or due_at
        worked = is_working_day(how.calendar, until)
        check_until(until, due_at=due_at, latest=latest, at=at, worked=worked)
        new_due = closing_of(how.calendar, until)
        desk = desk_of_leaders(standing, asker, seat, at)
        return change(
            Act.EXTEND,
            standing,
            asker,
            at,
            status=standing.status,
            clock=ClockKind.EXTEND,
            clock_reason="extended",
            extend_until=new_due,
            dues=_task_dues(standing, due_at, new_due),
            dossier={"due_at": new_due},
            data={"reason": reason.strip(), "was_due_at": due_at.isoformat(), "until": until.isoformat()},
            public=f"Cơ quan xin lỗi và hẹn lại ngày {new_due:%d/%m/%Y}",
            paper=issue_paper(
                PaperKind.APOLOGY, desk, lambda heading: _apology(desk, heading, reason.strip(), new_due)
            ),
        )

    body = {"until": until.isoformat(), "reason": reason}
    return act(kind=Act.EXTEND, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def latest_until(*, dossier: Dossier) -> datetime | None:
    """How far the dossier may still be extended; None when there is no appointment."""
    how = reckoning(
        version_id=dossier.version_id,
        channel=dossier.channel,
        case_id=dossier.case_id,
        organisation_id=dossier.organisation_id,
    )
    return how.latest(turns_of(dossier.pk))


def _present_due(standing: Standing) -> datetime:
    if standing.due_at is None:
        raise Refused(_("Hồ sơ chưa có ngày hẹn nên không có gì để gia hạn."), code="no_due")
    return standing.due_at


def _reckoning(standing: Standing) -> Reckoning:
    return reckoning(
        version_id=standing.version_id,
        channel=standing.channel,
        case_id=standing.case_id,
        organisation_id=standing.organisation_id,
    )


def _task_dues(standing: Standing, due_at: datetime, new_due: datetime) -> dict[int, datetime]:
    """Each open step gets the working time that the whole got."""
    dues = {}
    for task in standing.tasks:
        if task.due_at is not None:
            calendar = calendar_for(task.organisation_id)
            dues[task.id] = add_working_time(calendar, task.due_at, working_time(calendar, due_at, new_due))
    return dues


def _apology(desk: Desk, heading: Heading, cause: str, new_due: datetime) -> ApologyContent:
    due_at = _present_due(desk.standing)
    earlier = earlier_papers(desk.dossier.pk, PaperKind.APOLOGY)
    return ApologyContent(
        heading=heading,
        matter=matter_of(desk.dossier),
        first_due_at=desk.dossier.first_due_at or due_at,
        due_at=local(due_at),
        cause=cause,
        new_due_at=new_due,
        signer=signer(desk),
        done_so_far=f"Hồ sơ đang ở bước “{desk.stage}”." if desk.stage else "",
        extension_limit=f"Mỗi hồ sơ gia hạn nhiều nhất {settings.MAX_EXTENSIONS} lần; đây là lần {len(earlier) + 1}.",
        history=tuple(
            Extension(
                from_due_at=said.due_at or said.first_due_at,
                to_due_at=said.new_due_at,
                cause=said.cause,
                symbol=row.symbol,
                signer_name=said.signer.name,
            )
            for row, said in earlier
        ),
        responsible=desk.asker.name,
        responsible_phone=desk.issuer.phone,
        recipients=("Người nộp hồ sơ", desk.dossier.reception.name, "Lưu: hồ sơ"),
    )

"""Apologies prepared by the system before the appointment passes (form 04): a leader signs, changes or drops each."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.dossiers.clocks import Reckoning, reckoning, turns_of
from motcua.dossiers.enums import PROMISED_ELSEWHERE, ApologyOutcome
from motcua.dossiers.models import ApologyDraft
from motcua.dossiers.permits.watching import check_drop_apology
from motcua.dossiers.rules import can_until, check_reason
from motcua.dossiers.selectors.looking import standing_for
from motcua.dossiers.services.changes import Done
from motcua.dossiers.services.extending import extend
from motcua.dossiers.watching.bounds import cut_offs
from motcua.identity.askers import Asker
from motcua.kernel.clock import local
from motcua.kernel.errors import NotFound, Refused
from motcua.workflow.rules import Process, Step
from motcua.workflow.rules.steps import StepKind
from motcua.workflow.selectors import process_of
from motcua.worktime.enums import Convention
from motcua.worktime.rules import Calendar, due, is_working_day
from motcua.worktime.selectors import calendar_for

AT_ONCE = 500

# At work, not extended to the end, and either an open step will not be done before the appointment although half of
# the time is over, or hardly any time is left. What a leader dropped stays dropped until the appointment moves.
NEEDED = """
SELECT d.id, d.version_id, d.case_id, d.channel, d.organisation_id, d.due_at, i.version_id,
       t.step, t.name, t.organisation_id, o.name, t.opened_at, t.due_at
FROM dossiers_dossier d
JOIN unnest(%(organisations)s::bigint[], %(apology)s::timestamptz[]) AS b(organisation_id, apology)
  ON b.organisation_id = d.organisation_id
JOIN workflow_instance i ON i.subject_id = d.id
JOIN LATERAL (SELECT * FROM workflow_task WHERE subject_id = d.id AND state = 'open'
              ORDER BY due_at DESC NULLS LAST LIMIT 1) t ON true
JOIN identity_organisation o ON o.id = t.organisation_id
WHERE d.closed_at IS NULL AND d.decided_at IS NULL AND d.status IN ('received', 'processing')
  AND d.record_system = '' AND d.due_at IS NOT NULL
  AND ((t.due_at > d.due_at AND %(at)s::timestamptz >= d.submitted_at + (d.due_at - d.submitted_at) / 2)
       OR (d.due_at <= b.apology AND %(at)s::timestamptz >= d.submitted_at + (d.due_at - d.submitted_at) * 3 / 4))
  AND NOT EXISTS (SELECT 1 FROM dossiers_apologydraft a
                  WHERE a.dossier_id = d.id AND (a.settled_at IS NULL OR (a.settled_by_id IS NOT NULL
                  AND a.settled_at > coalesce((SELECT max(c.at) FROM dossiers_clockevent c WHERE c.dossier_id = d.id
                                               AND c.kind IN ('extend', 'resume')), '-infinity'))))
  AND (SELECT count(*) FROM dossiers_clockevent c
       WHERE c.dossier_id = d.id AND c.kind = 'extend' AND c.reason <> %(elsewhere)s) < %(most)s::int
ORDER BY d.due_at LIMIT %(limit)s::int
"""

# Decided, ended, paused or extended otherwise: nothing to apologise for any more.
OVER = """
UPDATE dossiers_apologydraft a SET settled_at = %(at)s::timestamptz, outcome = 'dropped'
FROM dossiers_dossier d
WHERE a.settled_at IS NULL AND d.id = a.dossier_id
  AND (d.status NOT IN ('received', 'processing') OR d.due_at IS NULL
       OR EXISTS (SELECT 1 FROM dossiers_clockevent c
                  WHERE c.dossier_id = d.id AND c.kind = 'extend' AND c.at >= a.drafted_at))
"""


@dataclass(frozen=True, slots=True)
class Behind:
    """A dossier that will not be done in time, and the open step that takes longest."""

    dossier_id: uuid.UUID
    version_id: int
    case_id: int | None
    channel: str
    organisation_id: int
    due_at: datetime
    process_version_id: int
    step: str
    step_name: str
    step_organisation_id: int
    step_office: str
    step_opened_at: datetime
    step_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Prepared:
    drafted: int
    dropped: int


def prepare(*, at: datetime) -> Prepared:
    """Draft what is needed and drop what is not any more; repeating it, also at once, drafts nothing twice."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(OVER, {"at": at})
        dropped = cursor.rowcount
        cursor.execute(NEEDED, _parameters(at))
        behind = [Behind(*row) for row in cursor.fetchall()]
        drafts = [draft for one in behind if (draft := _draft(one, at)) is not None]
        ApologyDraft.objects.bulk_create(drafts, ignore_conflicts=True)
    return Prepared(len(drafts), dropped)


def sign_apology(*, draft_id: int, asker: Asker, at: datetime, until: date, reason: str) -> Done:
    """Issue form 04 with the date and the words the leader leaves in it; a second press gets the first answer."""
    with transaction.atomic():
        draft = _locked(draft_id, asker)
        if draft.outcome == ApologyOutcome.DROPPED:
            raise Refused(_("Dự thảo này không còn cần nữa. Tải lại trang để xem."), code="apology_settled")
        done = extend(
            dossier_id=draft.dossier_id, asker=asker, key=f"apology:{draft_id}", at=at, until=until, reason=reason
        )
        if draft.settled_at is None:
            draft.until, draft.reason = until, reason.strip()
            _settle(draft, asker, ApologyOutcome.SIGNED, at)
    return done


def drop_apology(*, draft_id: int, asker: Asker, at: datetime, reason: str) -> None:
    """Not needed, says a leader, and why; it is not drafted again for the same appointment."""
    with transaction.atomic():
        draft = _locked(draft_id, asker)
        check_drop_apology(asker, standing_for(asker, draft.dossier_id))
        check_reason(reason)
        if draft.settled_at is not None:
            raise Refused(_("Dự thảo này đã được xử lý. Tải lại trang để xem."), code="apology_settled")
        _settle(draft, asker, ApologyOutcome.DROPPED, at)
        record(
            asker=asker,
            action="apology.dropped",
            object_kind="dossier",
            object_ref=str(draft.dossier_id),
            details={"draft": draft.pk, "reason": reason.strip()},
            at=at,
        )


def _locked(draft_id: int, asker: Asker) -> ApologyDraft:
    draft = ApologyDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise NotFound(_("Không tìm thấy dự thảo này."))
    standing_for(asker, draft.dossier_id)
    return draft


def _settle(draft: ApologyDraft, asker: Asker, outcome: ApologyOutcome, at: datetime) -> None:
    draft.settled_at, draft.settled_by_id, draft.outcome = at, asker.officer_id, outcome
    draft.save(update_fields=["until", "reason", "settled_at", "settled_by", "outcome"])


def _parameters(at: datetime) -> dict[str, Any]:
    columns = cut_offs(at)
    return {
        "organisations": columns["organisations"],
        "apology": columns["apology"],
        "at": at,
        "most": settings.MAX_EXTENSIONS,
        "elsewhere": PROMISED_ELSEWHERE,
        "limit": AT_ONCE,
    }


def _draft(one: Behind, at: datetime) -> ApologyDraft | None:
    """None when no date is left that an extension could reach."""
    how = reckoning(
        version_id=one.version_id, channel=one.channel, case_id=one.case_id, organisation_id=one.organisation_id
    )
    process = process_of(one.process_version_id)
    finish = finish_at(process, one.step, max(one.step_due_at or at, at), calendar_for(one.organisation_id))
    until = _until(one, how, finish, at)
    if until is None:
        return None
    return ApologyDraft(dossier_id=one.dossier_id, until=until, reason=_reason(one, finish), drafted_at=at)


def finish_at(process: Process, step: str, done_at: datetime, calendar: Calendar) -> datetime:
    """When the decision can be expected: the present step done at ``done_at``, each after it taking its whole time."""
    at = done_at
    for later in _until_decision(process, step):
        at = due(calendar, at, later.duration, Convention.HOUR_PRESERVING)
    return at


def _until_decision(process: Process, key: str) -> Iterator[Step]:
    """The steps behind ``key`` up to the signature, the usual way where there are several."""
    if _decides(process.step(key)):
        return
    following = process.next_step(key)
    while following is not None:
        yield following
        if _decides(following):
            return
        following = process.next_step(following.key)


def _decides(step: Step) -> bool:
    return step.kind is StepKind.SIGN or "sign" in step.acts


def _until(one: Behind, how: Reckoning, finish: datetime, at: datetime) -> date | None:
    """The first worked day on which it can be expected, at the latest what the cap allows."""
    turns = turns_of(one.dossier_id)
    latest = how.latest(turns)
    if latest is None:
        return None
    earliest = max(local(finish).date(), local(one.due_at).date() + timedelta(days=1))
    ahead = [earliest + timedelta(days=n) for n in range((local(latest).date() - earliest).days + 1)]
    back = [local(latest).date() - timedelta(days=n) for n in range((local(latest) - local(one.due_at)).days + 1)]
    return _first(ahead, one, how, latest, at) or _first(back, one, how, latest, at)


def _first(days: Sequence[date], one: Behind, how: Reckoning, latest: datetime, at: datetime) -> date | None:
    for day in days:
        if can_until(day, due_at=one.due_at, latest=latest, at=at, worked=is_working_day(how.calendar, day)):
            return day
    return None


def _reason(one: Behind, finish: datetime) -> str:
    """What is known and nothing else; the leader adds what only people know."""
    since = f"{local(one.step_opened_at):%d/%m/%Y}"
    where = f"Hồ sơ đang ở bước “{one.step_name}” tại {one.step_office} từ ngày {since}, tới nay chưa xong."
    if finish <= one.due_at:
        return where
    return f"{where} Bước này và các bước còn lại cần thời gian tới khoảng ngày {local(finish):%d/%m/%Y}."

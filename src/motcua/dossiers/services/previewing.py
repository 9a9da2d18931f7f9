"""Whose date a change of the calendar would move: a few at once, many in a job, and applied only while that holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from motcua.dossiers.models import CalendarPreview
from motcua.dossiers.services.recalculating import READ, Moved, calendars_as_if, concerned, reckoned
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, Refused
from motcua.kernel.fingerprints import fingerprint
from motcua.worktime.rules.permissions import check_change_days
from motcua.worktime.selectors import calendar_state
from motcua.worktime.services.calendar import DayChange, change_days

PREVIEW_JOB = "motcua.dossiers.watching.tasks.preview_calendar"
KEPT_ROWS = 200
VALID = timedelta(hours=2)  # meanwhile new dossiers come in that a preview has not seen


@transaction.atomic
def ask_preview(*, asker: Asker, changes: Sequence[DayChange], at: datetime) -> CalendarPreview:
    """Begin to work out what ``changes`` would do; finished at once where at most ``READ`` dossiers are concerned."""
    check_change_days(asker)
    if not changes:
        raise Invalid(_("Chưa có ngày nào thay đổi."), fields={"days": _("Ghi ít nhất một ngày.")})
    days = [one.on for one in changes]
    preview = CalendarPreview.objects.create(
        changes=[[one.on.isoformat(), one.kind, one.name, one.source] for one in changes],
        stamp=_stamp(),
        asked_by_id=asker.officer_id,
        asked_at=at,
        total=concerned(min(days), max(days)).count(),
    )
    if preview.total <= READ:
        while work_on(preview_id=preview.pk, at=at):
            pass
        preview.refresh_from_db()
    else:
        job = app.configure_task(PREVIEW_JOB, lock=f"calendar-preview:{preview.pk}")
        job.defer(preview_id=preview.pk)
    return preview


@transaction.atomic
def work_on(*, preview_id: int, at: datetime) -> bool:
    """Reckon the next ``READ`` dossiers of a preview; whether there is more to do. Safe to run twice."""
    preview = CalendarPreview.objects.select_for_update().filter(pk=preview_id, finished_at=None).first()
    if preview is None:
        return False
    days = {one.on: one.worked for one in changes_of(preview)}
    span = (min(days), max(days))
    rows = list(concerned(*span, after=preview.after)[:READ])
    if rows:
        _count(preview, reckoned(rows, span, calendars_as_if(days)))
        preview.seen, preview.after = preview.seen + len(rows), rows[-1].pk
    if len(rows) < READ:
        preview.finished_at, preview.total = at, preview.seen
    preview.save()
    return preview.finished_at is None


def _count(preview: CalendarPreview, found: Sequence[Moved]) -> None:
    whole = [one for one in found if one.was_due_at != one.due_at]
    preview.moved += len(whole)
    preview.later += sum(one.later for one in whole)
    preview.steps += len(found) - len(whole)
    preview.offices = dict(Counter(preview.offices) + Counter(str(one.organisation_id) for one in whole))
    rows = [[one.code, one.organisation_id, _iso(one.was_due_at), _iso(one.due_at)] for one in whole]
    preview.rows = [*preview.rows, *rows][:KEPT_ROWS]


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def changes_of(preview: CalendarPreview) -> list[DayChange]:
    return [DayChange(date.fromisoformat(on), kind, name, source) for on, kind, name, source in preview.changes]


def is_current(preview: CalendarPreview, *, at: datetime) -> bool:
    """Whether it is finished, recent, and about the calendar as it still is."""
    recent = preview.finished_at is not None and at - preview.finished_at <= VALID
    return recent and preview.stamp == _stamp()


@transaction.atomic
def apply_preview(*, asker: Asker, preview_id: int, at: datetime) -> None:
    """Change the calendar as the preview says. ``Refused`` unless it is finished and still current."""
    check_change_days(asker)
    preview = CalendarPreview.objects.select_for_update().filter(pk=preview_id).first()
    if preview is None or preview.finished_at is None:
        raise Refused(_("Chưa tính xong ngày hẹn của ai thay đổi. Chờ tính xong rồi áp dụng."), code="not_finished")
    if not is_current(preview, at=at):
        sentence = _("Lịch đã đổi, hoặc bản xem trước đã cũ. Xem trước lại rồi áp dụng.")
        raise Refused(sentence, code="not_current")
    change_days(asker=asker, changes=changes_of(preview), at=at)


def _stamp() -> str:
    return fingerprint(calendar_state())

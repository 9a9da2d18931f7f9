"""A changed calendar moves appointments: shown before it is applied, then reckoned again dossier by dossier."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.dossiers.clocks import Reckoning, Turn, last_stretch, reckoning
from motcua.dossiers.enums import Act
from motcua.dossiers.models import ClockEvent, Dossier, DossierEvent, Recalculation
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.changes import Change
from motcua.dossiers.standing import Standing
from motcua.dossiers.states import BEFORE_DECISION
from motcua.dossiers.stepclock import step_dues
from motcua.dossiers.watching.telling import tell_people
from motcua.identity.askers import SYSTEM, Seat
from motcua.kernel.clock import VIETNAM, local
from motcua.kernel.errors import Refused
from motcua.workflow.models import Task
from motcua.workflow.selectors import process_of
from motcua.worktime.rules import Calendar
from motcua.worktime.selectors import calendar_for
from motcua.worktime.services.calendar import DayChange

BATCH = 200
READ = 2000  # dossiers read at once by a preview

type Calendars = Callable[[int | None], Calendar]


@dataclass(frozen=True, slots=True)
class Moved:
    """A dossier whose appointment, or a step of it, falls on another moment."""

    dossier_id: uuid.UUID
    code: str
    organisation_id: int
    was_due_at: datetime | None
    due_at: datetime | None
    steps: Mapping[int, datetime]  # new deadlines by task

    @property
    def later(self) -> bool:
        return self.was_due_at is not None and self.due_at is not None and self.due_at > self.was_due_at


@dataclass(frozen=True, slots=True)
class Preview:
    """Whose date would move: ``rows`` whose appointment does, by office and code; ``steps`` = only an inner step."""

    rows: tuple[Moved, ...]
    steps: int
    seen: int


def preview(changes: Sequence[DayChange]) -> Preview:
    """What ``changes`` would do to every open dossier; nothing is written."""
    days = {one.on: one.worked for one in changes}
    as_if = calendars_as_if(days)
    span = (min(days), max(days))
    moved: list[Moved] = []
    seen, after = 0, None
    while rows := list(concerned(*span, after=after)[:READ]):
        moved += reckoned(rows, span, as_if)
        seen, after = seen + len(rows), rows[-1].pk
    whole = [one for one in moved if one.was_due_at != one.due_at]
    return Preview(
        rows=tuple(sorted(whole, key=lambda one: (one.organisation_id, one.code))),
        steps=len(moved) - len(whole),
        seen=seen,
    )


def calendars_as_if(days: Mapping[date, bool | None]) -> Calendars:
    """Each office's calendar with these days as they would be, made once."""
    known: dict[int | None, Calendar] = {}

    def as_if(organisation_id: int | None) -> Calendar:
        if organisation_id not in known:
            known[organisation_id] = calendar_for(organisation_id).as_if(days)
        return known[organisation_id]

    return as_if


def ask(*, organisation_id: int | None, first: date, last: date | None, at: datetime) -> Recalculation | None:
    """Note that the calendar changed from ``first`` to ``last``; None when no open dossier is concerned."""
    total = concerned(first, last).count()
    if not total:
        return None
    return Recalculation.objects.create(
        organisation_id=organisation_id, first=first, last=last, asked_at=at, total=total
    )


def go_on(*, run_id: int, at: datetime) -> bool:
    """Reckon the next batch of a run again; whether there is more to do.

    May be interrupted and repeated, also by two at once: each dossier is moved once, under a key of the run.
    """
    run = Recalculation.objects.get(pk=run_id)
    if run.finished_at is not None:
        return False
    span = (run.first, run.last)
    rows = list(concerned(*span, after=run.after)[:BATCH])
    for one in reckoned(rows, span, calendar_for):
        _recalculate(run_id, span, one, at)
    mine = Recalculation.objects.filter(pk=run_id, after=run.after, finished_at=None)
    if not rows:
        mine.update(finished_at=at)
        return False
    moved = _moved_by(run_id, [row.pk for row in rows])
    return bool(mine.update(after=rows[-1].pk, seen=F("seen") + len(rows), moved=F("moved") + moved))


def _moved_by(run_id: int, dossier_ids: Sequence[uuid.UUID]) -> int:
    """How many of them this run moved, also before it broke off in their midst."""
    events = DossierEvent.objects.filter(dossier_id__in=dossier_ids, act=Act.RECALCULATE, data__run=run_id)
    return events.count()


def concerned(first: date, last: date | None, *, after: uuid.UUID | None = None) -> QuerySet[Dossier]:
    """Open dossiers whose time, or a step's of them, runs over one of the days; in order of their ids."""
    begin = datetime.combine(first, time(), VIETNAM)
    late_steps = Task.objects.filter(subject_id=OuterRef("pk"), state=Task.State.OPEN, due_at__gte=begin)
    found = Dossier.objects.filter(
        Q(due_at__gte=begin) | Exists(late_steps), status__in=BEFORE_DECISION, closed_at=None, record_system=""
    )
    if last is not None:
        found = found.filter(submitted_at__lt=datetime.combine(last + timedelta(days=1), time(), VIETNAM))
    if after is not None:
        found = found.filter(pk__gt=after)
    return found.order_by("pk").only(
        "pk", "code", "version_id", "channel", "case_id", "organisation_id", "due_at", "submitted_at"
    )


def reckoned(rows: Sequence[Dossier], span: tuple[date, date | None], calendars: Calendars) -> list[Moved]:
    ids = [row.pk for row in rows]
    turns: dict[uuid.UUID, list[Turn]] = defaultdict(list)
    events = ClockEvent.objects.filter(dossier_id__in=ids).order_by("id")
    for dossier_id, kind, at, until, reason in events.values_list("dossier_id", "kind", "at", "until", "reason"):
        turns[dossier_id].append(Turn(kind, at, until, reason))
    tasks: dict[uuid.UUID, list[Task]] = defaultdict(list)
    for task in Task.objects.filter(subject_id__in=ids, state=Task.State.OPEN).select_related("instance"):
        tasks[task.subject_id].append(task)
    found = []
    for row in rows:
        one = _again(row, turns[row.pk], tasks[row.pk], span, calendars)
        if one.steps or one.due_at != one.was_due_at:
            found.append(one)
    return found


def _again(
    row: Dossier, turns: Sequence[Turn], tasks: Sequence[Task], span: tuple[date, date | None], calendars: Calendars
) -> Moved:
    """The dossier's dates by the calendars given; a paused or unlimited appointment stays none."""
    how = replace(
        reckoning(
            version_id=row.version_id,
            channel=row.channel,
            case_id=row.case_id,
            organisation_id=row.organisation_id,
        ),
        calendar=calendars(row.organisation_id),
    )
    due_at = how.due(turns) if row.due_at is not None else None
    steps = {}
    for task in tasks:
        new = _step_again(task, last_stretch(turns), how, span, calendars(task.organisation_id))
        if new is not None:
            steps[task.pk] = new
    return Moved(row.pk, row.code, row.organisation_id, row.due_at, due_at, steps)


def _step_again(
    task: Task, turns: Sequence[Turn], how: Reckoning, span: tuple[date, date | None], calendar: Calendar
) -> datetime | None:
    """The new deadline of a step; None when the changed days are not in its time, or nothing moves."""
    if task.due_at is None:
        return None
    step = process_of(task.instance.version_id).step(task.step)
    last_due = step_dues(task.opened_at, step.duration, turns, how, calendar)[-1]
    since, new = last_due.counted_from, last_due.at
    first, last = span
    ends = local(max(new, task.due_at)).date()
    begins = local(since).date()
    if ends < first or (last is not None and begins > last):
        return None
    return new if new != task.due_at else None


@transaction.atomic
def _recalculate(run_id: int, span: tuple[date, date | None], seen: Moved, at: datetime) -> None:
    """Move one dossier, under its lock, by what its events say then; nothing when it moved before under this run."""
    moved: list[Moved] = []

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        row = Dossier.objects.get(pk=standing.dossier_id)
        now = next(iter(reckoned([row], span, calendar_for)), None)
        if now is None or (row.due_at is not None and now.due_at is None):
            raise Refused(_("Ngày hẹn không đổi."), code="unchanged")
        moved.append(now)
        return _change(standing, now, run_id, at)

    try:
        act(
            kind=Act.RECALCULATE,
            dossier_id=seen.dossier_id,
            asker=SYSTEM,
            key=f"recalculate:{run_id}:{seen.dossier_id}",
            body={"run": run_id},
            decide=decide,
        )
    except Refused:
        return
    for one in moved:
        _tell(one, run_id, at)


def _change(standing: Standing, now: Moved, run_id: int, at: datetime) -> Change:
    whole = now.due_at != now.was_due_at and now.due_at is not None and now.was_due_at is not None
    public = ""
    if whole and now.due_at is not None and now.was_due_at is not None:
        words = f"{local(now.was_due_at):%H:%M %d/%m/%Y} sang {local(now.due_at):%H:%M %d/%m/%Y}"
        public = f"Lịch làm việc thay đổi nên hẹn trả chuyển từ {words}"
    return change(
        Act.RECALCULATE,
        standing,
        SYSTEM,
        at,
        status=standing.status,
        dossier={"due_at": now.due_at} if whole else {},
        dues=now.steps,
        data={
            "run": run_id,
            "was_due_at": now.was_due_at.isoformat() if now.was_due_at else "",
            "due_at": now.due_at.isoformat() if now.due_at else "",
        },
        public=public,
    )


def _tell(one: Moved, run_id: int, at: datetime) -> None:
    """Its people hear of an appointment that moved back; one that comes sooner is shown, not announced."""
    if not one.later:
        return
    dossier = Dossier.objects.select_related("organisation", "reception").get(pk=one.dossier_id)
    more = {"was_due_at": one.was_due_at, "due_at": one.due_at}
    tell_people(dossier, kind="rescheduled", more=more, dedupe=f"recalculated:{run_id}:{one.dossier_id}", at=at)

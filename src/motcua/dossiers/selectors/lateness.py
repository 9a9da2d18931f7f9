"""Who had a dossier how long, and who was late by how much: from events, tasks and clock, never typed."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from motcua.dossiers.attribution import Hold, Stretch, stretches
from motcua.dossiers.clocks import Turn, reckoning
from motcua.dossiers.holding import GIVING, OUTSIDE, Given, Work, holds_of, pauses_in
from motcua.dossiers.models import ClockEvent
from motcua.dossiers.selectors.dossier import DossierView
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.identity.models import Organisation
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Invalid
from motcua.workflow.selectors import process_of
from motcua.worktime.rules import working_minutes
from motcua.worktime.selectors import calendar_for

LEADING = (Role.HEAD, Role.LEADER)
MOST_DAYS = 366

# Every step that was open in the period; turned = its time was paused or extended, so its deadline was not always one.
STEPS = """
SELECT t.organisation_id, t.step, t.name, i.version_id,
       count(*), count(*) FILTER (WHERE t.done_at IS NULL)
FROM workflow_task t JOIN workflow_instance i ON i.id = t.instance_id
WHERE t.organisation_id = ANY(%(offices)s::bigint[]) AND t.opened_at < %(end)s::timestamptz
  AND (t.done_at IS NULL OR t.done_at >= %(begin)s::timestamptz)
GROUP BY 1, 2, 3, 4
"""
LATE = """
SELECT * FROM (
    SELECT t.organisation_id, t.step, t.name, i.version_id AS process_id, t.opened_at, t.due_at, t.done_at, t.state,
           d.id, d.version_id, d.channel, d.case_id, d.organisation_id AS competent,
           EXISTS (SELECT 1 FROM dossiers_clockevent c
                   WHERE c.dossier_id = d.id AND c.kind IN ('pause', 'resume', 'extend') AND c.at > t.opened_at
                     AND (t.done_at IS NULL OR c.at <= t.done_at)) AS turned
    FROM workflow_task t
    JOIN workflow_instance i ON i.id = t.instance_id
    JOIN dossiers_dossier d ON d.id = t.subject_id
    WHERE t.organisation_id = ANY(%(offices)s::bigint[]) AND t.opened_at < %(end)s::timestamptz
      AND (t.done_at IS NULL OR t.done_at >= %(begin)s::timestamptz)
) s
WHERE turned OR (due_at < %(end)s::timestamptz AND due_at < coalesce(done_at, %(at)s::timestamptz))
"""


@dataclass(frozen=True, slots=True)
class LateStep:
    """How one step did at one office in a period. Minutes are working minutes past the step's time, in the period.

    ``steps`` = how many were at hand, ``open_now`` of them still are, ``late`` were late for a while.
    """

    organisation_id: int
    organisation: str
    step: str
    steps: int
    open_now: int
    late: int
    late_minutes: int
    worst_minutes: int


@dataclass(frozen=True, slots=True)
class _Task:
    organisation_id: int
    step: str
    name: str
    process_id: int
    opened_at: datetime
    due_at: datetime | None
    done_at: datetime | None
    state: str
    dossier_id: uuid.UUID
    version_id: int
    channel: str
    case_id: int | None
    competent: int
    turned: bool


def attributed(view: DossierView, *, at: datetime) -> list[Stretch]:
    """The dossier's life until its end or ``at``, each stretch with whose it was. No query but the calendars'."""
    dossier = view.dossier
    turns = [Turn(event.kind, event.at, event.until, event.reason) for event in view.clock]
    how = reckoning(
        version_id=dossier.version_id,
        channel=dossier.channel,
        case_id=dossier.case_id,
        organisation_id=dossier.organisation_id,
    )
    works = [
        Work(task.step, task.organisation_id, task.opened_at, task.due_at, task.done_at, task.assignee_id)
        for task in view.tasks
    ]
    given = [
        Given(event.at, event.step, event.data.get("assignee"), event.data.get("was"))
        for event in view.events
        if event.act in GIVING
    ]
    calendars = {work.organisation_id: calendar_for(work.organisation_id) for work in works}
    return stretches(
        begin=dossier.submitted_at,
        end=dossier.closed_at or at,
        holds=holds_of(works, given, turns, how, view.process, calendars),
        pauses=pauses_in(turns),
        organisation_id=dossier.organisation_id,
        calendars=calendar_for,
    )


def led_by(asker: Asker) -> dict[int, str]:
    """The bodies the asker leads and all below them, by id with their short names, in order of the names."""
    rows = list(Organisation.objects.order_by("short_name", "pk").values_list("pk", "parent_id", "short_name"))
    led = set(asker.organisations_with(*LEADING))
    while more := {pk for pk, parent, _name in rows if parent in led} - led:
        led |= more
    return {pk: name for pk, _parent, name in rows if pk in led}


def late_by_organisation(asker: Asker, *, since: date, until: date, at: datetime) -> list[LateStep]:
    """Who was late from ``since`` to ``until`` (both included) in the bodies the asker leads, the worst first.

    Steps at which an outside body, a payment or the citizen is waited for are nobody's lateness and left out.
    """
    if until < since or (until - since).days >= MOST_DAYS:
        raise Invalid(_("Kỳ chưa đúng."), fields={"to": _("Ngày cuối từ ngày đầu trở đi, trong vòng một năm.")})
    names = led_by(asker)
    if not names:
        return []
    begin = datetime.combine(since, time(), VIETNAM)
    end = min(at, datetime.combine(until + timedelta(days=1), time(), VIETNAM))
    given = {"offices": list(names), "begin": begin, "end": end, "at": at}
    counts = _counts(given)
    late: dict[tuple[int, str], list[int]] = defaultdict(list)
    for task, minutes in _late(given, begin, end, at):
        late[task.organisation_id, task.name].append(minutes)
    rows = [
        LateStep(
            office,
            names[office],
            step,
            total,
            open_now,
            len(found := late[office, step]),
            sum(found),
            max(found, default=0),
        )
        for (office, step), (total, open_now) in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row.late_minutes, row.organisation, row.step))


def _counts(given: dict[str, Any]) -> dict[tuple[int, str], tuple[int, int]]:
    found: dict[tuple[int, str], tuple[int, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(STEPS, given)
        for office, step, name, process_id, total, open_now in cursor.fetchall():
            if not _outside(process_id, step):
                before = found.get((office, name), (0, 0))
                found[office, name] = (before[0] + total, before[1] + open_now)
    return found


def _late(given: dict[str, Any], begin: datetime, end: datetime, at: datetime) -> Iterator[tuple[_Task, int]]:
    """Tasks that were late inside the period, and by how much."""
    with connection.cursor() as cursor:
        cursor.execute(LATE, given)
        tasks = [_Task(*row) for row in cursor.fetchall()]
    turns = _turns({task.dossier_id for task in tasks if task.turned or task.state == "paused"})
    for task in tasks:
        if _outside(task.process_id, task.step):
            continue
        finish = min(task.done_at or at, end)
        if task.dossier_id in turns:
            minutes = _late_with_turns(task, turns[task.dossier_id], begin, finish)
        else:
            due_at = task.due_at or finish
            minutes = working_minutes(calendar_for(task.organisation_id), max(due_at, begin), finish)
        if minutes:
            yield task, minutes


def _late_with_turns(task: _Task, turns: Sequence[Turn], begin: datetime, finish: datetime) -> int:
    how = reckoning(
        version_id=task.version_id, channel=task.channel, case_id=task.case_id, organisation_id=task.competent
    )
    work = Work(task.step, task.organisation_id, task.opened_at, task.due_at, task.done_at, None)
    calendar = calendar_for(task.organisation_id)
    holds: list[Hold] = holds_of([work], (), turns, how, process_of(task.process_id), {task.organisation_id: calendar})
    found = stretches(
        begin=max(task.opened_at, begin),
        end=finish,
        holds=holds,
        pauses=pauses_in(turns),
        organisation_id=task.organisation_id,
        calendars=calendar_for,
    )
    return sum(one.late_minutes for one in found)


def _turns(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Turn]]:
    found: dict[uuid.UUID, list[Turn]] = defaultdict(list)
    rows = ClockEvent.objects.filter(dossier_id__in=ids).order_by("id")
    for dossier_id, kind, at, until, reason in rows.values_list("dossier_id", "kind", "at", "until", "reason"):
        found[dossier_id].append(Turn(kind, at, until, reason))
    return found


def _outside(process_id: int, step: str) -> bool:
    """Whether the step waits for somebody else; one that its process does not know (any more) is the office's."""
    return any(one.key == step and one.kind in OUTSIDE for one in process_of(process_id).steps)

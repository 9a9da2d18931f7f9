"""From a dossier's rows to what ``attribution`` reads: steps with their deadlines, who had them, pauses. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from motcua.dossiers.attribution import CLOSED, Hold, Holder, Pause
from motcua.dossiers.clocks import Reckoning, Turn, last_stretch
from motcua.dossiers.enums import Act, ClockKind
from motcua.dossiers.stepclock import StepDue, step_dues
from motcua.workflow.rules import Process
from motcua.workflow.rules.steps import StepKind
from motcua.worktime.rules import Calendar

OUTSIDE = {
    StepKind.PAYMENT: Holder.PAYMENT,
    StepKind.WAIT_CITIZEN: Holder.CITIZEN,
    StepKind.WAIT_AGENCY: Holder.AGENCY,
}
GIVING = frozenset({Act.ASSIGN, Act.CLAIM, Act.RELEASE})


@dataclass(frozen=True, slots=True)
class Work:
    """A task as it stands in the table; ``account_id`` = who has or had it."""

    step: str
    organisation_id: int
    opened_at: datetime
    due_at: datetime | None
    done_at: datetime | None
    account_id: int | None


@dataclass(frozen=True, slots=True)
class Given:
    """A task was given to ``account_id`` (None = back to the seat); ``was`` had it until then."""

    at: datetime
    step: str
    account_id: int | None
    was: int | None = None


def holds_of(
    works: Sequence[Work],
    given: Sequence[Given],
    turns: Sequence[Turn],
    how: Reckoning,
    process: Process,
    calendars: Mapping[int, Calendar],
) -> list[Hold]:
    """The steps in order. The last deadline of each is the stored one, whatever set it."""
    kinds = {step.key: step.kind for step in process.steps}
    changes: dict[str, list[Given]] = defaultdict(list)
    for one in given:
        changes[one.step].append(one)
    return [
        Hold(
            organisation_id=work.organisation_id,
            step=work.step,
            since=work.opened_at,
            until=work.done_at,
            dues=_dues(work, turns, how, process, calendars[work.organisation_id]),
            held_by=_held_by(work, changes[work.step]),
            outside=OUTSIDE.get(kinds.get(work.step, StepKind.TASK)),
        )
        for work in works
    ]


def _dues(
    work: Work, turns: Sequence[Turn], how: Reckoning, process: Process, calendar: Calendar
) -> tuple[StepDue, ...]:
    if work.due_at is None:
        return ()
    if not any(turn.at > work.opened_at and (turn.until or turn.kind == ClockKind.RESUME) for turn in turns):
        return (StepDue(work.opened_at, work.opened_at, work.due_at),)
    step = next((step for step in process.steps if step.key == work.step), None)
    if step is None:  # of a process it ran on before
        return (StepDue(work.opened_at, work.opened_at, work.due_at),)
    during = [turn for turn in last_stretch(turns) if work.done_at is None or turn.at <= work.done_at]
    found = step_dues(work.opened_at, step.duration, during, how, calendar)
    return (*found[:-1], replace(found[-1], at=work.due_at))


def _held_by(work: Work, given: Sequence[Given]) -> tuple[tuple[datetime, int | None], ...]:
    """As the events say; without any, whoever the step was opened for, else the seat."""
    inside = [one for one in given if one.at >= work.opened_at and (work.done_at is None or one.at < work.done_at)]
    if not inside:
        return ((work.opened_at, work.account_id),)
    return ((work.opened_at, inside[0].was), *((one.at, one.account_id) for one in inside))


def pauses_in(turns: Sequence[Turn]) -> list[Pause]:
    """The times the clock stood still, with the reason; between an end and a new start the matter was closed."""
    found: list[Pause] = []
    stopped: datetime | None = None
    for turn in turns:
        if turn.kind == ClockKind.START and stopped is not None:
            found.append(Pause(stopped, turn.at, CLOSED))
        if turn.kind == ClockKind.PAUSE:
            found.append(Pause(turn.at, None, turn.reason))
        elif turn.kind in {ClockKind.RESUME, ClockKind.STOP} and found and found[-1].until is None:
            found[-1] = replace(found[-1], until=turn.at)
        stopped = turn.at if turn.kind == ClockKind.STOP else stopped
    return found

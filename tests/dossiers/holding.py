"""What is true of every dossier at every moment, whatever was done to it."""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise

from motcua.dossiers.clocks import due_now, turns_of
from motcua.dossiers.enums import Act, ClockKind, Status
from motcua.dossiers.models import Dossier, IssuedPaper
from motcua.dossiers.states import FINAL, MOVES
from motcua.vault.models import IssuedResult
from motcua.workflow.models import Instance, Task
from motcua.workflow.rules import Process, StepKind
from motcua.workflow.rules.migrating import standing_in
from motcua.workflow.rules.steps import OFF_THE_CLOCK
from motcua.workflow.selectors import process_of
from motcua.worktime.rules import Calendar, working_time
from motcua.worktime.selectors import calendar_for

BEFORE_DECISION = set(Status) - FINAL - {Status.DECIDED}
TURNS = {  # what may follow what on a clock
    ClockKind.START: {ClockKind.PAUSE, ClockKind.EXTEND, ClockKind.STOP},
    ClockKind.PAUSE: {ClockKind.RESUME, ClockKind.STOP, ClockKind.EXTEND},
    ClockKind.RESUME: {ClockKind.PAUSE, ClockKind.EXTEND, ClockKind.STOP},
    ClockKind.EXTEND: {ClockKind.PAUSE, ClockKind.EXTEND, ClockKind.STOP, ClockKind.RESUME},
    ClockKind.STOP: {ClockKind.START},
}


def check_move(act: Act, before: Status, after: Status) -> None:
    move = MOVES[act]
    assert before in move.sources, f"{act} was done in {before}"
    stays = before == after and (not move.targets or before in move.stays)
    assert stays or after in move.targets, f"{act} led from {before} to {after}"


def check_dossier(dossier_id: uuid.UUID, at: datetime) -> None:
    dossier = Dossier.objects.get(pk=dossier_id)
    instance = Instance.objects.get(subject_id=dossier_id)
    process = process_of(instance.version_id)
    live = list(Task.objects.filter(subject_id=dossier_id, state__in=Task.LIVE))
    _check_tasks(dossier, instance, process, live)
    _check_clock(dossier, process, live, at)


def _check_tasks(dossier: Dossier, instance: Instance, process: Process, live: list[Task]) -> None:
    status = Status(dossier.status)
    done = Task.objects.filter(subject_id=dossier.pk, state=Task.State.DONE, undone=False)
    steps = [task.step for task in live]
    if status in FINAL:
        assert not live, f"{status} with {steps} open"
        assert instance.ended_at is not None
        assert dossier.closed_at is not None
        return
    assert instance.ended_at is None
    assert standing_in(process, steps, set(done.values_list("step", flat=True))), f"{status} stands at {steps}"
    assert process.blocks or len(live) == 1
    paused = {task.state for task in live} == {Task.State.PAUSED}
    assert paused or {task.state for task in live} == {Task.State.OPEN}
    assert paused == (status is Status.SUPPLEMENT)
    if not paused:
        kinds = {process.step(step).kind for step in steps}
        assert (status is Status.PAYMENT) == (kinds == {StepKind.PAYMENT}), f"{status} at {kinds}"


def _check_clock(dossier: Dossier, process: Process, live: list[Task], at: datetime) -> None:
    status, turns = Status(dossier.status), turns_of(dossier.pk)
    assert turns[0].kind == ClockKind.START
    for earlier, later in pairwise(turns):
        assert later.kind in TURNS[ClockKind(earlier.kind)], [turn.kind for turn in turns]
        assert later.at >= earlier.at
    stopped = turns[-1].kind == ClockKind.STOP
    assert stopped == (status not in BEFORE_DECISION)
    if stopped:
        return
    again = due_now(
        dossier_id=dossier.pk,
        version_id=dossier.version_id,
        channel=dossier.channel,
        case_id=dossier.case_id,
        organisation_id=dossier.organisation_id,
    )
    assert dossier.due_at == again, f"stored {dossier.due_at}, recomputed {again}"
    turning = [turn for turn in turns if turn.kind in {ClockKind.PAUSE, ClockKind.RESUME}]
    resting = bool(turning) and turning[-1].kind == ClockKind.PAUSE and turns[-1].kind != ClockKind.START
    off = {process.step(task.step).kind for task in live} <= OFF_THE_CLOCK
    assert resting == (status is Status.SUPPLEMENT or off), f"the clock of a dossier in {status}"
    assert (dossier.due_at is None) == resting
    _check_time(dossier, calendar_for(dossier.organisation_id), at)


def _check_time(dossier: Dossier, calendar: Calendar, at: datetime) -> None:
    """What ran and what rested make up the time that went by; and what rested is what the appointment moved."""
    turns = turns_of(dossier.pk)
    begun = max(number for number, turn in enumerate(turns) if turn.kind == ClockKind.START)
    ran = rested = moved = timedelta(0)
    resting, was_late = False, False
    start, first_due = turns[begun].at, dossier.first_due_at or at
    promised = working_time(calendar, start, first_due)
    for turn, until in pairwise([(turn.kind, turn.at) for turn in turns[begun:]] + [("now", at)]):
        if turn[0] == ClockKind.PAUSE:
            was_late = working_time(calendar, start, turn[1]) >= promised + moved
        resting = turn[0] == ClockKind.PAUSE or (resting and turn[0] == ClockKind.EXTEND)
        spell = working_time(calendar, turn[1], until[1])
        ran, rested = (ran, rested + spell) if resting else (ran + spell, rested)
        moved += spell if resting and not was_late else timedelta(0)
    assert ran + rested == working_time(calendar, start, at)
    ordinary = begun == 0 and all(turn.kind != ClockKind.EXTEND for turn in turns)
    if dossier.due_at is not None and ordinary:
        assert working_time(calendar, start, dossier.due_at) == promised + moved


def check_numbers() -> None:
    """Codes of a unit's day, and symbols of a body's year, each 1, 2, 3… without a gap or a double."""
    series: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for code in Dossier.objects.values_list("code", flat=True):
        day, number = code.rsplit("-", 1)
        series["code", day].append(int(number))
    issued = [*IssuedPaper.objects.values_list("organisation_id", "year", "symbol")]
    issued += IssuedResult.objects.values_list("organisation_id", "year", "symbol")
    for organisation_id, year, symbol in issued:
        number, kind = re.split(r"/", symbol, maxsplit=1)
        series[organisation_id, year, kind].append(int(number))
    for name, numbers in series.items():
        assert sorted(numbers) == list(range(1, len(numbers) + 1)), f"{name}: {sorted(numbers)}"

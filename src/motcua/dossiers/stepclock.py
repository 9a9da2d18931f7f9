"""When a step should be done: its time from its beginning, begun anew after a pause, longer by each extension. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.dossiers.clocks import Reckoning, Turn
from motcua.dossiers.enums import ClockKind
from motcua.worktime.enums import Convention
from motcua.worktime.rules import Calendar, Duration, add_working_time, due, working_time


@dataclass(frozen=True, slots=True)
class StepDue:
    """From ``since`` on a step was due at ``at``; its time then was that from ``counted_from`` to ``at``."""

    since: datetime
    counted_from: datetime
    at: datetime


def step_dues(
    opened_at: datetime, duration: Duration, turns: Sequence[Turn], how: Reckoning, calendar: Calendar
) -> list[StepDue]:
    """The deadlines of a step that opened at ``opened_at``, in order of time; the last holds now.

    As the acts set it: a resumption gives the step its whole time again, an extension what the whole matter got.
    ``calendar`` is that of the step's office, ``how`` and ``turns`` those of the dossier.
    """
    found = [_anew(opened_at, duration, calendar)]
    for number, turn in enumerate(turns):
        if turn.kind == ClockKind.RESUME and turn.at > opened_at:
            found.append(_anew(turn.at, duration, calendar))
        elif turn.until is not None and turn.at >= opened_at:
            before = how.due(turns[:number])
            if before is not None:
                longer = add_working_time(calendar, found[-1].at, working_time(calendar, before, turn.until))
                found.append(StepDue(turn.at, found[-1].counted_from, longer))
    return found


def _anew(since: datetime, duration: Duration, calendar: Calendar) -> StepDue:
    return StepDue(since, since, due(calendar, since, duration, Convention.HOUR_PRESERVING))

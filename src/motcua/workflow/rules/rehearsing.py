"""A dry run: one sample dossier walked through a process, each step finished just in time."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from motcua.workflow.rules.definition import Process
from motcua.workflow.rules.steps import OFF_THE_CLOCK, Step, StepKind
from motcua.workflow.rules.tokens import Moves, after, start
from motcua.workflow.rules.wording import who_words
from motcua.worktime.enums import Convention
from motcua.worktime.rules import Calendar, due


@dataclass(frozen=True, slots=True)
class Visit:
    """One step of the sample. ``message`` is what the citizen hears ("" = no message), ``action`` what they may do.

    ``closed``: never finished, because enough of the parallel ways had come in before. ``notes``: conditions that
    could not be worked out and counted as not met. ``ended`` is when it was done or closed.
    """

    step: str
    name: str
    kind: StepKind
    who: str
    opened: datetime
    due: datetime
    message: str
    action: str
    upload: bool
    papers: tuple[str, ...]
    checks: tuple[str, ...]
    ended: datetime
    closed: bool = False
    notes: tuple[str, ...] = ()


def dry_run(process: Process, answers: Mapping[str, Any], calendar: Calendar, at: datetime) -> tuple[Visit, ...]:
    """The visits in the order they open; every step is done when it is due. Due times keep the hour, as tasks' do."""
    visits: dict[str, Visit] = {}
    waiting: list[tuple[datetime, int, str]] = []

    def move(moves: Moves, now: datetime) -> None:
        for key in moves.close:
            visits[key] = replace(visits[key], closed=True, ended=now)
        for key in moves.open:
            visits[key] = _visit(process.step(key), calendar, now)
            heapq.heappush(waiting, (visits[key].due, len(visits), key))

    move(start(process, answers, at.date()), at)
    done: set[str] = set()
    while waiting:
        now, _turn, key = heapq.heappop(waiting)
        if visits[key].closed:
            continue
        still_open = {one for one, visit in visits.items() if one not in done and not visit.closed}
        moves = after(process, key, still_open, done, answers, now.date())
        visits[key] = replace(visits[key], notes=tuple(sentence for _step, sentence in moves.notes))
        done.add(key)
        move(moves, now)
    return tuple(visits.values())


def pauses(visits: Sequence[Visit]) -> tuple[tuple[datetime, datetime], ...]:
    """When the legal clock stood still: something was open, and all of it somebody else's turn."""
    moments = sorted({moment for visit in visits for moment in (visit.opened, visit.ended)})
    found: list[tuple[datetime, datetime]] = []
    for since, until in pairwise(moments):
        kinds = {visit.kind for visit in visits if visit.opened <= since and until <= visit.ended}
        if kinds and kinds <= OFF_THE_CLOCK:
            begun = found.pop()[0] if found and found[-1][1] == since else since
            found.append((begun, until))
    return tuple(found)


def _visit(step: Step, calendar: Calendar, at: datetime) -> Visit:
    until = due(calendar, at, step.duration, Convention.HOUR_PRESERVING)
    return Visit(
        step=step.key,
        name=step.name,
        kind=step.kind,
        who=who_words(step),
        opened=at,
        due=until,
        ended=until,
        message=step.public if step.citizen.notify else "",
        action=step.citizen.action,
        upload=step.citizen.upload,
        papers=step.documents,
        checks=step.checks,
    )

"""What a step costs: beside another engine's step, and over HTTP beside the statements alone, in line and parallel."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection

from benches import advance, databases, people, prepared, server
from benches.report import ROUNDS, Result, against_cost, median
from benches.spiff import Other
from motcua.dossiers.models import Dossier
from motcua.dossiers.services.reception import receive
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.workflow.rules import Process, parse, split_limit
from motcua.workflow.services.definitions import ensure_published
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration

STEPS = 300  # of each engine in a round
WARM = 30
AT_LEAST = 0.2
TICKS = os.sysconf("SC_CLK_TCK")


def run() -> Iterator[Result]:
    at = clock.now()
    with databases.fresh(advance.SIZE) as name:
        databases.use(name)
        alone = ROUNDS * STEPS + WARM + 1
        count = 2 * advance.NEEDED + alone
        first_task = prepared.add_submitted(procedure=advance.PROCEDURE, office=advance.OFFICE, count=count, at=at)
        line, parallel = split_limit(Duration(10, TimeUnit.WORKING_DAY)), _parallel()
        _run_on(line, "bench-line", 0, advance.NEEDED, at)
        _run_on(parallel, "bench-parallel", advance.NEEDED, 2 * advance.NEEDED, at)
        _run_on(line, "bench-line", 2 * advance.NEEDED, count, at)
        yield _cost(people.officer(advance.CLERK, at), parse(line), 2 * advance.NEEDED, at)
        firsts = {"workflow.step": 0, "workflow.parallel": advance.NEEDED}
        scripts = {
            each: advance.statements_of(at=at, first=first, first_task=first_task) for each, first in firsts.items()
        }
        with server.running(name) as web:
            for each, first in firsts.items():
                yield advance.against_statements(each, web, scripts[each], first=first, at_least=AT_LEAST)


def _cost(clerk: Asker, process: Process, first: int, at: datetime) -> Result:
    """CPU of a step, this process and the database's together, in ms: ours with task, event, job and audit rows, the
    other engine's with its state kept as JSON in a row. ``more`` has both without their database, and its bare step."""
    answers = Dossier.objects.values_list("answers", flat=True).get(pk=prepared.id_of(first))
    other = Other(process, answers)
    other.keep(ROUNDS * STEPS + WARM)

    def ours(number: int) -> None:
        dossier = prepared.id_of(first + number)
        receive(dossier_id=dossier, asker=clerk, key=f"bench-cost:{number}", at=at, note="Hồ sơ đủ")

    for number in range(WARM):
        ours(number)
        other.kept_step(number)
    rounds = []
    for place in range(ROUNDS):
        numbers = range(WARM + place * STEPS, WARM + (place + 1) * STEPS)
        rounds.append(
            (_spent(ours, numbers), _spent(other.kept_step, numbers), _spent(lambda _n: other.step(), numbers))
        )
    return against_cost(
        "workflow.cpu",
        pairs=[(mine.both, theirs.both) for mine, theirs, _bare in rounds],
        at_most=1,
        unit="CPU ms/step",
        more={
            "ours_python": round(median([mine.python for mine, _theirs, _bare in rounds]), 3),
            "theirs_python": round(median([theirs.python for _mine, theirs, _bare in rounds]), 3),
            "theirs_bare": round(median([bare.python for _mine, _theirs, bare in rounds]), 3),
            "their_state_bytes": len(other.state.encode()),
        },
    )


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU milliseconds a call, in this process and in the database process that serves it."""

    python: float
    database: float

    @property
    def both(self) -> float:
        return self.python + self.database


def _spent(work: Callable[[int], object], numbers: range) -> Spent:
    backend = _backend()
    python, database = time.process_time(), _cpu_of(backend)
    for number in numbers:
        work(number)
    scale = 1000 / len(numbers)
    return Spent((time.process_time() - python) * scale, (_cpu_of(backend) - database) * scale)


def _backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        found: int = cursor.fetchone()[0]
    return found


def _cpu_of(process: int) -> float:
    """User and system seconds of a process so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _run_on(definition: dict[str, Any], code: str, first: int, end: int, at: datetime) -> None:
    """Let the prepared dossiers ``first`` to ``end`` run on a process of the bench's own."""
    version = ensure_published(code=code, name=code, definition=definition, at=at)
    ids = prepared.ID_SQL % "n"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE workflow_instance SET version_id = %s FROM generate_series(%s, %s) n WHERE subject_id = {ids}",
            [version.pk, first, end - 1],
        )


def _parallel() -> dict[str, Any]:
    """As usual, with two opinions side by side after reception."""
    steps = list(split_limit(Duration(10, TimeUnit.WORKING_DAY))["steps"])
    asked = ["y-kien-1", "y-kien-2"]
    opinions = [
        {
            **steps[1],
            "key": key,
            "name": f"Ý kiến {key[-1]}",
            "kind": "consult",
            "acts": ["answer"],
            "next": steps[1]["key"],
        }
        for key in asked
    ]
    steps[0] = {**steps[0], "next": None, "split": asked}
    steps[1] = {**steps[1], "join": {"of": asked, "need": "all"}}
    return {"steps": [steps[0], *opinions, *steps[1:]]}

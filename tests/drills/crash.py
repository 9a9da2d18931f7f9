"""Crash every flow at every statement and around its COMMIT, then ask for the same again."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field

from django.db import connection

from motcua.dossiers.models import DossierEvent
from tests.dossiers.world import World
from tests.drills.faults import COMMIT, DIED, Crash, Fault, in_child, struck_by
from tests.drills.flows import Flow, Request
from tests.drills.invariants import violations

SHOWN = 5


@dataclass
class Report:
    """What came of one flow: how often it was crashed, and every broken promise with the fault that broke it."""

    name: str
    statements: int = 0
    crashes: int = 0
    violations: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def line(self) -> str:
        facts = asdict(self) | {"violations": len(self.violations), "seconds": round(self.seconds, 2)}
        return json.dumps(facts | ({"first": self.violations[:SHOWN]} if self.violations else {}), ensure_ascii=False)


def crash(flow: Flow, world: World) -> Report:
    """Every fault of the flow in turn, each on a dossier of its own."""
    begun = time.monotonic()
    flow.ready(world)()  # what a process keeps is read now, so that every request sends the same statements
    report = Report(flow.name, statements=_count(flow.ready(world)))
    report.violations += violations()
    for fault in faults(report.statements):
        request, before = flow.ready(world), _events()
        struck = _dies(request, fault) if fault.death else _breaks(request, fault)
        broken = [] if struck else ["the fault did not strike"]
        kept = _events() - before
        broken += [] if kept in {0, flow.acts} else [f"all or nothing: {kept} of {flow.acts} acts kept"]
        broken += [] if fault.number != COMMIT or kept == flow.acts * fault.after else ["a commit kept or lost wrongly"]
        broken += violations() + _asked_again(request, before, flow.acts)
        report.crashes += 1
        report.violations += [f"{_named(fault)}: {each}" for each in broken]
    report.seconds = time.monotonic() - begun
    return report


def faults(statements: int) -> Iterator[Fault]:
    for number in [*range(1, statements + 1), COMMIT]:
        for after in (False, True):
            for death in (False, True):
                yield Fault(number, after, death)


def _count(request: Request) -> int:
    with struck_by(None) as seen:
        request()
    return seen[0]


def _breaks(request: Request, fault: Fault) -> bool:
    try:
        with struck_by(fault):
            request()
    except Crash:
        return True
    return False


def _dies(request: Request, fault: Fault) -> bool:
    def work() -> None:
        with struck_by(fault):
            request()

    return in_child(work) == DIED


def _asked_again(request: Request, before: int, acts: int) -> Sequence[str]:
    """The same request with the same key, twice: it succeeds, once, with one answer."""
    try:
        first, second = request(), request()
    except Exception as problem:  # noqa: BLE001 - any refusal of a repeated request is a finding
        connection.close()
        return [f"asked again: {type(problem).__name__}: {problem}"]
    found = [] if _answer(first) == _answer(second) else ["asked again: another answer"]
    done = _events() - before
    if done != acts:
        found.append(f"asked again: {done} acts instead of {acts}")
    return found + violations()


def _answer(answer: object) -> tuple[object, object]:
    return getattr(answer, "dossier_id", None), getattr(answer, "status", None)


def _events() -> int:
    return DossierEvent.objects.count()


def _named(fault: Fault) -> str:
    where = "COMMIT" if fault.number == COMMIT else f"statement {fault.number}"
    return f"{'death' if fault.death else 'exception'} {'after' if fault.after else 'before'} {where}"

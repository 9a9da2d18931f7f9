"""Keeping the circuit of a system: who may ask it now, and what became of the call."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db.models import Q

from motcua.gateway.models import Circuit
from motcua.gateway.rules import FAILURES, REST, is_resting, rest_after

_log = logging.getLogger(__name__)


def may_ask(system: str, *, at: datetime) -> bool:
    """Whether to call now. Of all who come after a rest, one makes the trial; the others go on without."""
    circuit = Circuit.objects.filter(pk=system).first()
    if circuit is None or circuit.failures < FAILURES:
        return True
    if is_resting(circuit.open_until, at):
        return False
    rested = Circuit.objects.filter(Q(open_until__lte=at) | Q(open_until=None), pk=system)
    return rested.update(open_until=at + REST) == 1


def answered(system: str, *, at: datetime) -> None:
    """The system answered: whatever was wrong is over. Costs one read while all is well."""
    circuit = Circuit.objects.filter(pk=system).first()
    if circuit is None or circuit.failures == 0:
        return
    if circuit.failures >= FAILURES:
        _log.warning("%s answers again", system)
    Circuit.objects.filter(pk=system).update(failures=0, open_until=None, answered_at=at, why="")


def failed(system: str, why: str, *, at: datetime) -> None:
    """The system did not answer as it should."""
    circuit, _made = Circuit.objects.get_or_create(pk=system)
    failures = circuit.failures + 1
    until = rest_after(failures, at)
    Circuit.objects.filter(pk=system).update(failures=failures, failed_at=at, open_until=until, why=why[:40])
    _log.warning("%s failed (%s), %d in a row", system, why, failures)

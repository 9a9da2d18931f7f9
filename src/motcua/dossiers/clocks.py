"""The legal clock of a dossier: its events folded into a due time."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.dossiers.enums import ClockKind
from motcua.dossiers.models import ClockEvent
from motcua.worktime.enums import Convention
from motcua.worktime.rules import Duration, due, due_with_pauses
from motcua.worktime.selectors import calendar_for, convention

type Pauses = Sequence[tuple[datetime, datetime | None]]


def first_due(
    bundle: VersionBundle, channel: str, case_key: str, organisation_id: int, at: datetime
) -> datetime | None:
    """The appointment given at filing; None when the published text names no time limit."""
    term = bundle.term_for(channel, case_key)
    if term is None:
        return None
    return due(calendar_for(organisation_id), at, term, convention(), cutoff=bundle.cutoff)


def task_due(organisation_id: int, at: datetime, duration: Duration) -> datetime:
    """When a step of ``duration`` that begins ``at`` should be done; steps always keep the hour."""
    return due(calendar_for(organisation_id), at, duration, Convention.HOUR_PRESERVING)


def pauses_of(events: Sequence[tuple[str, datetime]]) -> Pauses:
    """``(kind, at)`` in order → the pauses, the last one open when nothing resumed it."""
    pauses: list[tuple[datetime, datetime | None]] = []
    for kind, at in events:
        if kind == ClockKind.PAUSE:
            pauses.append((at, None))
        elif kind == ClockKind.RESUME and pauses and pauses[-1][1] is None:
            pauses[-1] = (pauses[-1][0], at)
    return pauses


def due_now(
    *,
    dossier_id: uuid.UUID,
    version_id: int,
    channel: str,
    case_id: int | None,
    organisation_id: int,
    resumed_at: datetime | None = None,
) -> datetime | None:
    """The due time folded from the dossier's clock events; ``resumed_at`` counts as a resume not yet written.

    None while the clock is paused or when there is no time limit.
    """
    events = list(ClockEvent.objects.filter(dossier_id=dossier_id).order_by("id").values_list("kind", "at"))
    if resumed_at is not None:
        events.append((ClockKind.RESUME, resumed_at))
    bundle = version_bundle(version_id)
    term = bundle.term_for(channel, bundle.case_key(case_id))
    if term is None or not events:
        return None
    started = events[0][1]
    return due_with_pauses(
        calendar_for(organisation_id), started, term, convention(), pauses_of(events), cutoff=bundle.cutoff
    )

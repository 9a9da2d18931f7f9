"""The legal clock of a dossier: its events folded into a due time."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings

from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.dossiers.enums import PROMISED_ELSEWHERE, ClockKind
from motcua.dossiers.models import ClockEvent
from motcua.worktime.enums import Convention
from motcua.worktime.rules import PARTS, Calendar, Duration, due, due_with_pauses
from motcua.worktime.selectors import calendar_for

type Pauses = Sequence[tuple[datetime, datetime | None]]


@dataclass(frozen=True, slots=True)
class Turn:
    """One event of the clock. ``until`` is the new appointment of an extension, ``reason`` why it turned."""

    kind: str
    at: datetime
    until: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Everything besides the events that a due time depends on. ``term`` None = no published limit."""

    calendar: Calendar
    term: Duration | None
    convention: Convention
    cutoff: time | None = None

    def due(self, turns: Sequence[Turn]) -> datetime | None:
        """The due time after ``turns``, in order; None while the clock stands still, or without a limit or a start."""
        if self.term is None or not turns:
            return None
        stretch = last_stretch(turns)
        pauses = pauses_of(stretch)
        if pauses and pauses[-1][1] is None:  # also when the limit was over before the clock stopped
            return None
        return due_with_pauses(
            self.calendar,
            stretch[0].at,
            self.term,
            self.convention,
            pauses,
            cutoff=self.cutoff,
            extensions=[(turn.at, turn.until) for turn in stretch if turn.until is not None],
        )

    def latest(self, turns: Sequence[Turn]) -> datetime | None:
        """How far extensions may go: ``EXTENSION_CAP`` times the limit after the due time without any of them.

        An appointment that another system of record named is none of ours.
        """
        plain = self.due([turn for turn in turns if turn.until is None or turn.reason == PROMISED_ELSEWHERE])
        if self.term is None or plain is None:
            return None
        parts = max(1, int(self.term.parts * settings.EXTENSION_CAP))
        return due(self.calendar, plain, Duration(parts / PARTS[self.term.unit], self.term.unit), self.convention)


def first_due(
    bundle: VersionBundle, channel: str, case_key: str, organisation_id: int, at: datetime
) -> datetime | None:
    """The appointment given at filing; None when the published text names no time limit."""
    term = bundle.term_for(channel, case_key)
    if term is None:
        return None
    return due(calendar_for(organisation_id), at, term, bundle.convention, cutoff=bundle.cutoff)


def task_due(organisation_id: int, at: datetime, duration: Duration) -> datetime:
    """When a step of ``duration`` that begins ``at`` should be done; steps always keep the hour."""
    return due(calendar_for(organisation_id), at, duration, Convention.HOUR_PRESERVING)


def last_stretch(turns: Sequence[Turn]) -> Sequence[Turn]:
    """The turns since the last start: a dossier opened again has its whole limit anew."""
    starts = [number for number, turn in enumerate(turns) if turn.kind == ClockKind.START]
    return turns[starts[-1] :] if starts else turns


def pauses_of(turns: Sequence[Turn]) -> Pauses:
    """The pauses in order, the last one open when nothing resumed it."""
    pauses: list[tuple[datetime, datetime | None]] = []
    for turn in turns:
        if turn.kind == ClockKind.PAUSE:
            pauses.append((turn.at, None))
        elif turn.kind == ClockKind.RESUME and pauses and pauses[-1][1] is None:
            pauses[-1] = (pauses[-1][0], turn.at)
    return pauses


def turns_of(dossier_id: uuid.UUID) -> list[Turn]:
    rows = ClockEvent.objects.filter(dossier_id=dossier_id).order_by("id")
    return [Turn(*row) for row in rows.values_list("kind", "at", "until", "reason")]


def reckoning(*, version_id: int, channel: str, case_id: int | None, organisation_id: int) -> Reckoning:
    """How the dossier's time is counted: the version it was filed under, the calendar as it is now."""
    bundle = version_bundle(version_id)
    term = bundle.term_for(channel, bundle.case_key(case_id))
    return Reckoning(calendar_for(organisation_id), term, bundle.convention, bundle.cutoff)


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
    turns = turns_of(dossier_id)
    if resumed_at is not None:
        turns.append(Turn(ClockKind.RESUME, resumed_at))
    how = reckoning(version_id=version_id, channel=channel, case_id=case_id, organisation_id=organisation_id)
    return how.due(turns)

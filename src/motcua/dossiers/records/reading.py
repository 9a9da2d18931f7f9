"""Lists for those who mind: results not arrived, systems not in step, mirrors; and the three facts of one dossier."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Q, QuerySet

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Act, Status
from motcua.dossiers.evidence import Evidence, evidence_in
from motcua.dossiers.models import Dossier, DossierEvent, InStep, Mirror, MirrorEvent
from motcua.dossiers.records.in_step import MINDERS, behind
from motcua.dossiers.records.mirroring import missing_before
from motcua.dossiers.records.routes import system_name
from motcua.dossiers.rules import PROCESSING_ROLES
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.states import FINAL
from motcua.identity.askers import Asker

MOST = 100
SILENT_AFTER = timedelta(days=3)  # a source that says nothing of an open dossier for so long is looked after


@dataclass(frozen=True, slots=True)
class Arrival:
    """A result on its way to its receiver, and when and how we know that it arrived."""

    way: str
    handed_at: datetime | None
    tracking: str
    arrived_at: datetime | None
    evidence: Evidence | None
    received_by: str
    basis: str


@dataclass(frozen=True, slots=True)
class Step:
    """Where another system is: ``confirmed_at`` None = never heard, ``in_step`` = knows the dossier as it is."""

    row_id: int
    system: str
    name: str
    in_step: bool
    wanted_id: int
    wanted_at: datetime
    confirmed_at: datetime | None
    problem: str
    owner: str


@dataclass(frozen=True, slots=True)
class MirrorState:
    """How fresh a mirror is: the source's own time of its last event, and the numbers that are missing."""

    system: str
    name: str
    external_code: str
    last_sequence: int
    last_at: datetime | None
    waiting: int
    missing: tuple[int, ...]
    back_in_time: bool


@dataclass(frozen=True, slots=True)
class ThreeFacts:
    """Decided, delivered, in step: each with its own time. ``mirror`` None = the record is ours."""

    decided_at: datetime | None
    arrival: Arrival
    steps: tuple[Step, ...]
    mirror: MirrorState | None


def three_facts(view: DossierView) -> ThreeFacts:
    """The facts of a dossier somebody was allowed to see; two queries at most."""
    dossier = view.dossier
    rows = InStep.objects.filter(dossier_id=dossier.pk).select_related("organisation").order_by("system")
    mirror = Mirror.objects.filter(dossier_id=dossier.pk, until=None).first() if dossier.record_system else None
    return ThreeFacts(
        decided_at=dossier.decided_at,
        arrival=arrival_of(dossier, view.events),
        steps=tuple(_step(row) for row in rows),
        mirror=_states([mirror])[mirror.pk] if mirror is not None else None,
    )


def arrival_of(dossier: Dossier, events: list[DossierEvent]) -> Arrival:
    """Folded from the events of the dossier, in order: the way as handed over, the last evidence."""
    handed = next((event for event in reversed(events) if event.act == Act.RETURN_RESULT), None)
    proven = next((event for event in reversed(events) if evidence_in(event.data)), None)
    told = proven.data if proven is not None and dossier.delivered_at is not None else {}
    return Arrival(
        way=str(handed.data.get("delivery", "")) if handed is not None else dossier.delivery,
        handed_at=dossier.returned_at,
        tracking=str(handed.data.get("tracking", "")) if handed is not None else "",
        arrived_at=dossier.delivered_at,
        evidence=evidence_in(told),
        received_by=str(told.get("received_by", "")),
        basis=str(told.get("basis", "")),
    )


def _step(row: InStep) -> Step:
    return Step(
        row_id=row.pk,
        system=row.system,
        name=system_name(row.system),
        in_step=row.confirmed_id is not None and row.confirmed_id >= row.wanted_id,
        wanted_id=row.wanted_id,
        wanted_at=row.wanted_at,
        confirmed_at=row.confirmed_at,
        problem=row.problem,
        owner=row.organisation.name,
    )


@dataclass(frozen=True, slots=True)
class UndeliveredRow:
    dossier: Dossier
    procedure: str
    arrival: Arrival


@dataclass(frozen=True, slots=True)
class OutOfStepRow:
    dossier: Dossier
    procedure: str
    step: Step


@dataclass(frozen=True, slots=True)
class MirrorRow:
    dossier: Dossier
    procedure: str
    state: MirrorState
    silent: bool


@dataclass(frozen=True, slots=True)
class Listed[R]:
    """The first ``MOST`` rows; ``more`` = there are others."""

    rows: tuple[R, ...]
    more: bool


def undelivered(asker: Asker) -> Listed[UndeliveredRow]:
    """Decided, and not known to have arrived; of the asker's offices, the longest waiting first."""
    found = _own(asker).filter(decided_at__isnull=False, delivered_at__isnull=True)
    dossiers = list(
        found.filter(status__in=[Status.DECIDED, Status.RETURNED])
        .select_related("reception")
        .defer("answers")
        .order_by("decided_at", "pk")[: MOST + 1]
    )
    events: dict[uuid.UUID, list[DossierEvent]] = defaultdict(list)
    for event in DossierEvent.objects.filter(dossier__in=dossiers, act=Act.RETURN_RESULT).order_by("id"):
        events[event.dossier_id].append(event)
    rows = [UndeliveredRow(one, _procedure(one), arrival_of(one, events[one.pk])) for one in dossiers[:MOST]]
    return Listed(tuple(rows), more=len(dossiers) > MOST)


def out_of_step(asker: Asker) -> Listed[OutOfStepRow]:
    """What systems have not confirmed, of the offices whose business that is, the longest waiting first."""
    found = InStep.objects.filter(behind(), organisation_id__in=asker.organisations_with(*MINDERS))
    rows = list(found.select_related("dossier", "organisation").order_by("wanted_at", "pk")[: MOST + 1])
    listed = [OutOfStepRow(row.dossier, _procedure(row.dossier), _step(row)) for row in rows[:MOST]]
    return Listed(tuple(listed), more=len(rows) > MOST)


def mirrors(asker: Asker, *, at: datetime) -> Listed[MirrorRow]:
    """The asker's offices' dossiers that other systems record: those with gaps or long silent first."""
    offices = asker.organisations_with(*PROCESSING_ROLES)
    found = Mirror.objects.filter(until=None).filter(
        Q(dossier__organisation_id__in=offices) | Q(dossier__reception_id__in=offices)
    )
    listed = list(found.select_related("dossier").order_by("dossier__closed_at", "last_at", "pk")[: MOST + 1])
    states = _states(listed[:MOST])
    rows = [
        MirrorRow(mirror.dossier, _procedure(mirror.dossier), states[mirror.pk], _is_silent(mirror, at))
        for mirror in listed[:MOST]
    ]
    rows.sort(key=lambda row: (not row.state.waiting, not row.silent))
    return Listed(tuple(rows), more=len(listed) > MOST)


def _is_silent(mirror: Mirror, at: datetime) -> bool:
    return mirror.dossier.status not in FINAL and at - (mirror.last_at or mirror.since) > SILENT_AFTER


def _states(listed: list[Mirror]) -> dict[int, MirrorState]:
    """One query for all."""
    kept: dict[int, list[int]] = defaultdict(list)
    times: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    told = MirrorEvent.objects.filter(mirror__in=listed).order_by("sequence")
    for mirror_id, sequence, at, event_id in told.values_list("mirror_id", "sequence", "at", "event_id"):
        times[mirror_id].append((sequence, at))
        if event_id is None:
            kept[mirror_id].append(sequence)
    return {
        mirror.pk: MirrorState(
            system=mirror.system,
            name=system_name(mirror.system),
            external_code=mirror.external_code,
            last_sequence=mirror.last_sequence,
            last_at=mirror.last_at,
            waiting=len(kept[mirror.pk]),
            missing=missing_before(mirror.last_sequence, kept[mirror.pk]),
            back_in_time=_goes_back([at for _sequence, at in times[mirror.pk]]),
        )
        for mirror in listed
    }


def _goes_back(times: list[datetime]) -> bool:
    """Whether the source's clock once went backwards: a later event with an earlier time."""
    return any(later < earlier for earlier, later in pairwise(times))


def _own(asker: Asker) -> QuerySet[Dossier]:
    offices = asker.organisations_with(*PROCESSING_ROLES)
    return Dossier.objects.filter(Q(organisation_id__in=offices) | Q(reception_id__in=offices))


def _procedure(dossier: Dossier) -> str:
    return version_bundle(dossier.version_id).plain_name

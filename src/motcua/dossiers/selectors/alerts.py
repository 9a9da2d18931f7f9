"""Open alerts, to the officers of the offices whose it is to mend."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import AlertKind
from motcua.dossiers.models import Alert
from motcua.dossiers.rules import PROCESSING_ROLES
from motcua.identity.askers import Asker

PAGE = 50


@dataclass(frozen=True, slots=True)
class AlertRow:
    alert_id: int
    kind: AlertKind
    since: datetime
    dossier_id: uuid.UUID
    code: str
    procedure: str
    step: str
    office: str
    organisation_id: int
    holder: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class AlertPage:
    """``next_after`` = the cursor of the last row when there are more."""

    rows: tuple[AlertRow, ...]
    next_after: tuple[datetime, int] | None


def alert_counts(asker: Asker, *, organisation_id: int | None = None) -> dict[AlertKind, int]:
    """How many dossiers of the asker's offices each kind has now; kinds without any are left out."""
    offices = _offices(asker, organisation_id)
    if not offices:
        return {}
    rows = Alert.objects.filter(over_at=None, organisation_id__in=offices).values_list("kind")
    return {AlertKind(kind): number for kind, number in rows.annotate(number=Count("dossier_id", distinct=True))}


def alerts_of(
    asker: Asker,
    *,
    kind: str = "",
    organisation_id: int | None = None,
    mine: bool = False,
    after: tuple[datetime, int] | None = None,
) -> AlertPage:
    """One page, the oldest first. ``mine`` = of tasks that are with the asker. Empty for one without such a seat."""
    offices = _offices(asker, organisation_id)
    found = Alert.objects.filter(over_at=None, organisation_id__in=offices)
    if kind in AlertKind.values:
        found = found.filter(kind=kind)
    if mine:
        found = found.filter(task__assignee_id=asker.account_id)
    if after is not None:
        found = found.filter(Q(since__gt=after[0]) | Q(since=after[0], pk__gt=after[1]))
    rows = list(
        found.select_related("dossier", "organisation", "task__assignee")
        .defer("dossier__answers", "dossier__contact")
        .order_by("since", "pk")[: PAGE + 1]
    )
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return AlertPage(tuple(_row(alert) for alert in rows[:PAGE]), (last.since, last.pk) if last else None)


def alerts_on(asker: Asker, dossier_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[AlertKind, ...]]:
    """What is wrong with dossiers an officer has before them; one query. Nothing for anybody else."""
    found: dict[uuid.UUID, list[AlertKind]] = defaultdict(list)
    if dossier_ids and asker.organisations_with(*PROCESSING_ROLES):
        rows = Alert.objects.filter(over_at=None, dossier_id__in=dossier_ids).order_by("since", "pk")
        for dossier_id, kind in rows.values_list("dossier_id", "kind"):
            if kind not in found[dossier_id]:
                found[dossier_id].append(AlertKind(kind))
    return {dossier_id: tuple(kinds) for dossier_id, kinds in found.items()}


def _offices(asker: Asker, organisation_id: int | None) -> frozenset[int]:
    offices = asker.organisations_with(*PROCESSING_ROLES)
    return offices if organisation_id is None else offices & {organisation_id}


def _row(alert: Alert) -> AlertRow:
    task = alert.task
    return AlertRow(
        alert_id=alert.pk,
        kind=AlertKind(alert.kind),
        since=alert.since,
        dossier_id=alert.dossier_id,
        code=alert.dossier.code,
        procedure=version_bundle(alert.dossier.version_id).plain_name,
        step=task.name if task else "",
        office=alert.organisation.short_name,
        organisation_id=alert.organisation_id,
        holder=task.assignee.display_name if task and task.assignee else "",
        due_at=alert.dossier.due_at,
    )

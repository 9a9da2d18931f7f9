"""Reminding the applicant of what to supplement: three days before, one day before, and when it is too late."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.dossiers.enums import Status
from motcua.dossiers.models import SupplementRequest
from motcua.dossiers.watching.telling import tell_people
from motcua.kernel.clock import local
from motcua.notifications.selectors import told_already

EARLY, LATE, PASSED = 3, 1, -1  # days until the deadline; -1 = it has passed
KINDS = {EARLY: "supplement_reminder", LATE: "supplement_reminder", PASSED: "supplement_overdue"}
WAKING = range(7, 21)  # nobody is reminded at night
AT_ONCE = 1000


def remind(*, at: datetime) -> int:
    """Each reminder once, however often this runs; returns how many requests were reminded of now."""
    here = local(at)
    if here.hour not in WAKING:
        return 0
    waiting = SupplementRequest.objects.filter(
        answered_at=None, dossier__status=Status.SUPPLEMENT, deadline__lte=here.date() + timedelta(days=EARLY)
    )
    stages = {
        key: (request, stage)
        for request in waiting.select_related("dossier__organisation", "dossier__reception").order_by("deadline", "pk")
        if (stage := stage_of(request, here.date())) is not None
        for key in [key_of(request, stage)]
    }
    said = told_already([f"{key}:{request.dossier.acting_id}" for key, (request, _stage) in stages.items()])
    new = [key for key, (request, _stage) in stages.items() if f"{key}:{request.dossier.acting_id}" not in said]
    for key in new[:AT_ONCE]:
        _remind(*stages[key], key, at)
    return len(new[:AT_ONCE])


@transaction.atomic
def _remind(request: SupplementRequest, stage: int, key: str, at: datetime) -> None:
    """Asked again under lock: what was supplemented meanwhile needs no reminder."""
    held = SupplementRequest.objects.select_for_update().filter(pk=request.pk, answered_at=None)
    if held.first() is not None:
        more = {"deadline": request.deadline, "days": (request.deadline - local(at).date()).days}
        tell_people(request.dossier, kind=KINDS[stage], more=more, dedupe=key, at=at)


def stage_of(request: SupplementRequest, today: date) -> int | None:
    """Which reminder is due on ``today``; one asked for with less time than that is not reminded the same day."""
    left = (request.deadline - today).days
    stage = PASSED if left < 0 else LATE if left <= LATE else EARLY if left <= EARLY else None
    asked_on = local(request.requested_at).date()
    if stage in {EARLY, LATE} and asked_on >= today:
        return None
    return stage


def key_of(request: SupplementRequest, stage: int) -> str:
    """What makes a reminder the only one of its stage."""
    return f"supplement:{request.pk}:{stage}"

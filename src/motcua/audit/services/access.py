"""The log of looks at a person's data, written before the look."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from motcua.audit.actors import Actor
from motcua.audit.models import Access


def look_up(
    *,
    asker: Actor,
    person_ref: str,
    purpose: str,
    at: datetime,
    object_ref: str = "",
    unit: str = "",
    once_in: timedelta | None = None,
) -> None:
    """Record that ``asker`` is about to see data of ``person_ref``; without this row there is no data.

    ``once_in`` takes looks at the same object that shortly follow each other for one look.
    """
    with transaction.atomic():
        if once_in is not None and _looked(asker, person_ref, purpose, object_ref, at - once_in):
            return
        Access.objects.create(
            at=at,
            actor=asker.ref,
            actor_name=asker.name,
            unit=unit,
            person_ref=person_ref,
            purpose=purpose,
            object_ref=object_ref,
            request_id=asker.request_id,
        )


def _looked(asker: Actor, person_ref: str, purpose: str, object_ref: str, since: datetime) -> bool:
    rows = Access.objects.filter(person_ref=person_ref, actor=asker.ref, purpose=purpose, object_ref=object_ref)
    return rows.filter(at__gt=since).exists()

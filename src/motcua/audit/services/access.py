"""The log of looks at a person's data, written before the look."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.audit.actors import Actor
from motcua.audit.models import Access


def look_up(*, asker: Actor, person_ref: str, purpose: str, at: datetime, object_ref: str = "", unit: str = "") -> None:
    """Record that ``asker`` is about to see data of ``person_ref``; without this row there is no data."""
    with transaction.atomic():
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

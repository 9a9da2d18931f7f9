"""Writing audit entries through the ORM, for acts outside the hot paths (those use ``audit.statements``)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.audit.actors import Actor
from motcua.audit.models import Entry
from motcua.audit.rules import fingerprint


def record(
    *,
    asker: Actor,
    action: str,
    object_kind: str,
    object_ref: str,
    at: datetime,
    unit: str = "",
    on_behalf_of: str = "",
    details: Mapping[str, Any] | None = None,
    key: str | None = None,
    body: Mapping[str, Any] | None = None,
    answer: Mapping[str, Any] | None = None,
) -> None:
    """Write one entry in the caller's transaction; with ``key`` it also guards against doing the act twice."""
    Entry.objects.create(
        at=at,
        action=action,
        actor=asker.ref,
        actor_name=asker.name,
        on_behalf_of=on_behalf_of,
        object_kind=object_kind,
        object_ref=object_ref,
        unit=unit,
        request_id=asker.request_id,
        details=dict(details or {}),
        key=key,
        body_hash=fingerprint(body or {}) if key else "",
        answer=answer,
    )

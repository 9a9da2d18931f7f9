"""The audit entry as one common table expression, for acts that write everything in a single statement."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from motcua.audit.actors import Actor
from motcua.audit.rules import check_same, fingerprint

ENTRY = """
audit_entry_row AS (
    INSERT INTO audit_entry (at, action, actor, actor_name, on_behalf_of, object_kind, object_ref, unit, request_id,
                             details, key, body_hash, answer)
    SELECT %(audit_at)s::timestamptz, %(audit_action)s::text, %(audit_actor)s::text, %(audit_actor_name)s::text,
           %(audit_for)s::text, 'dossier', %(audit_object)s::text, %(audit_unit)s::text, %(audit_request)s::text,
           %(audit_details)s::jsonb, %(audit_key)s::text, %(audit_hash)s::text, %(audit_answer)s::jsonb
)"""


def entry_parameters(
    *,
    asker: Actor,
    action: str,
    object_ref: str,
    at: datetime,
    key: str,
    body: Mapping[str, Any],
    answer: Mapping[str, Any],
    unit: str = "",
    on_behalf_of: str = "",
    details: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Values for ``ENTRY``."""
    return {
        "audit_at": at,
        "audit_action": action,
        "audit_actor": asker.ref,
        "audit_actor_name": asker.name,
        "audit_for": on_behalf_of,
        "audit_object": object_ref,
        "audit_unit": unit,
        "audit_request": asker.request_id,
        "audit_details": Jsonb(dict(details or {})),
        "audit_key": key,
        "audit_hash": fingerprint(body),
        "audit_answer": Jsonb(dict(answer)),
    }


IS_KNOWN = "EXISTS (SELECT 1 FROM audit_entry e WHERE e.key = %s)"  # whether anything was done under the key


def first_answer(*, key: str, action: str, actor: str, body: Mapping[str, Any]) -> dict[str, Any] | None:
    """The answer given when the act under ``key`` was first done, or None; ``KeyReused`` on a different request."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT actor, action, body_hash, answer::text FROM audit_entry WHERE key = %s", [key])
        row = cursor.fetchone()
    if row is None:
        return None
    check_same(actor=actor, action=action, body_hash=fingerprint(body), first=(row[0], row[1], row[2]))
    return dict(json.loads(row[3] or "{}"))

"""Alerts in step with what is wrong: opened when it is found, closed when it is found no more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from motcua.dossiers.watching.finding import found_statement, parameters

LOCK = "dossiers.watching"

# A table of its own for what is found: the planner has to know how much it is, or it compares each with each.
KEEP = "CREATE TEMPORARY TABLE watching_found ON COMMIT DROP AS {found} SELECT * FROM found"
COUNTED = "ANALYZE watching_found"
FORGET = "DROP TABLE watching_found"

OPEN = """
WITH opened AS (
    INSERT INTO dossiers_alert (dossier_id, task_id, organisation_id, kind, since, seen_at, told)
    SELECT f.dossier_id, f.task_id, f.organisation_id, f.kind, f.since, %(at)s::timestamptz, '[]'::jsonb
    FROM watching_found f
    WHERE NOT EXISTS (SELECT 1 FROM dossiers_alert a WHERE a.over_at IS NULL AND a.dossier_id = f.dossier_id
                      AND a.kind = f.kind AND coalesce(a.task_id, 0) = coalesce(f.task_id, 0))
    ON CONFLICT DO NOTHING
    RETURNING kind
)
SELECT kind, count(*) FROM opened GROUP BY kind
"""

CLOSE = """
WITH closed AS (
    UPDATE dossiers_alert a SET over_at = %(at)s::timestamptz
    WHERE a.over_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM watching_found f WHERE f.dossier_id = a.dossier_id AND f.kind = a.kind
                      AND coalesce(f.task_id, 0) = coalesce(a.task_id, 0))
    RETURNING kind
)
SELECT kind, count(*) FROM closed GROUP BY kind
"""


@dataclass(frozen=True, slots=True)
class Watched:
    """How many alerts of each kind one round opened and closed."""

    opened: Counter[str]
    closed: Counter[str]


def watch(*, at: datetime) -> Watched | None:
    """One round of all watchers; twice gives the same alerts. None while another round is under way."""
    with transaction.atomic(), connection.cursor() as cursor:
        if not _alone(cursor):
            return None
        cursor.execute(KEEP.format(found=found_statement()), parameters(at))
        cursor.execute(COUNTED)
        watched = Watched(_counts(cursor, OPEN, at), _counts(cursor, CLOSE, at))
        cursor.execute(FORGET)
    return watched


def _counts(cursor: CursorWrapper, statement: str, at: datetime) -> Counter[str]:
    cursor.execute(statement, {"at": at})
    return Counter(dict(cursor.fetchall()))


def _alone(cursor: CursorWrapper) -> bool:
    cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [LOCK])
    return bool(cursor.fetchone()[0])

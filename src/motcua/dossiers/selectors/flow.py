"""That no dossier is stuck: every open one has somebody who acts next, and a date. What has not is listed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import connection

from motcua.dossiers.rules import PROCESSING_ROLES
from motcua.dossiers.watching.finding import GIVEN, parameters
from motcua.identity.askers import Asker

SHOWN = 100


class Next(StrEnum):
    """Who acts next."""

    OFFICER = "officer"  # one named person
    UNIT = "unit"  # whoever sits in the seat; somebody does
    CITIZEN = "citizen"
    PAYMENT = "payment"
    AGENCY = "agency"
    SYSTEM = "system"


class Gap(StrEnum):
    """Why nobody does, or nobody knows when."""

    NO_STEP = "no_step"
    EMPTY_SEAT = "empty_seat"
    LEFT = "left"
    NO_REQUEST = "no_request"  # its time stands still and nothing was asked of anybody
    NO_DATE = "no_date"


# One row a dossier: of several open steps the one that is wrong, else the one due first.
FLOW = f"""
WITH {GIVEN},
step AS (
    SELECT d.id, d.code, d.submitted_at, w.short_name AS office, d.due_at AS promised, d.record_system, r.deadline,
           t.id AS task_id, t.state, t.name, t.assignee_id, t.due_at, o.kind, s.role AS seated,
           h.account_id AS holding
    FROM dossiers_dossier d
    JOIN identity_organisation w ON w.id = d.organisation_id
    LEFT JOIN workflow_task t ON t.subject_id = d.id AND t.state IN ('open', 'paused')
    LEFT JOIN workflow_instance i ON i.id = t.instance_id
    LEFT JOIN outside o ON o.version_id = i.version_id AND o.step = t.step
    LEFT JOIN seat s ON s.organisation_id = t.organisation_id AND s.role = t.role
    LEFT JOIN held h ON h.organisation_id = t.organisation_id AND h.role = t.role AND h.account_id = t.assignee_id
    LEFT JOIN dossiers_supplementrequest r ON r.dossier_id = d.id AND r.answered_at IS NULL
    WHERE d.closed_at IS NULL AND d.status NOT IN ('returned', 'refused', 'withdrawn', 'stopped')
      AND (d.organisation_id = ANY(%(offices)s::bigint[]) OR d.reception_id = ANY(%(offices)s::bigint[]))
),
judged AS (
    SELECT *, CASE
        WHEN record_system <> '' THEN NULL
        WHEN task_id IS NULL THEN 'no_step'
        WHEN state = 'paused' AND deadline IS NULL AND kind IS NULL THEN 'no_request'
        WHEN state = 'open' AND kind IS NULL AND seated IS NULL THEN 'empty_seat'
        WHEN state = 'open' AND kind IS NULL AND assignee_id IS NOT NULL AND holding IS NULL THEN 'left'
        WHEN coalesce(deadline::timestamptz, due_at, promised) IS NULL THEN 'no_date'
        END AS gap,
        CASE
        WHEN record_system <> '' THEN 'agency'
        WHEN state = 'paused' OR kind = 'wait_citizen' THEN 'citizen'
        WHEN kind = 'payment' THEN 'payment'
        WHEN kind = 'wait_agency' THEN 'agency'
        WHEN kind IS NOT NULL THEN 'system'
        WHEN assignee_id IS NOT NULL THEN 'officer'
        ELSE 'unit' END AS actor
    FROM step
),
one AS (
    SELECT DISTINCT ON (id) * FROM judged ORDER BY id, (gap IS NULL), due_at, task_id
)
"""  # noqa: S608 - ours
COUNT = FLOW + "SELECT gap, actor, count(*) FROM one GROUP BY gap, actor"  # noqa: S608 - ours
GAPS = FLOW + (  # noqa: S608 - ours
    "SELECT id, code, office, gap, coalesce(name, ''), submitted_at FROM one WHERE gap IS NOT NULL"
    " ORDER BY submitted_at, id LIMIT %(limit)s::int"
)


@dataclass(frozen=True, slots=True)
class Stuck:
    """An open dossier without a next actor or a date."""

    dossier_id: uuid.UUID
    code: str
    office: str
    gap: Gap
    step: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Flow:
    """``total`` open dossiers: ``moving`` by who acts next, and ``stuck`` ones, of which ``rows`` are the oldest."""

    total: int
    moving: dict[Next, int]
    stuck: int
    rows: tuple[Stuck, ...]


def flow(asker: Asker, *, organisation_id: int | None = None, at: datetime) -> Flow:
    """Every open dossier of the asker's offices (or the one named), each counted once."""
    offices = asker.organisations_with(*PROCESSING_ROLES)
    if organisation_id is not None:
        offices &= {organisation_id}
    if not offices:
        return Flow(0, {}, 0, ())
    given = {**parameters(at), "offices": list(offices), "limit": SHOWN}
    moving: dict[Next, int] = {}
    stuck = 0
    with connection.cursor() as cursor:
        cursor.execute(COUNT, given)
        for gap, actor, number in cursor.fetchall():
            if gap is None:
                moving[Next(actor)] = moving.get(Next(actor), 0) + number
            else:
                stuck += number
        rows = []
        if stuck:
            cursor.execute(GAPS, given)
            rows = [Stuck(row[0], row[1], row[2], Gap(row[3]), row[4], row[5]) for row in cursor.fetchall()]
    return Flow(sum(moving.values()) + stuck, moving, stuck, tuple(rows))

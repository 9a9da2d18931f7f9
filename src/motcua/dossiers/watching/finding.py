"""What is wrong now, in one statement over partial indexes: nothing here reads a dossier one by one."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from motcua.dossiers.enums import AlertKind
from motcua.dossiers.watching.bounds import cut_offs
from motcua.identity.holding import holding
from motcua.kernel.clock import local
from motcua.workflow.rules.steps import OFF_THE_CLOCK, StepKind

# Steps at which no officer works: somebody outside is waited for, or the system goes on by itself.
WAITED_FOR = tuple(sorted(kind.value for kind in OFF_THE_CLOCK))
NO_OFFICER = tuple(sorted({*WAITED_FOR, StepKind.SERVICE.value, StepKind.WAIT_TIME.value}))

# The cut-offs of each office, the seats that somebody holds, and the steps at which no officer works.
GIVEN = """
bound AS MATERIALIZED (
    SELECT * FROM unnest(%(organisations)s::bigint[], %(due_soon)s::timestamptz[], %(untouched)s::timestamptz[],
                         %(stuck)s::timestamptz[], %(undelivered)s::timestamptz[], %(out_of_step)s::timestamptz[])
        AS b(organisation_id, due_soon, untouched, stuck, undelivered, out_of_step)
),
held AS MATERIALIZED (
    SELECT * FROM unnest(%(held_organisations)s::bigint[], %(held_roles)s::text[], %(held_accounts)s::bigint[])
        AS h(organisation_id, role, account_id)
),
seat AS MATERIALIZED (SELECT DISTINCT organisation_id, role FROM held),
outside AS MATERIALIZED (
    SELECT v.id AS version_id, s ->> 'key' AS step, s ->> 'kind' AS kind
    FROM workflow_processversion v CROSS JOIN LATERAL jsonb_array_elements(v.definition -> 'steps') s
    WHERE s ->> 'kind' = ANY(%(no_officer)s::text[])
)"""

STEP_KIND = """
JOIN workflow_instance i ON i.id = t.instance_id
LEFT JOIN outside o ON o.version_id = i.version_id AND o.step = t.step
"""

KINDS = {
    # Half of the time must be over: what was promised for the same day is not due soon from its first minute.
    AlertKind.DUE_SOON: """
SELECT d.id, NULL::bigint, d.organisation_id, 'due_soon', %(at)s::timestamptz
FROM dossiers_dossier d JOIN bound b ON b.organisation_id = d.organisation_id
WHERE d.closed_at IS NULL AND d.decided_at IS NULL
  AND d.due_at >= %(at)s::timestamptz AND d.due_at <= %(latest_soon)s::timestamptz AND d.due_at <= b.due_soon
  AND %(at)s::timestamptz >= d.submitted_at + (d.due_at - d.submitted_at) / 2
""",
    AlertKind.OVERDUE: """
SELECT d.id, NULL::bigint, d.organisation_id, 'overdue', d.due_at
FROM dossiers_dossier d
WHERE d.closed_at IS NULL AND d.decided_at IS NULL AND d.due_at < %(at)s::timestamptz
""",
    AlertKind.OVERDUE_STEP: f"""
SELECT t.subject_id, t.id, t.organisation_id, 'overdue_step', t.due_at
FROM workflow_task t {STEP_KIND}
WHERE t.state = 'open' AND t.due_at < %(at)s::timestamptz AND o.step IS NULL
""",  # noqa: S608 - ours
    AlertKind.UNTOUCHED: f"""
SELECT t.subject_id, t.id, t.organisation_id, 'untouched', t.opened_at
FROM workflow_task t
JOIN bound b ON b.organisation_id = t.organisation_id {STEP_KIND}
WHERE t.state = 'open' AND t.opened_at <= b.untouched AND o.step IS NULL
  AND NOT EXISTS (SELECT 1 FROM dossiers_dossierevent e
                  WHERE e.dossier_id = t.subject_id AND e.at > t.opened_at AND e.actor LIKE 'officer:%%')
""",  # noqa: S608 - ours
    # Nobody sits there today; or it is with one who does no longer, and nobody else may act on it.
    AlertKind.NOBODY: f"""
SELECT t.subject_id, t.id, t.organisation_id, 'nobody', %(at)s::timestamptz
FROM workflow_task t {STEP_KIND}
LEFT JOIN seat s ON s.organisation_id = t.organisation_id AND s.role = t.role
LEFT JOIN held h ON h.organisation_id = t.organisation_id AND h.role = t.role AND h.account_id = t.assignee_id
WHERE t.state = 'open' AND (o.step IS NULL OR o.kind = ANY(%(waited_for)s::text[]))
  AND (s.role IS NULL OR (t.assignee_id IS NOT NULL AND h.role IS NULL))
""",  # noqa: S608 - ours
    AlertKind.STUCK: f"""
SELECT t.subject_id, t.id, t.organisation_id, 'stuck', t.opened_at
FROM workflow_task t
JOIN bound b ON b.organisation_id = t.organisation_id {STEP_KIND}
WHERE t.state = 'open' AND t.opened_at <= b.stuck AND o.kind = ANY(%(waited_for)s::text[])
UNION ALL
SELECT d.id, NULL::bigint, t.organisation_id, 'stuck',
       CASE WHEN r.deadline < %(today)s::date
            THEN (r.deadline + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' ELSE r.requested_at END
FROM dossiers_supplementrequest r
JOIN dossiers_dossier d ON d.id = r.dossier_id AND d.status = 'supplement'
JOIN LATERAL (SELECT organisation_id FROM workflow_task
              WHERE subject_id = d.id AND state IN ('open', 'paused') ORDER BY id LIMIT 1) t ON true
JOIN bound b ON b.organisation_id = t.organisation_id
WHERE r.answered_at IS NULL AND (r.deadline < %(today)s::date OR r.requested_at <= b.stuck)
""",  # noqa: S608 - ours
    AlertKind.UNDELIVERED: """
SELECT d.id, NULL::bigint, d.reception_id, 'undelivered', d.decided_at
FROM dossiers_dossier d JOIN bound b ON b.organisation_id = d.reception_id
WHERE d.decided_at IS NOT NULL AND d.delivered_at IS NULL AND d.decided_at <= b.undelivered
  AND d.status IN ('decided', 'returned')
""",
    AlertKind.OUT_OF_STEP: """
SELECT s.dossier_id, NULL::bigint, min(s.organisation_id), 'out_of_step', min(s.wanted_at)
FROM dossiers_instep s JOIN bound b ON b.organisation_id = s.organisation_id
WHERE s.confirmed_id IS DISTINCT FROM s.wanted_id AND s.wanted_at <= b.out_of_step
GROUP BY s.dossier_id
""",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that is wrong; ``organisation_id`` = whose it is to mend, ``since`` = from when on."""

    dossier_id: uuid.UUID
    task_id: int | None
    organisation_id: int
    kind: AlertKind
    since: datetime


def found_statement(kinds: Collection[AlertKind] = tuple(AlertKind)) -> str:
    """The common table expressions up to ``found``, for a statement that goes on from there."""
    union = "UNION ALL".join(KINDS[kind] for kind in kinds)
    return f"WITH {GIVEN},\nfound (dossier_id, task_id, organisation_id, kind, since) AS MATERIALIZED ({union})"


def parameters(at: datetime) -> dict[str, Any]:
    """What ``found_statement`` needs: cut-offs of every office and who sits where, two small queries."""
    columns = cut_offs(at)
    seats = holding(local(at).date()).seats
    return {
        **columns,
        "at": at,
        "today": local(at).date(),
        "latest_soon": max(columns["due_soon"], default=at),
        "held_organisations": [seat[0] for seat in seats],
        "held_roles": [seat[1] for seat in seats],
        "held_accounts": [seat[2] for seat in seats],
        "no_officer": list(NO_OFFICER),
        "waited_for": list(WAITED_FOR),
    }


def find(kind: AlertKind, *, at: datetime) -> list[Found]:
    """Everything of one kind that is wrong at ``at``, the oldest first; writes nothing."""
    statement = f"{found_statement([kind])} SELECT * FROM found ORDER BY since, dossier_id"  # noqa: S608 - ours
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters(at))
        return [Found(row[0], row[1], row[2], AlertKind(row[3]), row[4]) for row in cursor.fetchall()]

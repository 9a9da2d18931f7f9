"""Task changes as common table expressions, for acts that write everything in a single statement."""

from __future__ import annotations

START = """
instance_row AS (
    INSERT INTO workflow_instance (version_id, subject_id, started_at)
    SELECT %(process_version)s::bigint, %(dossier)s::uuid, %(at)s::timestamptz
    RETURNING id
),
opened_task AS (
    INSERT INTO workflow_task (instance_id, subject_id, step, name, organisation_id, role, assignee_id, state,
                               opened_at, due_at, outcome)
    SELECT id, %(dossier)s::uuid, %(next_step)s::text, %(next_name)s::text, %(next_organisation)s::bigint,
           %(next_role)s::text, NULL, 'open', %(at)s::timestamptz, %(next_due)s::timestamptz, ''
    FROM instance_row
)"""

COMPLETE = """
done_task AS (
    UPDATE workflow_task SET state = 'done', done_at = %(at)s::timestamptz, done_by_id = %(account)s::bigint,
                             outcome = %(outcome)s::text
    WHERE id = %(task)s::bigint AND state <> 'done'
    RETURNING instance_id
)"""

OPEN_NEXT = """
opened_task AS (
    INSERT INTO workflow_task (instance_id, subject_id, step, name, organisation_id, role, assignee_id, state,
                               opened_at, due_at, outcome)
    SELECT instance_id, %(dossier)s::uuid, %(next_step)s::text, %(next_name)s::text, %(next_organisation)s::bigint,
           %(next_role)s::text, %(next_assignee)s::bigint, 'open', %(at)s::timestamptz, %(next_due)s::timestamptz, ''
    FROM done_task
)"""

END_INSTANCE = """
ended_instance AS (
    UPDATE workflow_instance SET ended_at = %(at)s::timestamptz
    WHERE id = (SELECT instance_id FROM done_task)
)"""

PAUSE = """
paused_task AS (
    UPDATE workflow_task SET state = 'paused' WHERE id = %(task)s::bigint AND state = 'open'
)"""

RESUME = """
resumed_task AS (
    UPDATE workflow_task SET state = 'open', due_at = %(task_due)s::timestamptz
    WHERE id = %(task)s::bigint AND state = 'paused'
)"""

ASSIGN = """
assigned_task AS (
    UPDATE workflow_task SET assignee_id = %(assignee)s::bigint WHERE id = %(task)s::bigint AND state = 'open'
)"""

MOVE_DUE = """
moved_task AS (
    UPDATE workflow_task SET due_at = %(task_due)s::timestamptz WHERE id = %(task)s::bigint AND state = 'open'
)"""

"""Task changes as common table expressions, for acts that write everything in a single statement."""

from __future__ import annotations

_COLUMNS = (
    "instance_id, subject_id, step, name, organisation_id, role, assignee_id, state, opened_at, due_at, outcome, undone"
)

START = f"""
instance_row AS (
    INSERT INTO workflow_instance (version_id, subject_id, started_at)
    SELECT %(process_version)s::bigint, %(dossier)s::uuid, %(at)s::timestamptz
    RETURNING id
),
opened_task AS (
    INSERT INTO workflow_task ({_COLUMNS})
    SELECT id, %(dossier)s::uuid, %(next_step)s::text, %(next_name)s::text, %(next_organisation)s::bigint,
           %(next_role)s::text, NULL, 'open', %(at)s::timestamptz, %(next_due)s::timestamptz, '', false
    FROM instance_row
    RETURNING id, step
)"""  # noqa: S608 - the columns are ours

# A run that is done elsewhere: it may go on here when it is given to us.
START_ENDED = """
instance_row AS (
    INSERT INTO workflow_instance (version_id, subject_id, started_at, ended_at)
    SELECT %(process_version)s::bigint, %(dossier)s::uuid, %(at)s::timestamptz, %(at)s::timestamptz
)"""

COMPLETE = """
done_task AS (
    UPDATE workflow_task SET state = 'done', done_at = %(at)s::timestamptz, done_by_id = %(account)s::bigint,
                             outcome = %(outcome)s::text, undone = %(task_undone)s::bool
    WHERE id = %(task)s::bigint AND state IN ('open', 'paused')
    RETURNING instance_id
)"""

OPEN_NEXT = f"""
opened_task AS (
    INSERT INTO workflow_task ({_COLUMNS})
    SELECT instance_id, %(dossier)s::uuid, %(next_step)s::text, %(next_name)s::text, %(next_organisation)s::bigint,
           %(next_role)s::text, %(next_assignee)s::bigint, 'open', %(at)s::timestamptz, %(next_due)s::timestamptz, '',
           false
    FROM done_task
    RETURNING id, step
)"""  # noqa: S608 - the columns are ours

# Several at once, after a split: one row a step of the arrays.
OPEN_SEVERAL = f"""
opened_task AS (
    INSERT INTO workflow_task ({_COLUMNS})
    SELECT instance_id, %(dossier)s::uuid, n.step, n.name, n.organisation, n.role, n.assignee, 'open',
           %(at)s::timestamptz, n.due, '', false
    FROM done_task, unnest(%(next_steps)s::text[], %(next_names)s::text[], %(next_organisations)s::bigint[],
                           %(next_roles)s::text[], %(next_dues)s::timestamptz[], %(next_assignees)s::bigint[])
                    AS n(step, name, organisation, role, due, assignee)
    RETURNING id, step
)"""  # noqa: S608 - the columns are ours

# A run that had ended goes on (a dossier opened again), or begins at another step (a new version of the process).
OPEN_AGAIN = f"""
done_task AS (
    UPDATE workflow_instance SET ended_at = NULL,
                                 version_id = coalesce(%(process_version)s::bigint, version_id)
    WHERE subject_id = %(dossier)s::uuid
    RETURNING id AS instance_id
),
opened_task AS (
    INSERT INTO workflow_task ({_COLUMNS})
    SELECT instance_id, %(dossier)s::uuid, n.step, n.name, n.organisation, n.role, n.assignee, 'open',
           %(at)s::timestamptz, n.due, '', false
    FROM done_task, unnest(%(next_steps)s::text[], %(next_names)s::text[], %(next_organisations)s::bigint[],
                           %(next_roles)s::text[], %(next_dues)s::timestamptz[], %(next_assignees)s::bigint[])
                    AS n(step, name, organisation, role, due, assignee)
    RETURNING id, step
)"""  # noqa: S608 - the columns are ours

# What a join waits for no longer, what going back leaves behind: closed without having been done.
CLOSE_STEPS = """
closed_task AS (
    UPDATE workflow_task SET state = 'closed', done_at = %(at)s::timestamptz, outcome = %(outcome)s::text
    WHERE subject_id = %(dossier)s::uuid AND step = ANY(%(closed_steps)s::text[]) AND state IN ('open', 'paused')
)"""

# All but the present task, when the whole run ends.
CLOSE_OTHERS = """
closed_task AS (
    UPDATE workflow_task SET state = 'closed', done_at = %(at)s::timestamptz, outcome = %(outcome)s::text
    WHERE subject_id = %(dossier)s::uuid AND id <> %(task)s::bigint AND state IN ('open', 'paused')
)"""

# Open tasks that are the same work under another version of the process; who had one keeps it in the same role there.
MOVE_STEPS = """
moved_step AS (
    UPDATE workflow_task t
    SET step = n.step, name = n.name, role = n.role, organisation_id = n.organisation,
        assignee_id = CASE WHEN t.role = n.role AND t.organisation_id = n.organisation THEN t.assignee_id END
    FROM unnest(%(moved_tasks)s::bigint[], %(moved_next_steps)s::text[], %(moved_next_names)s::text[],
                %(moved_next_organisations)s::bigint[], %(moved_next_roles)s::text[])
         AS n(id, step, name, organisation, role)
    WHERE t.id = n.id AND t.state IN ('open', 'paused')
)"""

UNDO_STEPS = """
undone_task AS (
    UPDATE workflow_task SET undone = true
    WHERE subject_id = %(dossier)s::uuid AND step = ANY(%(undone_steps)s::text[]) AND state = 'done'
)"""

END_INSTANCE = """
ended_instance AS (
    UPDATE workflow_instance SET ended_at = %(at)s::timestamptz
    WHERE id = (SELECT instance_id FROM done_task)
)"""

PAUSE = """
paused_task AS (
    UPDATE workflow_task SET state = 'paused' WHERE subject_id = %(dossier)s::uuid AND state = 'open'
)"""

RESUME = """
resumed_task AS (
    UPDATE workflow_task t SET state = 'open', due_at = n.due
    FROM unnest(%(due_tasks)s::bigint[], %(due_times)s::timestamptz[]) AS n(id, due)
    WHERE t.id = n.id AND t.state = 'paused'
)"""

# NULL gives the task back to everyone in its role.
ASSIGN = """
assigned_task AS (
    UPDATE workflow_task SET assignee_id = %(assignee)s::bigint
    WHERE id = %(task)s::bigint AND state IN ('open', 'paused')
)"""

MOVE_DUE = """
moved_task AS (
    UPDATE workflow_task t SET due_at = n.due
    FROM unnest(%(due_tasks)s::bigint[], %(due_times)s::timestamptz[]) AS n(id, due)
    WHERE t.id = n.id AND t.state = 'open'
)"""

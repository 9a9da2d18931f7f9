"""Reading where a dossier stands, with or without locking it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Status
from motcua.dossiers.standing import OpenTask, Standing
from motcua.workflow.rules import Process
from motcua.workflow.rules.steps import OFF_THE_CLOCK

SELECT = """
SELECT d.id, d.code, d.status, d.version_id, d.case_id, d.channel, d.organisation_id, d.reception_id,
       d.acting_id, d.owner_person_id, d.representative_id, d.owner_business_id, d.submitted_at, d.due_at,
       t.id, t.step, t.role, t.organisation_id, t.assignee_id, t.due_at,
       (SELECT p.proposed_by_id FROM dossiers_proposal p WHERE p.dossier_id = d.id AND p.decided_at IS NULL),
       (SELECT count(*) FROM dossiers_supplementrequest s WHERE s.dossier_id = d.id),
       CASE WHEN d.due_at IS DISTINCT FROM d.first_due_at  -- only then can there be one
            THEN (SELECT count(*) FROM dossiers_clockevent c WHERE c.dossier_id = d.id AND c.kind = 'extend')
            ELSE 0 END,
       d.record_system
FROM dossiers_dossier d
LEFT JOIN workflow_task t ON t.subject_id = d.id AND t.state IN ('open', 'paused')
WHERE d.id = %s
ORDER BY t.id
"""


def standing_of(dossier_id: uuid.UUID, *, lock: bool = False) -> Standing | None:
    """Where the dossier stands now; ``lock`` holds its row until the transaction ends (acts must)."""
    with connection.cursor() as cursor:
        if lock:
            # A statement of its own: a joined row read in the locking statement would be as old as its snapshot.
            cursor.execute("SELECT 1 FROM dossiers_dossier WHERE id = %s FOR NO KEY UPDATE", [dossier_id])
        cursor.execute(SELECT, [dossier_id])
        rows = cursor.fetchall()
    if not rows:
        return None
    row, process = rows[0], version_bundle(rows[0][3]).process
    step = row[15] or ""
    acts = process.step(step).acts if step else ()
    open_steps = [each[15] for each in rows if each[15]]
    return Standing(
        dossier_id=row[0],
        code=row[1],
        status=Status(row[2]),
        version_id=row[3],
        case_id=row[4],
        channel=row[5],
        organisation_id=row[6],
        reception_id=row[7],
        people=frozenset(person for person in row[8:11] if person is not None),
        business_id=row[11],
        submitted_at=row[12],
        due_at=row[13],
        task_id=row[14],
        step=step,
        role=row[16] or "",
        task_organisation_id=row[17],
        assignee_id=row[18],
        task_due_at=row[19],
        step_acts=frozenset(acts),
        others=tuple(_task(each, process) for each in rows[1:]),
        off_the_clock=bool(open_steps) and all(process.step(key).kind in OFF_THE_CLOCK for key in open_steps),
        record_system=row[23],
        proposed_by=row[20],
        supplements=row[21],
        extensions=row[22],
    )


def _task(row: Sequence[Any], process: Process) -> OpenTask:
    return OpenTask(row[14], row[15], row[16], row[17], row[18], row[19], frozenset(process.step(row[15]).acts))

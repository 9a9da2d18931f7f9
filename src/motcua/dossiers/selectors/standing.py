"""Reading where a dossier stands, with or without locking it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection

from motcua.audit.statements import IS_KNOWN
from motcua.dossiers.enums import PROMISED_ELSEWHERE, Status
from motcua.dossiers.standing import OpenTask, Standing, acts_of
from motcua.workflow.rules import Process
from motcua.workflow.rules.steps import OFF_THE_CLOCK
from motcua.workflow.selectors import process_of

SELECT = f"""
SELECT d.id, d.code, d.status, d.version_id, d.case_id, d.channel, d.organisation_id, d.reception_id,
       CASE WHEN rp.ended_at IS NULL OR d.acting_id <> d.representative_id THEN d.acting_id END, d.owner_person_id,
       CASE WHEN rp.ended_at IS NULL THEN d.representative_id END, d.owner_business_id, d.submitted_at, d.due_at,
       t.id, t.step, t.role, t.organisation_id, t.assignee_id, t.due_at,
       (SELECT p.proposed_by_id FROM dossiers_proposal p WHERE p.dossier_id = d.id AND p.decided_at IS NULL),
       (SELECT count(*) FROM dossiers_supplementrequest s WHERE s.dossier_id = d.id),
       CASE WHEN d.due_at IS DISTINCT FROM d.first_due_at  -- only then can there be one
            THEN (SELECT count(*) FROM dossiers_clockevent c
                  WHERE c.dossier_id = d.id AND c.kind = 'extend' AND c.reason <> '{PROMISED_ELSEWHERE}')
            ELSE 0 END,
       d.record_system,
       (SELECT i.version_id FROM workflow_instance i WHERE i.subject_id = d.id),
       d.delivered_at, d.support_id, d.former_ids,
       (SELECT h.receiver_id FROM dossiers_handover h WHERE h.dossier_id = d.id AND h.taken_at IS NULL),
       EXISTS (SELECT 1 FROM dossiers_objection o WHERE o.dossier_id = d.id AND o.answered_at IS NULL),
       coalesce(  -- who took the papers last, else where they were handed in
           (SELECT h.receiver_id FROM dossiers_handover h
            WHERE h.dossier_id = d.id AND h.taken_at IS NOT NULL ORDER BY h.taken_at DESC LIMIT 1),
           (SELECT h.sender_id FROM dossiers_handover h WHERE h.dossier_id = d.id ORDER BY h.sent_at LIMIT 1),
           d.support_id,
           CASE WHEN d.former_ids <> '{{}}' THEN  -- transferred: the reception it was filed at
               (SELECT (e.data->>'from_reception_id')::bigint FROM dossiers_dossierevent e
                WHERE e.dossier_id = d.id AND e.act = 'transfer' ORDER BY e.id LIMIT 1) END,
           d.reception_id)
FROM dossiers_dossier d
LEFT JOIN dossiers_representation rp ON rp.dossier_id = d.id  -- whose authority ended acts and sees no more
LEFT JOIN workflow_task t ON t.subject_id = d.id AND t.state IN ('open', 'paused')
WHERE d.id = %s
ORDER BY t.id
"""  # noqa: S608 - a constant of ours
# A statement of its own: a joined row read in the locking statement would be as old as its snapshot.
LOCK = "SELECT 1 FROM dossiers_dossier WHERE id = %s FOR NO KEY UPDATE"
WITH_KEY = SELECT.replace("\nFROM dossiers_dossier d", f", {IS_KNOWN}\nFROM dossiers_dossier d", 1)


def standing_of(dossier_id: uuid.UUID, *, lock: bool = False) -> Standing | None:
    """Where the dossier stands now; ``lock`` holds its row until the transaction ends (acts must)."""
    with connection.cursor() as cursor:
        if lock:
            cursor.execute(LOCK, [dossier_id])
        cursor.execute(SELECT, [dossier_id])
        rows = cursor.fetchall()
    return _standing(rows) if rows else None


def locked(dossier_id: uuid.UUID, *, key: str) -> tuple[Standing | None, bool]:
    """As ``standing_of`` with the lock, and whether anything was done under ``key`` before: one question, not two."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [dossier_id])
        cursor.execute(WITH_KEY, [key, dossier_id])
        rows = cursor.fetchall()
    return (_standing(rows), rows[0][-1]) if rows else (None, False)


def _standing(rows: Sequence[Sequence[Any]]) -> Standing:
    row, process = rows[0], process_of(rows[0][24])
    step = row[15] or ""
    acts: frozenset[str] = acts_of(process.step(step)) if step else frozenset()
    open_steps = [each[15] for each in rows if each[15]]
    return Standing(
        dossier_id=row[0],
        code=row[1],
        status=Status(row[2]),
        version_id=row[3],
        process_version_id=row[24],
        case_id=row[4],
        channel=row[5],
        organisation_id=row[6],
        reception_id=row[7],
        people=frozenset(person for person in row[8:11] if person is not None),
        representative_id=row[10],
        business_id=row[11],
        submitted_at=row[12],
        due_at=row[13],
        task_id=row[14],
        step=step,
        role=row[16] or "",
        task_organisation_id=row[17],
        assignee_id=row[18],
        task_due_at=row[19],
        step_acts=acts,
        others=tuple(_task(each, process) for each in rows[1:]),
        off_the_clock=bool(open_steps) and all(process.step(key).kind in OFF_THE_CLOCK for key in open_steps),
        record_system=row[23],
        delivered_at=row[25],
        proposed_by=row[20],
        supplements=row[21],
        extensions=row[22],
        support_id=row[26],
        former_ids=frozenset(row[27]),
        papers_to=row[28],
        objecting=row[29],
        papers_at=row[30],
    )


def _task(row: Sequence[Any], process: Process) -> OpenTask:
    return OpenTask(row[14], row[15], row[16], row[17], row[18], row[19], acts_of(process.step(row[15])))

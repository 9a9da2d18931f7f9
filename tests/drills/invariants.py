"""What must be true of the tables at any moment, whatever was interrupted. Each finds its violations by one query."""

from __future__ import annotations

import hashlib

from django.db import connection

from motcua.documents import blobs
from motcua.documents.models import StoredFile

# Each query gives one row a violation: what it concerns.
QUERIES: dict[str, str] = {
    "every dossier has one receipt": """
        SELECT d.code FROM dossiers_dossier d LEFT JOIN dossiers_receipt r ON r.dossier_id = d.id
        GROUP BY d.id HAVING count(r.id) <> 1""",
    "every dossier has one process instance": """
        SELECT d.code FROM dossiers_dossier d LEFT JOIN workflow_instance i ON i.subject_id = d.id
        GROUP BY d.id HAVING count(i.id) <> 1""",
    "no process without its dossier": """
        SELECT i.subject_id::text FROM workflow_instance i
        WHERE NOT EXISTS (SELECT 1 FROM dossiers_dossier d WHERE d.id = i.subject_id)""",
    "every dossier began with one task, at reception": """
        SELECT d.code FROM dossiers_dossier d
        LEFT JOIN workflow_task t ON t.subject_id = d.id AND t.opened_at = d.submitted_at AND t.step = 'tiep-nhan'
        GROUP BY d.id HAVING count(t.id) <> 1""",
    "one task waits while the dossier lives, none after": """
        SELECT d.code FROM dossiers_dossier d LEFT JOIN workflow_task t
            ON t.subject_id = d.id AND t.state IN ('open', 'paused')
        GROUP BY d.id
        HAVING count(t.id) <> CASE WHEN d.status IN ('returned','withdrawn','refused','stopped') THEN 0 ELSE 1 END""",
    "the process ends with the dossier": """
        SELECT d.code FROM dossiers_dossier d JOIN workflow_instance i ON i.subject_id = d.id
        WHERE (i.ended_at IS NOT NULL) <> (d.status IN ('returned','withdrawn','refused','stopped'))""",
    "the task rests just while a supplement is awaited": """
        SELECT d.code FROM dossiers_dossier d JOIN workflow_task t
            ON t.subject_id = d.id AND t.state IN ('open', 'paused')
        WHERE (t.state = 'paused') <> (d.status = 'supplement')""",
    "numbers of a unit's day have no gap and no double": """
        SELECT o.code || ' ' || s.day || ': ' || s.last || ' given, ' || count(d.id) || ' used'
        FROM dossiers_dailysequence s JOIN identity_organisation o ON o.id = s.organisation_id
        LEFT JOIN dossiers_dossier d ON d.code LIKE o.code || '-' || to_char(s.day, 'YYMMDD') || '-%'
        GROUP BY o.code, s.id
        HAVING s.last <> count(d.id) OR s.last <> max(substring(d.code from '\\d+$')::int)""",
    "every event has one job": """
        SELECT e.act || ' ' || e.id FROM dossiers_dossierevent e
        LEFT JOIN procrastinate_jobs j ON (j.args->>'event_id')::bigint = e.id
             AND j.task_name = 'motcua.dossiers.tasks.tell'
        GROUP BY e.id HAVING count(j.id) <> 1""",
    "no job without its event": """
        SELECT j.id::text FROM procrastinate_jobs j WHERE j.task_name = 'motcua.dossiers.tasks.tell'
        AND NOT EXISTS (SELECT 1 FROM dossiers_dossierevent e WHERE e.id = (j.args->>'event_id')::bigint)""",
    "events and audit entries agree, act by act": """
        SELECT coalesce(e.ref, a.ref) || ' ' || coalesce(e.act, a.act)
        FROM (SELECT dossier_id::text AS ref, act, count(*) AS n FROM dossiers_dossierevent GROUP BY 1, 2) e
        FULL JOIN (SELECT object_ref AS ref, substring(action from 9) AS act, count(*) AS n FROM audit_entry
                   WHERE object_kind = 'dossier' AND action LIKE 'dossier.%' AND key IS NOT NULL GROUP BY 1, 2) a
             ON a.ref = e.ref AND a.act = e.act
        WHERE e.n IS DISTINCT FROM a.n""",
    "the dossier stands where its last event put it": """
        SELECT d.code FROM dossiers_dossier d
        LEFT JOIN LATERAL (SELECT status FROM dossiers_dossierevent e WHERE e.dossier_id = d.id
                           ORDER BY e.id DESC LIMIT 1) e ON true
        WHERE d.status IS DISTINCT FROM e.status""",
    "the clock starts once and rests as often as asked": """
        SELECT d.code FROM dossiers_dossier d LEFT JOIN dossiers_clockevent c ON c.dossier_id = d.id GROUP BY d.id
        HAVING count(*) FILTER (WHERE c.kind = 'start') <> 1
            OR count(*) FILTER (WHERE c.kind = 'pause') - count(*) FILTER (WHERE c.kind = 'resume')
               <> CASE WHEN d.status = 'supplement' THEN 1 ELSE 0 END""",
    "a request for papers is open just while awaited": """
        SELECT d.code FROM dossiers_dossier d
        LEFT JOIN dossiers_supplementrequest s ON s.dossier_id = d.id AND s.answered_at IS NULL
        GROUP BY d.id HAVING (count(s.id) = 1) <> (d.status = 'supplement')""",
    "papers of a supplement come with its answer": """
        SELECT d.code FROM dossiers_dossierpaper p JOIN dossiers_dossier d ON d.id = p.dossier_id
        LEFT JOIN dossiers_supplementrequest s ON s.dossier_id = d.id AND s.number = p.round
        WHERE p.round > 0 AND s.answered_at IS NULL""",
    "a proposal is open just while a signer is waited for": """
        SELECT d.code FROM dossiers_dossier d
        JOIN workflow_task t
            ON t.subject_id = d.id AND t.state IN ('open', 'paused')
        LEFT JOIN dossiers_proposal p ON p.dossier_id = d.id AND p.decided_at IS NULL
        WHERE d.id IN (SELECT dossier_id FROM dossiers_dossierevent WHERE act IN ('propose', 'sign', 'send_back'))
        GROUP BY d.id, t.step HAVING (count(p.id) = 1) <> (t.step = 'ky-duyet')""",
    "one result is issued by one signature": """
        SELECT d.code FROM dossiers_dossier d
        GROUP BY d.id HAVING (SELECT count(*) FROM vault_issuedresult r WHERE r.dossier_id = d.id)
            <> (SELECT count(*) FROM dossiers_dossierevent e WHERE e.dossier_id = d.id AND e.act = 'sign')""",
    "numbers of results and papers have no gap": """
        SELECT c.kind || ': ' || c.last || ' given' FROM vault_symbolcounter c
        WHERE c.last <> (SELECT count(*) FROM (
            SELECT organisation_id, year, symbol FROM vault_issuedresult
            UNION ALL SELECT organisation_id, year, symbol FROM dossiers_issuedpaper) given
          WHERE given.organisation_id = c.organisation_id AND given.year = c.year
            AND split_part(split_part(given.symbol, '/', 2), '-', 1) = c.kind)""",
    "a filed draft is gone": """
        SELECT t.id::text FROM dossiers_draft t JOIN dossiers_dossier d ON d.filing_key = 'draft:' || t.id""",
}


def violations() -> list[str]:
    """Every broken promise as ``promise: what it concerns``."""
    found = []
    with connection.cursor() as cursor:
        for promise, query in QUERIES.items():
            cursor.execute(query)
            found += [f"{promise}: {row[0]}" for row in cursor.fetchall()]
    return found + _files()


def _files() -> list[str]:
    """A file the tables speak of lies whole on the disk; one on the disk that nobody speaks of is swept later."""
    found = []
    for file in StoredFile.objects.filter(purpose="result"):
        path = blobs.path(file.blob)
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != file.sha256:
            found.append(f"a result's file is whole: {file.name}")
    return found

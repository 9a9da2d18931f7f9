"""Writing an act: task, dossier, event, clock, audit entry and job in one statement.

One round trip instead of seven is worth half as much throughput again (see ``docs/decisions``); the fragments belong
to the modules that own the tables.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from motcua.audit.statements import ENTRY, entry_parameters
from motcua.dossiers.events import DossierChanged
from motcua.dossiers.services.changes import Change, Done, NewPaper, NextTask, Way
from motcua.kernel.events import publish
from motcua.workflow import statements as tasks

TELL = "motcua.dossiers.tasks.tell"
RUN_STEP = "motcua.dossiers.tasks.run_step"

# Columns of the dossier an act may set besides its status.
SETTABLE = {
    "received_at": "timestamptz",
    "due_at": "timestamptz",
    "decided_at": "timestamptz",
    "returned_at": "timestamptz",
    "closed_at": "timestamptz",
    "delivered_at": "timestamptz",
    "first_due_at": "timestamptz",
    "organisation_id": "bigint",
    "reception_id": "bigint",
    "version_id": "bigint",
    "record_system": "text",
    "former_ids": "bigint[]",
}

EVENT = """
event_row AS (
    INSERT INTO dossiers_dossierevent (dossier_id, at, act, status, step, actor, actor_name, organisation_id, public,
                                       note, data)
    SELECT %(dossier)s::uuid, %(at)s::timestamptz, %(act)s::text, %(status)s::text, %(step)s::text,
           %(actor)s::text, %(actor_name)s::text, %(organisation)s::bigint, %(public)s::text, %(note)s::text,
           %(data)s::jsonb
    RETURNING id
)"""

CLOCK = """
clock_row AS (
    INSERT INTO dossiers_clockevent (dossier_id, kind, at, reason)
    SELECT %(dossier)s::uuid, %(clock_kind)s::text, %(at)s::timestamptz, %(clock_reason)s::text
)"""

EXTENSION = """
clock_row AS (
    INSERT INTO dossiers_clockevent (dossier_id, kind, at, until, reason)
    SELECT %(dossier)s::uuid, 'extend', %(at)s::timestamptz, %(clock_until)s::timestamptz, %(clock_reason)s::text
)"""

PAPER = """
paper_row AS (
    INSERT INTO dossiers_issuedpaper (id, dossier_id, event_id, kind, organisation_id, year, symbol, form_number,
                                      content, file_id, issued_at)
    SELECT %(paper)s::uuid, %(dossier)s::uuid, id, %(paper_kind)s::text, %(paper_organisation)s::bigint,
           %(paper_year)s::int, %(paper_symbol)s::text, %(paper_form)s::text, %(paper_content)s::jsonb,
           %(paper_file)s::uuid, %(at)s::timestamptz
    FROM event_row
)"""

JOB = f"""
job_row AS (
    INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args)
    SELECT 'default', '{TELL}', 0, jsonb_build_object('event_id', id) FROM event_row
)"""  # noqa: S608 - the task's name is ours


RUN_STEPS = f"""
step_rows AS (
    INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args)
    SELECT 'default', '{RUN_STEP}', 0, jsonb_build_object('task_id', id) FROM opened_task
    WHERE step = ANY(%(automatic)s::text[])
)"""  # noqa: S608 - the task's name is ours


def write(change: Change) -> Done:
    """Write ``change`` in the caller's transaction and publish ``DossierChanged``."""
    standing = change.standing
    answer = {
        "dossier_id": str(standing.dossier_id),
        "code": standing.code,
        "status": change.status.value,
        "message": change.public,
    }
    statement, parameters = _statement(change)
    parameters |= entry_parameters(
        asker=change.asker,
        action=f"dossier.{change.act.value}",
        object_ref=str(standing.dossier_id),
        at=change.heard_at or change.at,
        key=change.key,
        body=change.body,
        answer=answer,
        unit=str(standing.task_organisation_id or ""),
        on_behalf_of=change.seat.for_name if change.seat else "",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        (event_id,) = cursor.fetchone()
    publish(DossierChanged(standing.dossier_id, event_id, change.act, change.status, change.at))
    return Done(event_id=event_id, **answer)


def _statement(change: Change) -> tuple[str, dict[str, Any]]:
    standing = change.standing
    parts = [EVENT, ENTRY, JOB]
    parameters: dict[str, Any] = {
        "dossier": standing.dossier_id,
        "at": change.at,
        "act": change.act.value,
        "status": change.status.value,
        "step": standing.step,
        "actor": change.asker.ref,
        "actor_name": _actor_name(change),
        "organisation": change.seat.organisation_id if change.seat else None,
        "public": change.public,
        "note": change.note,
        "data": Jsonb(dict(change.data), dumps=_dumps),
        "task": standing.task_id,
        "account": change.asker.account_id,
        "outcome": change.act.value,
        "task_undone": change.undone,
    }
    parts += _task_parts(change, parameters)
    if change.clock is not None:
        parts.append(CLOCK if change.extend_until is None else EXTENSION)
        parameters |= {
            "clock_kind": change.clock.value,
            "clock_reason": change.clock_reason,
            "clock_until": change.extend_until,
        }
    if change.paper is not None:
        parts.append(PAPER)
        parameters |= _paper_parameters(change.paper)
    parts.append(_dossier_part(change, parameters))
    return "WITH " + ",".join(parts) + "\nSELECT id FROM event_row", parameters


def _paper_parameters(paper: NewPaper) -> dict[str, Any]:
    return {
        "paper": paper.id,
        "paper_kind": paper.kind.value,
        "paper_organisation": paper.organisation_id,
        "paper_year": paper.year,
        "paper_symbol": paper.symbol,
        "paper_form": paper.form_number,
        "paper_file": paper.file_id,
        "paper_content": Jsonb(dict(paper.content), dumps=_dumps),
    }


def _task_parts(change: Change, parameters: dict[str, Any]) -> list[str]:
    parts = []
    if change.complete or change.end:
        parts.append(tasks.COMPLETE)
    if change.end:
        parts.append(tasks.END_INSTANCE)
        if change.standing.others:
            parts.append(tasks.CLOSE_OTHERS)
    if change.way is not None:
        parts += _way_parts(change, change.way, parameters)
    if change.moves:
        parts.append(tasks.MOVE_STEPS)
        moved = _several(list(change.moves.values()))
        parameters |= {"moved_tasks": list(change.moves)} | {f"moved_{name}": each for name, each in moved.items()}
    if change.pause:
        parts.append(tasks.PAUSE)
    if change.dues:
        parts.append(tasks.RESUME if change.resume else tasks.MOVE_DUE)
        parameters |= {"due_tasks": list(change.dues), "due_times": list(change.dues.values())}
    if change.assign:
        parts.append(tasks.ASSIGN)
        parameters["assignee"] = change.assign_to
    return parts


def _way_parts(change: Change, way: Way, parameters: dict[str, Any]) -> list[str]:
    parts = []
    if change.again:
        parts.append(tasks.OPEN_AGAIN)
        parameters |= {"process_version": change.process_version, **_several(way.opens)}
    elif len(way.opens) == 1:
        parts.append(tasks.OPEN_NEXT)
        parameters |= _single(way.opens[0])
    elif way.opens:
        parts.append(tasks.OPEN_SEVERAL)
        parameters |= _several(way.opens)
    if way.automatic:
        parts.append(RUN_STEPS)
        parameters["automatic"] = list(way.automatic)
    if way.closes:
        parts.append(tasks.CLOSE_STEPS)
        parameters["closed_steps"] = list(way.closes)
    if way.undoes:
        parts.append(tasks.UNDO_STEPS)
        parameters["undone_steps"] = list(way.undoes)
    return parts


def _single(task: NextTask) -> dict[str, Any]:
    return {
        "next_step": task.step,
        "next_name": task.name,
        "next_organisation": task.organisation_id,
        "next_role": task.role,
        "next_due": task.due_at,
        "next_assignee": task.assignee_id,
    }


def _several(opened: Sequence[NextTask]) -> dict[str, Any]:
    return {
        "next_steps": [task.step for task in opened],
        "next_names": [task.name for task in opened],
        "next_organisations": [task.organisation_id for task in opened],
        "next_roles": [task.role for task in opened],
        "next_dues": [task.due_at for task in opened],
        "next_assignees": [task.assignee_id for task in opened],
    }


def _dossier_part(change: Change, parameters: dict[str, Any]) -> str:
    sets = ["status = %(status)s::text"]
    for column, value in change.dossier.items():
        sets.append(f"{column} = %(set_{column})s::{SETTABLE[column]}")
        parameters[f"set_{column}"] = value
    return f"dossier_row AS (UPDATE dossiers_dossier SET {', '.join(sets)} WHERE id = %(dossier)s::uuid)"  # noqa: S608 - column names come from SETTABLE


def _actor_name(change: Change) -> str:
    if change.seat is not None and change.seat.for_name:
        return f"{change.asker.name} thay {change.seat.for_name}"
    return change.asker.name


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)

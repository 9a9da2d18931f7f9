"""Writing an act: task, dossier, event, clock, audit entry and job in one statement.

One round trip instead of seven is worth half as much throughput again (see ``docs/decisions``); the fragments belong
to the modules that own the tables.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from motcua.audit.statements import ENTRY, entry_parameters
from motcua.dossiers.enums import Act, ClockKind, PaperKind, Status
from motcua.dossiers.events import DossierChanged
from motcua.dossiers.rules import Standing
from motcua.identity.askers import Asker, Seat
from motcua.kernel.events import publish
from motcua.workflow import statements as tasks

TELL = "motcua.dossiers.tasks.tell"

# Columns of the dossier an act may set besides its status.
SETTABLE = {
    "received_at": "timestamptz",
    "due_at": "timestamptz",
    "decided_at": "timestamptz",
    "returned_at": "timestamptz",
    "closed_at": "timestamptz",
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


@dataclass(frozen=True, slots=True)
class NextTask:
    """The task an act opens."""

    step: str
    name: str
    organisation_id: int
    role: str
    due_at: datetime
    assignee_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewPaper:
    """The paper an act issues; ``content`` is JSON, ``file_id`` None when it is typeset later."""

    id: uuid.UUID
    kind: PaperKind
    organisation_id: int
    year: int
    symbol: str
    form_number: str
    content: Mapping[str, Any]
    file_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Change:
    """Everything an act changes. ``tasks`` names what happens to the present task."""

    act: Act
    standing: Standing
    asker: Asker
    at: datetime
    key: str
    body: Mapping[str, Any]
    status: Status
    public: str
    seat: Seat | None = None
    note: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    dossier: Mapping[str, Any] = field(default_factory=dict)  # of SETTABLE
    complete: bool = False
    next_task: NextTask | None = None
    end: bool = False
    pause: bool = False
    resume_until: datetime | None = None
    assign_to: int | None = None
    clock: ClockKind | None = None
    clock_reason: str = ""
    extend_until: datetime | None = None  # with clock EXTEND
    task_due: datetime | None = None  # the open task's new deadline
    paper: NewPaper | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The answer of an act, the same each time it is asked for under one key."""

    dossier_id: str
    code: str
    status: str
    event_id: int
    message: str

    def as_answer(self) -> dict[str, Any]:
        return {"dossier_id": self.dossier_id, "code": self.code, "status": self.status, "message": self.message}


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
    if change.next_task is not None:
        parts.append(tasks.OPEN_NEXT)
        parameters |= {
            "next_step": change.next_task.step,
            "next_name": change.next_task.name,
            "next_organisation": change.next_task.organisation_id,
            "next_role": change.next_task.role,
            "next_due": change.next_task.due_at,
            "next_assignee": change.next_task.assignee_id,
        }
    if change.pause:
        parts.append(tasks.PAUSE)
    if change.resume_until is not None:
        parts.append(tasks.RESUME)
        parameters["task_due"] = change.resume_until
    if change.task_due is not None:
        parts.append(tasks.MOVE_DUE)
        parameters["task_due"] = change.task_due
    if change.assign_to is not None:
        parts.append(tasks.ASSIGN)
        parameters["assignee"] = change.assign_to
    return parts


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

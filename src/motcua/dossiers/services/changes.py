"""What an act changes, as data: written by ``ledger`` in one statement."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from motcua.dossiers.enums import Act, ClockKind, PaperKind, Status
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat

GIVEN = "given"  # in an event's data: {step: account} of the tasks it opened for somebody


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
class Way:
    """Where a run goes on: steps that open, that are closed unfinished, that count as done no longer.

    ``automatic`` of the opened steps are begun by a job; ``status`` is what the dossier then stands in;
    ``waits_for`` says for whom, when every step left open is somebody else's and the clock stands still.
    """

    opens: tuple[NextTask, ...] = ()
    closes: tuple[str, ...] = ()
    undoes: tuple[str, ...] = ()
    automatic: tuple[str, ...] = ()
    status: Status = Status.PROCESSING
    waits_for: str = ""
    notes: tuple[str, ...] = ()


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
    """Everything an act changes. ``complete`` finishes the present task, ``end`` the whole run; ``way`` goes on.

    ``undone``: the present task is left without its work being done. ``dues`` are new deadlines of tasks, by id.
    """

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
    undone: bool = False
    way: Way | None = None
    again: bool = False  # ``way`` begins anew: the run had ended, or its process is another version now
    process_version: int | None = None  # with ``again``
    moves: Mapping[int, NextTask] = field(default_factory=dict)  # open tasks, by id, that now are another step's
    end: bool = False
    pause: bool = False
    resume: bool = False
    dues: Mapping[int, datetime] = field(default_factory=dict)
    assign: bool = False
    assign_to: int | None = None  # with ``assign``; None = whoever holds the role
    clock: ClockKind | None = None
    clock_reason: str = ""
    extend_until: datetime | None = None  # with clock EXTEND
    paper: NewPaper | None = None
    heard_at: datetime | None = None  # when we learnt of it, where another system did it ``at``


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

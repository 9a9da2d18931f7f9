"""What workflow tells those above it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.events import Event


@dataclass(frozen=True, slots=True)
class TaskOpened(Event):
    """A step of the subject waits for the role of an organisation, or for ``assignee_id``."""

    task_id: int
    subject_id: uuid.UUID
    step: str
    organisation_id: int
    assignee_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ProcessEnded(Event):
    """The last step of the subject is done."""

    subject_id: uuid.UUID
    at: datetime

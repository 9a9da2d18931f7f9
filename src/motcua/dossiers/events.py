"""What dossiers tell the modules above."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from motcua.dossiers.enums import Act, Ground, Status
from motcua.kernel.events import Event


@dataclass(frozen=True, slots=True)
class DossierChanged(Event):
    """An act was done; published in its transaction."""

    dossier_id: uuid.UUID
    event_id: int
    act: Act
    status: Status
    at: datetime


@dataclass(frozen=True, slots=True)
class GroupSigned(Event):
    """Everybody agreed to one draft of a group; published in the transaction of the last signature."""

    group_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Represented(Event):
    """A dossier was filed by somebody who stands in for its owner; published in its transaction."""

    dossier_id: uuid.UUID
    ground: Ground

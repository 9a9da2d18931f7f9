"""What identity tells the modules above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.events import Event


@dataclass(frozen=True, slots=True)
class BusinessRoleEnded(Event):
    """Somebody acts for a business no more; published in the transaction that ended it."""

    role_id: int
    at: datetime

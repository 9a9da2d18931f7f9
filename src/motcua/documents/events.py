"""What the file store tells the modules above."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.events import Event


@dataclass(frozen=True, slots=True)
class FileLocked(Event):
    """A scanner found malware in a file that had been taken in; published in the transaction that locks it."""

    file_id: uuid.UUID
    at: datetime

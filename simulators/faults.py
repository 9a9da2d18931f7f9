"""How a simulator is told to misbehave."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass
class Faults[F: StrEnum]:
    """The fault in force; with ``times`` it wears off after so many answers that it concerns."""

    fault: F | None = None
    times: int | None = None
    seconds: float = 3.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def set(self, fault: F | None, *, times: int | None = None, seconds: float = 3.0) -> None:
        with self._lock:
            self.fault, self.times, self.seconds = fault, times, seconds

    def now(self, *wanted: F) -> F | None:
        """The fault for this answer, of ``wanted`` when any are named; counts as one use."""
        with self._lock:
            found = self.fault if not wanted or self.fault in wanted else None
            if found and self.times is not None:
                self.times -= 1
                if self.times <= 0:
                    self.fault, self.times = None, None
            return found

    def wait(self) -> None:
        time.sleep(min(self.seconds, 30))

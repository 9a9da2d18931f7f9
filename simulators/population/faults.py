"""The ways in which the register can misbehave."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    SLOW = "slow"  # every answer comes after `seconds`
    SERVER_ERROR = "server_error"  # 503 with a page in HTML
    DOWN = "down"  # the connection closes without an answer
    GARBAGE = "garbage"  # 200, and nothing that can be read
    WRONG_PERSON = "wrong_person"  # somebody else's data under the number asked
    WRONG_SIGNATURE = "wrong_signature"
    NOBODY = "nobody"  # knows nobody


@dataclass
class Faults:
    """The fault in force; with ``times`` it wears off after so many answers."""

    fault: Fault | None = None
    times: int | None = None
    seconds: float = 3.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def set(self, fault: Fault | None, *, times: int | None = None, seconds: float = 3.0) -> None:
        with self._lock:
            self.fault, self.times, self.seconds = fault, times, seconds

    def now(self) -> Fault | None:
        """The fault for this answer; counts as one use."""
        with self._lock:
            found = self.fault
            if found and self.times is not None:
                self.times -= 1
                if self.times <= 0:
                    self.fault, self.times = None, None
            return found

    def wait(self) -> None:
        time.sleep(min(self.seconds, 30))

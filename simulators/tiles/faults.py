"""The ways in which the map server can misbehave."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    SLOW = "slow"  # every tile comes after `seconds`
    DOWN = "down"  # the connection closes without an answer
    SERVER_ERROR = "server_error"  # 503 with a page in HTML
    WRONG_TYPE = "wrong_type"  # 200, and a page in HTML
    OVERSIZED = "oversized"  # a picture of far too many bytes
    HUGE = "huge"  # few bytes, and far too many pixels
    NOT_AN_IMAGE = "not_an_image"  # said to be a PNG, and none
    MISSING = "missing"  # 404: beyond the edge of the map


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

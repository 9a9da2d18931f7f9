"""The ways in which the provider can misbehave."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    SLOW = "slow"  # every answer comes after `seconds`
    SERVER_ERROR = "server_error"  # 503 everywhere
    DOWN = "down"  # the connection closes without an answer
    WRONG_SIGNATURE = "wrong_signature"  # the id_token is signed with a key that is not published
    WRONG_NONCE = "wrong_nonce"
    WRONG_AUDIENCE = "wrong_audience"
    WRONG_ISSUER = "wrong_issuer"
    EXPIRED_TOKEN = "expired_token"  # noqa: S105 - a fault's name
    UNSIGNED = "unsigned"  # alg none
    REPLAYED_CODE = "replayed_code"  # the last used code is handed out again
    NO_NUMBER = "no_number"  # the claims lack SoDinhDanh


@dataclass
class Faults:
    """The fault in force; with ``times`` it wears off after so many answers of the endpoint it concerns."""

    fault: Fault | None = None
    times: int | None = None
    seconds: float = 3.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def set(self, fault: Fault | None, *, times: int | None = None, seconds: float = 3.0) -> None:
        with self._lock:
            self.fault, self.times, self.seconds = fault, times, seconds

    def now(self, *wanted: Fault) -> Fault | None:
        """The fault in force when it is one of ``wanted``; counts as one use."""
        with self._lock:
            found = self.fault if self.fault in wanted else None
            if found and self.times is not None:
                self.times -= 1
                if self.times <= 0:
                    self.fault, self.times = None, None
            return found

    def wait(self) -> None:
        time.sleep(min(self.seconds, 30))

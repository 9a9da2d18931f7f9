"""Small reference tables kept in a process for a short while, so that hot paths ask the database nothing."""

from __future__ import annotations

import time
from collections.abc import Callable


class Kept[T]:
    """The value of ``read()``, read again after ``seconds`` or after ``forget()``."""

    def __init__(self, read: Callable[[], T], seconds: float = 60.0) -> None:
        self._read = read
        self._seconds = seconds
        self._held: tuple[float, T] | None = None

    def get(self) -> T:
        held = self._held
        if held is None or time.monotonic() - held[0] > self._seconds:
            held = self._held = (time.monotonic(), self._read())
        return held[1]

    def forget(self) -> None:
        self._held = None

"""Small reference tables kept in a process for a short while, so that hot paths ask the database nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from weakref import WeakSet

KEPT_FOR = 60.0  # seconds after which every process has seen a change made by another
_everything: WeakSet[Kept[object]] = WeakSet()


def forget_everything() -> None:
    """Read every kept value again at its next use (a test left its database, a backup was restored)."""
    for kept in list(_everything):
        kept.forget()


class Kept[T]:
    """The value of ``read()``, read again after ``seconds`` or after ``forget()``."""

    def __init__(self, read: Callable[[], T], seconds: float = KEPT_FOR) -> None:
        self._read = read
        self._seconds = seconds
        self._held: tuple[float, T] | None = None
        _everything.add(self)

    def get(self) -> T:
        held = self._held
        if held is None or time.monotonic() - held[0] > self._seconds:
            held = self._held = (time.monotonic(), self._read())
        return held[1]

    def forget(self) -> None:
        self._held = None

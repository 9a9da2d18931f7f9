"""What worktime tells those above it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.kernel.events import Event


@dataclass(frozen=True, slots=True)
class CalendarChanged(Event):
    """Days from ``first`` to ``last`` (None = for good) count otherwise now, for one organisation or (None) for all."""

    organisation_id: int | None
    first: date
    last: date | None

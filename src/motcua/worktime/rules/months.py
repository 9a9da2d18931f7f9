"""Months of the calendar, as art. 148.3 of the Civil Code counts them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def months_later(on: date, months: int) -> date:
    """The corresponding day ``months`` later, or that month's last day when it has none (31/1 + 1 → 28 or 29/2)."""
    years, month = divmod(on.month - 1 + months, 12)
    year = on.year + years
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))

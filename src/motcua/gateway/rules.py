"""When a system is given up for a while, and when it is tried again. No query, clock or network."""

from __future__ import annotations

from datetime import datetime, timedelta

FAILURES = 3  # in a row
REST = timedelta(seconds=20)
LONGEST_REST = timedelta(minutes=5)


def rest_after(failures: int, at: datetime) -> datetime | None:
    """Until when nobody asks after this many failures in a row; None = ask on. Each failed trial doubles the rest."""
    if failures < FAILURES:
        return None
    doubled: int = 2 ** min(failures - FAILURES, 10)
    return at + min(REST * doubled, LONGEST_REST)


def is_resting(open_until: datetime | None, at: datetime) -> bool:
    return open_until is not None and open_until > at


def is_troubled(failures: int) -> bool:
    """Whether people are told: given up, and no call has succeeded since."""
    return failures >= FAILURES

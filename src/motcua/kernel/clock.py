"""The only place that reads the wall clock. Everything else is told the moment."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, aware, in Vietnam's time zone."""
    return datetime.now(tz=VIETNAM)


def today() -> date:
    return now().date()


def local(moment: datetime) -> datetime:
    """The same instant on Vietnam's clock."""
    return moment.astimezone(VIETNAM)

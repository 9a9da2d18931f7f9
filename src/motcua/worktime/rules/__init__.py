"""Counting legal time. Pure. Every datetime is aware, every answer is on Vietnam's clock."""

from motcua.worktime.rules.calendars import OFFICE_HOURS, Calendar, Spans
from motcua.worktime.rules.counting import (
    add_working_minutes,
    add_working_time,
    is_working_day,
    working_minutes,
    working_time,
)
from motcua.worktime.rules.terms import Duration, clock_start, due, due_with_pauses

__all__ = [
    "OFFICE_HOURS",
    "Calendar",
    "Duration",
    "Spans",
    "add_working_minutes",
    "add_working_time",
    "clock_start",
    "due",
    "due_with_pauses",
    "is_working_day",
    "working_minutes",
    "working_time",
]

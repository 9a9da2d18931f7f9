"""Counting legal time. Pure. Every datetime is aware, every answer is on Vietnam's clock."""

from motcua.worktime.rules.calendars import OFFICE_HOURS, Calendar, Spans
from motcua.worktime.rules.counting import (
    add_working_minutes,
    add_working_time,
    closing_of,
    is_working_day,
    working_minutes,
    working_time,
    working_time_before,
)
from motcua.worktime.rules.terms import PARTS, Duration, clock_start, due, due_with_pauses

__all__ = [
    "OFFICE_HOURS",
    "PARTS",
    "Calendar",
    "Duration",
    "Spans",
    "add_working_minutes",
    "add_working_time",
    "clock_start",
    "closing_of",
    "due",
    "due_with_pauses",
    "is_working_day",
    "working_minutes",
    "working_time",
    "working_time_before",
]

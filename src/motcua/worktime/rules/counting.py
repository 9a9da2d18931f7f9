"""Walking along working time.

Inside, an instant is one integer: microseconds of Vietnam's wall clock since the ordinal day 0. Vietnam has had no
change of clocks since 1975, so wall time and elapsed time agree.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from motcua.kernel.clock import VIETNAM
from motcua.worktime.rules.calendars import Calendar, Days

SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 86_400 * SECOND


def instant(moment: datetime) -> int:
    """``moment`` as microseconds of Vietnam's wall clock; ``ValueError`` for a naive one."""
    if moment.tzinfo is not VIETNAM:
        if moment.tzinfo is None:
            raise ValueError("a legal moment needs a time zone")
        moment = moment.astimezone(VIETNAM)
    seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return moment.toordinal() * DAY + seconds * SECOND + moment.microsecond


def moment(at: int) -> datetime:
    ordinal, rest = divmod(at, DAY)
    seconds, micro = divmod(rest, SECOND)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    on = date.fromordinal(ordinal)
    return datetime(on.year, on.month, on.day, hour, minute, second, micro, tzinfo=VIETNAM)


def microseconds_of(length: timedelta) -> int:
    return length // timedelta(microseconds=1)


def roll(days: Days, at: int) -> int:
    """``at`` itself while an office is open (its closing minute included), else the next opening."""
    ordinal, clock = divmod(at, DAY)
    for start, end in days[ordinal].spans:
        if clock <= end:
            return ordinal * DAY + max(clock, start)
    ordinal = working_day_from(days, ordinal + 1)
    return ordinal * DAY + days[ordinal].spans[0][0]


def advance(days: Days, at: int, work: int) -> int:
    """The earliest instant at which ``work`` microseconds of working time have passed since ``at``."""
    at = roll(days, at)
    ordinal, clock = divmod(at, DAY)
    left = work + _before(days, ordinal, clock)
    while left > days[ordinal].length or not days[ordinal].length:
        left -= days[ordinal].length
        ordinal += 1
    return max(at, ordinal * DAY + _clock_after(days, ordinal, left))


def elapsed(days: Days, start: int, end: int) -> int:
    """Working time between two instants in microseconds; 0 when ``end`` is not after ``start``."""
    if end <= start:
        return 0
    first, first_clock = divmod(start, DAY)
    last, last_clock = divmod(end, DAY)
    whole = sum(days[ordinal].length for ordinal in range(first, last))
    return whole + _before(days, last, last_clock) - _before(days, first, first_clock)


def working_day_from(days: Days, ordinal: int) -> int:
    """The first worked day on or after ``ordinal``."""
    while not days[ordinal].length:
        ordinal += 1
    return ordinal


def working_day_after(days: Days, ordinal: int, count: int) -> int:
    """The ``count``-th worked day after ``ordinal``, which is itself not counted."""
    for _ in range(count):
        ordinal = working_day_from(days, ordinal + 1)
    return ordinal


def closing(days: Days, ordinal: int) -> int:
    return ordinal * DAY + days[ordinal].closing


def _before(days: Days, ordinal: int, clock: int) -> int:
    """Working time of a day that lies before ``clock``."""
    return sum(min(clock, end) - start for start, end in days[ordinal].spans if start < clock)


def _clock_after(days: Days, ordinal: int, work: int) -> int:
    """When in the day the first ``work`` microseconds of it have been worked."""
    for start, end in days[ordinal].spans:
        if work <= end - start:
            return start + work
        work -= end - start
    raise ValueError("the day is shorter than the work put into it")


def is_working_day(calendar: Calendar, on: date) -> bool:
    return calendar.days[on.toordinal()].length > 0


def closing_of(calendar: Calendar, on: date) -> datetime:
    """When the offices close on a worked day; ``ValueError`` for a day off."""
    if not is_working_day(calendar, on):
        raise ValueError(f"{on} is a day off")
    return moment(closing(calendar.days, on.toordinal()))


def working_time(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """Working time between two moments; zero when ``end`` is not after ``start``."""
    return timedelta(microseconds=elapsed(calendar.days, instant(start), instant(end)))


def working_minutes(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Whole minutes of working time between two moments."""
    return elapsed(calendar.days, instant(start), instant(end)) // MINUTE


def add_working_time(calendar: Calendar, start: datetime, length: timedelta) -> datetime:
    """The earliest moment at which ``length`` of working time has passed since ``start``; always in office hours."""
    if length < timedelta(0):
        raise ValueError("working time is added, never taken away")
    return moment(advance(calendar.days, instant(start), microseconds_of(length)))


def add_working_minutes(calendar: Calendar, start: datetime, minutes: int) -> datetime:
    return add_working_time(calendar, start, timedelta(minutes=minutes))


def working_time_before(calendar: Calendar, end: datetime, length: timedelta) -> datetime:
    """The latest moment from which ``length`` of working time passes until ``end``: how long ago that was."""
    if length < timedelta(0):
        raise ValueError("working time is taken away, never added")
    days, left = calendar.days, microseconds_of(length)
    ordinal, clock = divmod(instant(end), DAY)
    left -= _before(days, ordinal, clock)
    while left > 0:
        ordinal -= 1
        left -= days[ordinal].length
    # ``-left`` of the day reached was worked before the moment sought.
    return moment(ordinal * DAY + _clock_from(days, ordinal, -left)) if length else moment(instant(end))


def _clock_from(days: Days, ordinal: int, work: int) -> int:
    """When in the day its first ``work`` microseconds are over and the next begin."""
    for start, end in days[ordinal].spans:
        if work < end - start:
            return start + work
        work -= end - start
    raise ValueError("the day is shorter than the work put into it")

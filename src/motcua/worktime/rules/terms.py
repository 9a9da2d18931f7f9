"""Time limits: when they begin, when they end, and how a pause moves the end.

Sources: Civil Code 91/2015/QH15 art. 147 (beginning) and 148 (end); the provincial convention of keeping the hour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from motcua.worktime.enums import Convention, TimeUnit
from motcua.worktime.rules.calendars import Calendar, Days, microseconds
from motcua.worktime.rules.counting import (
    DAY,
    MINUTE,
    advance,
    closing,
    elapsed,
    instant,
    moment,
    roll,
    working_day_after,
    working_day_from,
)
from motcua.worktime.rules.months import months_later

QUARTER = 15 * MINUTE
PARTS = {
    TimeUnit.HOUR: 4,
    TimeUnit.WORKING_HOUR: 4,
    TimeUnit.WORKING_DAY: 2,
    TimeUnit.CALENDAR_DAY: 1,
    TimeUnit.MONTH: 1,
}
type Pauses = Sequence[tuple[datetime, datetime | None]]
type Extensions = Sequence[tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of legal time: working days in halves, hours in quarters, calendar days and months whole."""

    amount: float
    unit: TimeUnit

    def __post_init__(self) -> None:
        if self.amount <= 0 or self.amount * PARTS[self.unit] % 1:
            raise ValueError(
                f"{self.amount} {self.unit} is no time limit: positive, and no finer than 1/{PARTS[self.unit]}"
            )

    @property
    def parts(self) -> int:
        """How many quarters of an hour, halves of a day, or whole days or months it is."""
        return int(self.amount * PARTS[self.unit])


@dataclass(slots=True)
class _Term:
    """A limit being counted: from ``begin``, exactly used up at ``end``; ``by_day`` ends it at that day's closing."""

    begin: int
    end: int
    by_day: bool

    def ends(self, days: Days) -> int:
        if not self.by_day:
            return self.end
        return closing(days, working_day_from(days, self.end // DAY))


def clock_start(calendar: Calendar, received: datetime, *, cutoff: time | None = None) -> datetime:
    """When the clock begins for something received at ``received``: at once in office hours, else at the next opening.

    ``cutoff``: what comes later than it on a worked day counts as received at the next worked day's opening
    ("nhận sau 15 giờ thì tính từ ngày làm việc tiếp theo"). Exactly at the cutoff, or at closing, is not later.
    """
    return moment(_begin(calendar.days, instant(received), cutoff))


def due(
    calendar: Calendar,
    start: datetime,
    duration: Duration,
    convention: Convention,
    *,
    cutoff: time | None = None,
) -> datetime:
    """When a limit that began with the receipt at ``start`` ends.

    * hour: at once and around the clock (art. 147.1); it may end at night or on a holiday. No cutoff.
    * working hour: from ``clock_start``, in office hours only.
    * working day, keeping the hour: a day is the length of an ordinary working day (8 hours with the usual hours),
      so 09:00 plus 3 days is 09:00 of the third worked day after.
    * working day, end of day (art. 147.2, 148.1): the day of ``clock_start`` is not counted; the limit ends at the
      closing of the last day. A half day more ends half-way through the next worked day.
    * working day with a ``cutoff`` and at most one day ("giải quyết trong ngày"), in both conventions: received by
      the cutoff it ends at the closing of the same day, later at the closing of the next worked day.
    * calendar day, month (art. 147.2, 148.3, 148.5), in both conventions: the day of ``clock_start`` is not counted;
      a month ends on the corresponding or the month's last day; an end on a day off moves to the next worked day; it
      ends at closing, because a counter cannot hand out at the 24:00 that art. 148.6 allows.
    """
    return moment(_term(calendar, start, duration, convention, cutoff).ends(calendar.days))


def due_with_pauses(
    calendar: Calendar,
    start: datetime,
    duration: Duration,
    convention: Convention,
    pauses: Pauses,
    *,
    cutoff: time | None = None,
    extensions: Extensions = (),
) -> datetime | None:
    """``due`` moved by the time the clock stood still; None while it stands still (a pause without an end).

    Working units move by the actual working time of the pauses, calendar days and months by whole days from the day
    of the pause to the day of the resumption, plain hours by the hours. An end-of-day limit then ends at the closing
    of the day it reaches, so the full time is always left. A pause that begins after the limit has ended changes
    nothing; overlapping pauses count once. An extension (when given, new end) puts its end in place of the one in
    force then; what comes after it moves that.
    """
    days = calendar.days
    term = _term(calendar, start, duration, convention, cutoff)
    given = [(instant(at), instant(until)) for at, until in sorted(extensions)]
    for stopped, resumed in _in_order(pauses, term.begin):
        while given and given[0][0] <= stopped:
            term.end = given.pop(0)[1]
        if term.ends(days) <= stopped:
            continue
        if resumed is None:
            return None
        term.end = _shifted(days, max(term.end, stopped), stopped, resumed, duration.unit)
    if given:
        term.end = given[-1][1]
    return moment(term.ends(days))


def _in_order(pauses: Pauses, begin: int) -> Iterator[tuple[int, int | None]]:
    """Pauses as instants, by time, cut to what lies after ``begin`` and after each other; only the last may be open."""
    behind = begin
    for stopped, resumed in sorted(pauses, key=lambda pause: pause[0]):
        if resumed is None:
            yield max(instant(stopped), behind), None
            return
        if resumed < stopped:
            raise ValueError("a pause ends before it begins")
        end = instant(resumed)
        if end > behind:
            yield max(instant(stopped), behind), end
            behind = end


def _shifted(days: Days, end: int, stopped: int, resumed: int, unit: TimeUnit) -> int:
    if unit is TimeUnit.HOUR:
        return end + resumed - stopped
    if unit in {TimeUnit.CALENDAR_DAY, TimeUnit.MONTH}:
        return end + (resumed // DAY - stopped // DAY) * DAY
    return advance(days, end, elapsed(days, stopped, resumed))


def _begin(days: Days, received: int, cutoff: time | None) -> int:
    ordinal, clock = divmod(received, DAY)
    if cutoff is not None and days[ordinal].length and clock > microseconds(cutoff):
        return roll(days, (ordinal + 1) * DAY)
    return roll(days, received)


def _term(
    calendar: Calendar, start: datetime, duration: Duration, convention: Convention, cutoff: time | None
) -> _Term:
    days = calendar.days
    received = instant(start)
    if duration.unit is TimeUnit.HOUR:
        return _Term(received, received + duration.parts * QUARTER, by_day=False)
    begin = _begin(days, received, cutoff)
    match duration.unit:
        case TimeUnit.WORKING_HOUR:
            return _Term(begin, advance(days, begin, duration.parts * QUARTER), by_day=False)
        case TimeUnit.WORKING_DAY if cutoff is not None and duration.amount <= 1:
            return _Term(begin, closing(days, begin // DAY), by_day=True)
        case TimeUnit.WORKING_DAY if convention is Convention.HOUR_PRESERVING:
            return _Term(begin, _keeping_the_hour(calendar, begin, duration.parts), by_day=False)
        case TimeUnit.WORKING_DAY:
            return _to_the_last_day(days, begin, duration.parts)
        case TimeUnit.CALENDAR_DAY:
            last = begin // DAY + duration.parts
        case TimeUnit.MONTH:
            last = months_later(date.fromordinal(begin // DAY), duration.parts).toordinal()
    return _Term((begin // DAY) * DAY, last * DAY, by_day=True)


def _keeping_the_hour(calendar: Calendar, begin: int, halves: int) -> int:
    """Ordinary days of the hours in force; when those change on the way, what is left is converted to the new ones."""
    days = calendar.days
    regular = days[begin // DAY].regular
    left = halves * regular // 2
    for since, _spans in calendar.later_spans:
        change = since.toordinal()
        end = advance(days, begin, left)
        if begin // DAY < change <= end // DAY:
            left = (left - elapsed(days, begin, change * DAY)) * days[change].regular // regular
            begin, regular = change * DAY, days[change].regular
    return advance(days, begin, left)


def _to_the_last_day(days: Days, begin: int, halves: int) -> _Term:
    """Counted from the end of the day of receipt, which is not part of the limit."""
    whole, half = divmod(halves, 2)
    last = working_day_after(days, begin // DAY, whole + half)
    counted_from = closing(days, begin // DAY)
    if half:
        return _Term(counted_from, advance(days, last * DAY, days[last].length // 2), by_day=False)
    return _Term(counted_from, closing(days, last), by_day=True)

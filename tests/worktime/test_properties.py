"""What holds for every calendar, moment and length."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.clock import VIETNAM
from motcua.worktime.enums import Convention, TimeUnit
from motcua.worktime.rules import (
    OFFICE_HOURS,
    Calendar,
    Duration,
    add_working_minutes,
    add_working_time,
    clock_start,
    due,
    due_with_pauses,
    is_working_day,
    working_minutes,
    working_time,
)
from motcua.worktime.rules.calendars import Spans

FIRST, LAST = date(2026, 1, 1), date(2029, 12, 31)
HALF_DAY: Spans = ((time(7, 30), time(11, 0)),)
LONG_DAY: Spans = ((time(6, 45), time(11, 15)), (time(13, 0), time(17, 45)))
ONE_SPAN: Spans = ((time(8, 0), time(16, 0)),)

dates = st.dates(FIRST, LAST)
spans = st.sampled_from([OFFICE_HOURS, HALF_DAY, LONG_DAY, ONE_SPAN])
calendars = st.builds(
    Calendar,
    special=st.dictionaries(dates, st.booleans(), max_size=60),
    spans=spans,
    special_spans=st.dictionaries(dates, spans, max_size=20),
    later_spans=st.lists(st.tuples(dates, spans), max_size=2).map(lambda pairs: tuple(sorted(pairs))),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2029, 6, 30)).map(lambda at: at.replace(tzinfo=VIETNAM))  # noqa: DTZ001
lengths = st.timedeltas(timedelta(0), timedelta(days=20))
units = st.sampled_from(TimeUnit)
working_units = st.sampled_from([TimeUnit.WORKING_HOUR, TimeUnit.WORKING_DAY])
conventions = st.sampled_from(Convention)
cutoffs = st.one_of(st.none(), st.times(time(10), time(16)))


@st.composite
def durations(draw: st.DrawFn, kinds: st.SearchStrategy[TimeUnit] = units) -> Duration:
    unit = draw(kinds)
    halves = unit not in {TimeUnit.CALENDAR_DAY, TimeUnit.MONTH}
    most = 6 if unit is TimeUnit.MONTH else 40
    return Duration(draw(st.integers(1, most)) / 2 if halves else draw(st.integers(1, most)), unit)


@st.composite
def pauses(draw: st.DrawFn) -> list[tuple[datetime, datetime]]:
    edges = sorted(draw(st.lists(moments, min_size=2, max_size=6, unique=True)))
    return list(zip(edges[::2], edges[1::2], strict=False))


def is_office_time(calendar: Calendar, at: datetime) -> bool:
    """Whether ``at`` lies inside a span, its two ends included."""
    clock = (at - at.replace(hour=0, minute=0, second=0, microsecond=0)) // timedelta(microseconds=1)
    return any(start <= clock <= end for start, end in calendar.days[at.toordinal()].spans)


@given(calendars, moments, moments, durations(), conventions, cutoffs)
def test_a_later_receipt_never_ends_earlier(
    calendar: Calendar, one: datetime, two: datetime, length: Duration, convention: Convention, cutoff: time | None
) -> None:
    early, late = sorted((one, two))
    # a change of the length of a day rounds by at most one microsecond each
    slack = timedelta(microseconds=len(calendar.later_spans))
    assert due(calendar, early, length, convention, cutoff=cutoff) <= (
        due(calendar, late, length, convention, cutoff=cutoff) + slack
    )


@given(calendars, moments, units, st.integers(1, 30), st.integers(1, 30), conventions, cutoffs)
def test_a_longer_limit_never_ends_earlier(
    calendar: Calendar,
    start: datetime,
    unit: TimeUnit,
    one: int,
    two: int,
    convention: Convention,
    cutoff: time | None,
) -> None:
    short, long = (Duration(amount, unit) for amount in sorted((one, two)))
    assert due(calendar, start, short, convention, cutoff=cutoff) <= due(
        calendar, start, long, convention, cutoff=cutoff
    )


@given(calendars, moments, durations(working_units), conventions, cutoffs)
def test_working_units_end_in_office_hours_and_after_they_begin(
    calendar: Calendar, start: datetime, length: Duration, convention: Convention, cutoff: time | None
) -> None:
    end = due(calendar, start, length, convention, cutoff=cutoff)
    assert is_office_time(calendar, end)
    assert end >= clock_start(calendar, start, cutoff=cutoff)


@given(calendars, moments, durations(st.sampled_from([TimeUnit.CALENDAR_DAY, TimeUnit.MONTH])), conventions)
def test_calendar_units_end_at_the_closing_of_a_working_day(
    calendar: Calendar, start: datetime, length: Duration, convention: Convention
) -> None:
    end = due(calendar, start, length, convention)
    assert is_working_day(calendar, end.date())
    assert is_office_time(calendar, end)
    assert not is_office_time(calendar, end + timedelta(microseconds=1))


@given(calendars, moments, lengths)
def test_measuring_gives_back_what_was_added(calendar: Calendar, start: datetime, length: timedelta) -> None:
    end = add_working_time(calendar, start, length)
    assert working_time(calendar, start, end) == length
    assert is_office_time(calendar, end)


@given(calendars, moments, st.integers(0, 20_000))
def test_adding_minutes_is_measured_in_minutes(calendar: Calendar, start: datetime, minutes: int) -> None:
    assert working_minutes(calendar, start, add_working_minutes(calendar, start, minutes)) == minutes


@given(calendars, moments, moments, moments)
def test_working_time_adds_up(calendar: Calendar, one: datetime, two: datetime, three: datetime) -> None:
    first, second, third = sorted((one, two, three))
    parts = working_time(calendar, first, second) + working_time(calendar, second, third)
    assert parts == working_time(calendar, first, third)


@given(calendars, moments, durations(), conventions)
def test_without_a_pause_nothing_moves(
    calendar: Calendar, start: datetime, length: Duration, convention: Convention
) -> None:
    assert due_with_pauses(calendar, start, length, convention, []) == due(calendar, start, length, convention)


@given(calendars, moments, durations(), conventions, pauses())
def test_a_pause_never_brings_the_end_forward(
    calendar: Calendar,
    start: datetime,
    length: Duration,
    convention: Convention,
    stops: list[tuple[datetime, datetime]],
) -> None:
    moved = due_with_pauses(calendar, start, length, convention, stops)
    assert moved is not None
    assert moved >= due(calendar, start, length, convention)


@given(calendars, moments, st.integers(1, 80), pauses())
def test_the_time_used_is_the_time_granted(
    calendar: Calendar, start: datetime, amount: int, stops: list[tuple[datetime, datetime]]
) -> None:
    """Elapsed working time less the pauses that lie before the end is exactly the limit."""
    length = Duration(amount, TimeUnit.WORKING_HOUR)
    end = due_with_pauses(calendar, start, length, Convention.END_OF_DAY, stops)
    assert end is not None
    stood = sum(
        (working_time(calendar, max(stop, start), resume) for stop, resume in stops if stop < end and resume > start),
        timedelta(0),
    )
    assert working_time(calendar, start, end) - stood == timedelta(hours=amount)

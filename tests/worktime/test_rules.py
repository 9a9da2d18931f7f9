"""The counting of legal time, sentence by sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from motcua.kernel.clock import VIETNAM
from motcua.worktime.enums import Convention, TimeUnit
from motcua.worktime.rules import (
    Calendar,
    Duration,
    add_working_minutes,
    clock_start,
    due,
    due_with_pauses,
    is_working_day,
    working_minutes,
)

SPECIAL = {
    date(2026, 1, 1): False,
    date(2026, 8, 22): True,  # a made-up Saturday
    date(2026, 8, 31): False,
    date(2026, 9, 1): False,
    date(2026, 9, 2): False,
    date(2026, 11, 24): False,
}
CALENDAR = Calendar(SPECIAL)
KEEP, END = Convention.HOUR_PRESERVING, Convention.END_OF_DAY
CUTOFF = time(15, 0)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def days(amount: float) -> Duration:
    return Duration(amount, TimeUnit.WORKING_DAY)


def calendar_days(amount: int) -> Duration:
    return Duration(amount, TimeUnit.CALENDAR_DAY)


def months(amount: int) -> Duration:
    return Duration(amount, TimeUnit.MONTH)


def hours(amount: float) -> Duration:
    return Duration(amount, TimeUnit.WORKING_HOUR)


@pytest.mark.parametrize(
    ("received", "begins"),
    [
        ("2026-11-16 09:00", "2026-11-16 09:00"),
        ("2026-11-16 05:30", "2026-11-16 07:00"),
        ("2026-11-16 11:30", "2026-11-16 11:30"),
        ("2026-11-16 12:05", "2026-11-16 13:30"),
        ("2026-11-16 17:00", "2026-11-16 17:00"),
        ("2026-11-16 17:01", "2026-11-17 07:00"),
        ("2026-11-21 10:00", "2026-11-23 07:00"),  # Saturday
        ("2026-11-23 18:00", "2026-11-25 07:00"),  # before a holiday
        ("2026-08-22 10:00", "2026-08-22 10:00"),  # a worked Saturday
        ("2025-12-31 20:00", "2026-01-02 07:00"),  # over the year's end
    ],
)
def test_the_clock_begins_at_once_or_at_the_next_opening(received: str, begins: str) -> None:
    assert clock_start(CALENDAR, at(received)) == at(begins)


def test_the_day_of_receipt_is_not_counted_by_the_end_of_day_rule() -> None:
    assert due(CALENDAR, at("2026-11-16 07:00"), days(1), END) == at("2026-11-17 17:00")
    assert due(CALENDAR, at("2026-11-16 17:00"), days(1), END) == at("2026-11-17 17:00")
    assert due(CALENDAR, at("2026-11-16 17:01"), days(1), END) == at("2026-11-18 17:00")


def test_keeping_the_hour_ends_at_the_hour_it_began() -> None:
    assert due(CALENDAR, at("2026-11-16 14:20"), days(2), KEEP) == at("2026-11-18 14:20")


def test_half_days() -> None:
    assert due(CALENDAR, at("2026-11-16 07:00"), days(0.5), KEEP) == at("2026-11-16 11:00")
    assert due(CALENDAR, at("2026-11-16 09:00"), days(1.5), KEEP) == at("2026-11-17 15:00")
    assert due(CALENDAR, at("2026-11-16 09:00"), days(1.5), END) == at("2026-11-18 11:00")


@pytest.mark.parametrize("convention", [KEEP, END])
class TestTheSameDay:
    """With a cutoff and one day: "giải quyết trong ngày, nhận sau 15 giờ thì ngày làm việc tiếp theo"."""

    def test_received_by_the_cutoff_ends_the_same_day(self, convention: Convention) -> None:
        for received in ("2026-11-16 06:00", "2026-11-16 09:00", "2026-11-16 15:00"):
            assert due(CALENDAR, at(received), days(1), convention, cutoff=CUTOFF) == at("2026-11-16 17:00")

    def test_received_after_the_cutoff_ends_the_next_working_day(self, convention: Convention) -> None:
        assert due(CALENDAR, at("2026-11-16 15:01"), days(1), convention, cutoff=CUTOFF) == at("2026-11-17 17:00")
        assert due(CALENDAR, at("2026-11-23 15:01"), days(1), convention, cutoff=CUTOFF) == at("2026-11-25 17:00")

    def test_received_on_a_day_off_ends_the_next_working_day(self, convention: Convention) -> None:
        assert due(CALENDAR, at("2026-11-21 16:00"), days(1), convention, cutoff=CUTOFF) == at("2026-11-23 17:00")


def test_a_cutoff_moves_the_beginning_of_longer_limits() -> None:
    assert due(CALENDAR, at("2026-11-16 15:30"), days(2), KEEP, cutoff=CUTOFF) == at("2026-11-18 17:00")
    assert due(CALENDAR, at("2026-11-16 15:30"), days(2), END, cutoff=CUTOFF) == at("2026-11-19 17:00")


def test_working_hours_begin_at_once_and_stay_in_office_hours() -> None:
    assert due(CALENDAR, at("2026-11-16 16:00"), hours(2), END) == at("2026-11-17 08:00")
    assert due(CALENDAR, at("2026-11-16 10:30"), hours(2), END) == at("2026-11-16 14:30")
    assert due(CALENDAR, at("2026-11-16 10:30"), hours(0.25), END) == at("2026-11-16 10:45")


def test_plain_hours_run_around_the_clock() -> None:
    assert due(CALENDAR, at("2026-11-20 16:00"), Duration(24, TimeUnit.HOUR), END) == at("2026-11-21 16:00")


@pytest.mark.parametrize("convention", [KEEP, END])
class TestCalendarTime:
    """Civil Code art. 147.2 and 148, whatever the convention for working days."""

    def test_days_run_over_weekends_and_end_at_closing(self, convention: Convention) -> None:
        assert due(CALENDAR, at("2026-11-12 09:00"), calendar_days(7), convention) == at("2026-11-19 17:00")

    def test_an_end_on_a_day_off_moves_to_the_next_working_day(self, convention: Convention) -> None:
        assert due(CALENDAR, at("2026-11-16 09:00"), calendar_days(5), convention) == at("2026-11-23 17:00")
        assert due(CALENDAR, at("2026-11-16 09:00"), calendar_days(8), convention) == at("2026-11-25 17:00")

    def test_an_end_on_a_made_up_saturday_stays(self, convention: Convention) -> None:
        assert due(CALENDAR, at("2026-08-17 09:00"), calendar_days(5), convention) == at("2026-08-22 17:00")

    def test_a_month_ends_on_the_corresponding_day(self, convention: Convention) -> None:
        assert due(CALENDAR, at("2026-10-16 09:00"), months(1), convention) == at("2026-11-16 17:00")

    def test_a_month_without_the_day_ends_on_its_last(self, convention: Convention) -> None:
        assert due(CALENDAR, at("2028-01-31 09:00"), months(1), convention) == at("2028-02-29 17:00")
        assert due(CALENDAR, at("2027-12-31 09:00"), months(14), convention) == at("2029-02-28 17:00")
        assert due(CALENDAR, at("2026-12-31 09:00"), months(2), convention) == at("2027-03-01 17:00")  # 28/2 is Sunday


def test_leap_day_is_a_working_day_like_others() -> None:
    assert due(CALENDAR, at("2028-02-28 09:00"), days(1), KEEP) == at("2028-02-29 09:00")


def test_a_made_up_saturday_is_worked_in_its_own_hours() -> None:
    morning = Calendar(SPECIAL, special_spans={date(2026, 8, 22): ((time(7, 30), time(11, 30)),)})
    assert due(CALENDAR, at("2026-08-21 09:00"), days(1), KEEP) == at("2026-08-22 09:00")
    assert due(morning, at("2026-08-21 09:00"), days(1), KEEP) == at("2026-08-22 09:30")
    assert due(morning, at("2026-08-21 09:00"), days(1), END) == at("2026-08-22 11:30")
    assert clock_start(morning, at("2026-08-22 13:00")) == at("2026-08-24 07:00")


def test_a_unit_with_a_shorter_day_still_keeps_the_hour() -> None:
    short = Calendar(SPECIAL, ((time(8, 0), time(12, 0)), (time(13, 0), time(16, 0))))
    assert due(short, at("2026-11-16 09:00"), days(3), KEEP) == at("2026-11-19 09:00")
    assert due(short, at("2026-11-16 09:00"), days(3), END) == at("2026-11-19 16:00")


def test_when_the_hours_change_on_the_way_the_rest_is_converted() -> None:
    short = ((time(8, 0), time(12, 0)), (time(13, 0), time(17, 0)))
    half = ((time(8, 0), time(12, 0)),)
    summer = Calendar(SPECIAL, later_spans=((date(2026, 11, 18), short),))
    assert due(summer, at("2026-11-16 07:00"), days(3), KEEP) == at("2026-11-18 17:00")
    assert due(summer, at("2026-11-16 07:00"), days(3), END) == at("2026-11-19 17:00")
    shrunk = Calendar(SPECIAL, later_spans=((date(2026, 11, 18), half),))
    assert due(shrunk, at("2026-11-16 07:00"), days(3), KEEP) == at("2026-11-18 12:00")


def test_a_pause_gives_back_the_working_time_it_took() -> None:
    pause = (at("2026-11-17 10:00"), at("2026-11-18 10:00"))
    assert due_with_pauses(CALENDAR, at("2026-11-16 09:00"), days(3), KEEP, [pause]) == at("2026-11-20 09:00")
    assert due_with_pauses(CALENDAR, at("2026-11-16 09:00"), days(3), END, [pause]) == at("2026-11-20 17:00")


def test_a_pause_over_a_weekend_takes_nothing() -> None:
    pause = (at("2026-11-20 17:00"), at("2026-11-23 07:00"))
    for convention, expected in ((KEEP, "2026-11-25 09:00"), (END, "2026-11-25 17:00")):
        assert due_with_pauses(CALENDAR, at("2026-11-19 09:00"), days(3), convention, [pause]) == at(expected)


def test_an_end_of_day_limit_after_a_short_pause_ends_at_a_closing() -> None:
    pause = (at("2026-11-17 10:00"), at("2026-11-17 10:20"))
    assert due_with_pauses(CALENDAR, at("2026-11-16 09:00"), days(3), END, [pause]) == at("2026-11-20 17:00")


def test_a_pause_on_the_uncounted_day_of_receipt_changes_nothing() -> None:
    pause = (at("2026-11-16 10:00"), at("2026-11-16 16:00"))
    assert due_with_pauses(CALENDAR, at("2026-11-16 09:00"), days(3), END, [pause]) == at("2026-11-19 17:00")


def test_while_the_clock_stands_still_there_is_no_date() -> None:
    assert due_with_pauses(CALENDAR, at("2026-11-16 09:00"), days(3), KEEP, [(at("2026-11-17 10:00"), None)]) is None


def test_a_pause_after_the_end_changes_nothing() -> None:
    late = [(at("2026-11-20 08:00"), None)]
    assert due_with_pauses(CALENDAR, at("2026-11-16 09:00"), days(3), KEEP, late) == at("2026-11-19 09:00")


def test_overlapping_pauses_count_once() -> None:
    pauses = [(at("2026-11-17 10:00"), at("2026-11-18 10:00")), (at("2026-11-17 09:00"), at("2026-11-17 15:00"))]
    once = [(at("2026-11-17 09:00"), at("2026-11-18 10:00"))]
    given = (CALENDAR, at("2026-11-16 09:00"), days(5), KEEP)
    assert due_with_pauses(*given, pauses) == due_with_pauses(*given, once)


def test_calendar_days_pause_by_days() -> None:
    pause = (at("2026-11-17 10:00"), at("2026-11-20 15:00"))
    assert due_with_pauses(CALENDAR, at("2026-11-16 09:00"), calendar_days(10), KEEP, [pause]) == at("2026-11-30 17:00")


def test_a_pause_on_the_day_a_weekend_end_was_moved_to_still_leaves_that_day() -> None:
    pause = (at("2026-11-23 08:00"), at("2026-11-26 08:00"))  # the limit's last day was Saturday 21, moved to Monday 23
    assert due_with_pauses(CALENDAR, at("2026-11-16 09:00"), calendar_days(5), END, [pause]) == at("2026-11-26 17:00")


def test_plain_hours_pause_by_the_hour() -> None:
    pause = (at("2026-11-16 10:00"), at("2026-11-16 12:30"))
    limit = Duration(4, TimeUnit.HOUR)
    assert due_with_pauses(CALENDAR, at("2026-11-16 09:00"), limit, END, [pause]) == at("2026-11-16 15:30")


def test_a_pause_that_ends_before_it_begins_is_a_bug() -> None:
    backwards = [(at("2026-11-17 10:00"), at("2026-11-17 09:00"))]
    with pytest.raises(ValueError, match="before it begins"):
        due_with_pauses(CALENDAR, at("2026-11-16 09:00"), days(3), END, backwards)


def test_moments_of_other_time_zones_are_the_same_instants() -> None:
    assert due(CALENDAR, datetime(2026, 11, 16, 2, 0, tzinfo=UTC), days(1), KEEP) == at("2026-11-17 09:00")


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due(CALENDAR, at("2026-11-16 09:00").replace(tzinfo=None), days(1), KEEP)


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        (0, TimeUnit.WORKING_DAY),
        (-1, TimeUnit.HOUR),
        (1.25, TimeUnit.WORKING_DAY),
        (0.1, TimeUnit.WORKING_HOUR),
        (1.5, TimeUnit.CALENDAR_DAY),
    ],
)
def test_senseless_durations_are_refused(amount: float, unit: TimeUnit) -> None:
    with pytest.raises(ValueError, match="no time limit"):
        Duration(amount, unit)


@pytest.mark.parametrize(
    "spans",
    [(), ((time(9), time(9)),), ((time(9), time(12)), (time(11), time(17))), ((time(17), time(9)),)],
)
def test_senseless_hours_are_refused(spans: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(ValueError, match="span"):
        Calendar({}, spans)


def test_minutes_are_counted_in_office_hours_only() -> None:
    assert working_minutes(CALENDAR, at("2026-11-02 08:00"), at("2026-11-06 16:00")) == 2280
    assert working_minutes(CALENDAR, at("2026-11-06 16:00"), at("2026-11-02 08:00")) == 0
    assert add_working_minutes(CALENDAR, at("2026-11-20 16:30"), 60) == at("2026-11-23 07:30")
    with pytest.raises(ValueError, match="never taken away"):
        add_working_minutes(CALENDAR, at("2026-11-20 16:30"), -1)


def test_working_days() -> None:
    assert is_working_day(CALENDAR, date(2026, 11, 23))
    assert not is_working_day(CALENDAR, date(2026, 11, 24))
    assert is_working_day(CALENDAR, date(2026, 8, 22))

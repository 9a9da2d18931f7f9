"""The Vietnamese calendar: known Tết days and the months that were counted twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.forms.rules.lunar import lunar_day, lunar_words

TET = [
    (1968, 1, 29), (1976, 1, 31), (1985, 1, 21), (1990, 1, 27), (2000, 2, 5), (2007, 2, 17), (2010, 2, 14),
    (2016, 2, 8), (2018, 2, 16), (2020, 1, 25), (2021, 2, 12), (2022, 2, 1), (2023, 1, 22), (2024, 2, 10),
    (2025, 1, 29), (2026, 2, 17), (2027, 2, 6), (2030, 2, 2),
]  # fmt: skip


@pytest.mark.parametrize(("year", "month", "day"), TET)
def test_the_first_day_of_the_year_is_known(year: int, month: int, day: int) -> None:
    assert lunar_day(date(year, month, day)) == (1, 1, year, False)


@pytest.mark.parametrize(
    ("first", "month", "days"), [(date(2020, 5, 23), 4, 29), (date(2023, 3, 22), 2, 29), (date(2025, 7, 25), 6, 29)]
)
def test_the_month_counted_twice_is_known(first: date, month: int, days: int) -> None:
    assert lunar_day(first) == (1, month, first.year, True)
    assert lunar_day(first - timedelta(days=1)) in {(29, month, first.year, False), (30, month, first.year, False)}
    assert lunar_day(first + timedelta(days=days - 1)) == (days, month, first.year, True)
    assert lunar_day(first + timedelta(days=days)) == (1, month + 1, first.year, False)


def test_every_day_follows_the_one_before() -> None:
    day, before = date(2019, 12, 31), lunar_day(date(2019, 12, 30))
    while day < date(2027, 1, 1):
        now = lunar_day(day)
        assert before is not None
        assert now is not None
        assert now.day == before.day + 1 or (now.day == 1 and before.day in (29, 30))
        day, before = day + timedelta(days=1), now


def test_it_is_said_as_on_a_calendar() -> None:
    assert lunar_words("2026-02-17") == "Âm lịch: ngày 1 tháng Giêng năm Bính Ngọ"
    assert lunar_words("2025-08-01") == "Âm lịch: ngày 8 tháng 6 nhuận năm Ất Tỵ"


@pytest.mark.parametrize("stored", ["", "2026", "2026-02", "x", "2026-02-30", "1800-01-01", "2300-01-01"])
def test_what_has_no_lunar_day_says_nothing(stored: str) -> None:
    assert lunar_words(stored) == ""

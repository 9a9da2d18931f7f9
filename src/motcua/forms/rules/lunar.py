"""The lunar day of a date, as on a Vietnamese calendar: new moons and solar terms at the meridian 105° E (UTC+7).

New moons and the sun's longitude after Jean Meeus, Astronomical Formulae for Calculators (1982), chapters 18 and 32, to
the minutes a calendar needs. The country counts in UTC+7 since 1 January 1968; earlier days are told the same way.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import floor, pi, sin
from typing import NamedTuple

from django.utils.translation import gettext as _

SYNODIC = 29.530588861
FIRST_YEAR, LAST_YEAR = 1900, 2199
_ZONE = 7 / 24
_EPOCH = 2415021.076998695  # the new moon of 1 January 1900, Julian day
_STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
_BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")


class LunarDay(NamedTuple):
    """``leap``: in the month that is counted a second time."""

    day: int
    month: int
    year: int
    leap: bool


def lunar_words(stored: str) -> str:
    """ "ngày 1 tháng Giêng năm Bính Ngọ" of a stored date; "" for one without a day or out of range."""
    try:
        found = lunar_day(date.fromisoformat(stored)) if len(stored) == len("2026-02-17") else None
    except ValueError:
        return ""
    if found is None:
        return ""
    names = {1: _("Giêng"), 11: _("Một"), 12: _("Chạp")}
    month = names.get(found.month, str(found.month)) + (_(" nhuận") if found.leap else "")
    return _("Âm lịch: ngày %(day)d tháng %(month)s năm %(year)s") % {
        "day": found.day,
        "month": month,
        "year": year_name(found.year),
    }


def year_name(year: int) -> str:
    return f"{_STEMS[(year + 6) % 10]} {_BRANCHES[(year + 8) % 12]}"


def lunar_day(day: date) -> LunarDay | None:
    """The lunar day of a date from 1900 to 2199; ``None`` for any other."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    number = day.toordinal() + 1721425  # Julian day at noon
    moon = floor((number - _EPOCH) / SYNODIC)
    start = _new_moon(moon + 1)
    if start > number:
        start = _new_moon(moon)
    this, following = _eleventh_month(day.year), _eleventh_month(day.year + 1)
    if this >= start:
        lunar_year, first, last = day.year, _eleventh_month(day.year - 1), this
    else:
        lunar_year, first, last = day.year + 1, this, following
    if this == start:  # the month of the winter solstice itself begins the count anew
        lunar_year, first, last = day.year + 1, this, following
    passed = round((start - first) / 29)
    month, leap = passed + 11, False
    if last - first > 365:
        extra = _leap_place(first)
        if passed >= extra:
            month, leap = passed + 10, passed == extra
    month = month - 12 if month > 12 else month
    return LunarDay(number - start + 1, month, lunar_year - 1 if month >= 11 and passed < 4 else lunar_year, leap)


@lru_cache(maxsize=4096)
def _new_moon(k: int) -> int:
    """The Julian day number on which the ``k``-th new moon since 1900 falls in Viet Nam."""
    t = k / 1236.85
    t2, t3 = t * t, t * t * t
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3
    mean += 0.00033 * _sine(166.56 + 132.87 * t - 0.009173 * t2)
    sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3
    moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3
    node = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3
    shift = (0.1734 - 0.000393 * t) * _sine(sun) + 0.0021 * _sine(2 * sun)
    shift += -0.4068 * _sine(moon) + 0.0161 * _sine(2 * moon) - 0.0004 * _sine(3 * moon)
    shift += 0.0104 * _sine(2 * node) - 0.0051 * _sine(sun + moon) - 0.0074 * _sine(sun - moon)
    shift += 0.0004 * _sine(2 * node + sun) - 0.0004 * _sine(2 * node - sun) - 0.0006 * _sine(2 * node + moon)
    shift += 0.0010 * _sine(2 * node - moon) + 0.0005 * _sine(2 * moon + sun)
    delta = -0.000278 + 0.000265 * t + 0.000262 * t2
    return floor(mean + shift - delta + 0.5 + _ZONE)


@lru_cache(maxsize=512)
def _eleventh_month(year: int) -> int:
    """The first day (Julian) of the lunar month that holds the winter solstice of ``year``."""
    last = date(year, 12, 31).toordinal() + 1721425
    k = floor((last - 2415021) / SYNODIC)
    start = _new_moon(k)
    return _new_moon(k - 1) if _sun_sector(start) >= 9 else start


@lru_cache(maxsize=512)
def _leap_place(first: int) -> int:
    """Which month after the eleventh that begins on ``first`` has no major solar term: the one counted twice."""
    k = floor((first - _EPOCH) / SYNODIC + 0.5)
    place = 1
    before, now = -1, _sun_sector(_new_moon(k + 1))
    while now != before and place < 14:
        before = now
        place += 1
        now = _sun_sector(_new_moon(k + place))
    return place - 1


def _sun_sector(number: int) -> int:
    """In which twelfth of its way (30° each from the spring equinox) the sun stands at midnight beginning the day."""
    t = (number - 0.5 - _ZONE - 2451545.0) / 36525
    anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t * t
    centre = (1.914600 - 0.004817 * t) * _sine(anomaly) + 0.019993 * _sine(2 * anomaly) + 0.000290 * _sine(3 * anomaly)
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t * t + centre
    return floor(longitude % 360 / 30)


def _sine(degrees: float) -> float:
    return sin(degrees * pi / 180)

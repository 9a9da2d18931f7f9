"""Legal time as ISO 8601 durations, which know neither office hours nor holidays: for other tools to read."""

from __future__ import annotations

import re

from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration

_ISO = re.compile(
    r"P(?=.)(?:(?P<months>\d{1,3})M)?(?:(?P<weeks>\d{1,3})W)?(?:(?P<days>\d{1,4})D)?"
    r"(?:T(?=.)(?:(?P<hours>\d{1,5})H)?(?:(?P<minutes>\d{1,6})M)?(?:\d{1,7}(?:\.\d+)?S)?)?"
)
HOURS_A_HALF_DAY = 4


def to_iso(duration: Duration) -> str:
    """Hours and days as clocks count them; half a working day as four hours."""
    whole = int(duration.amount)
    if duration.unit is TimeUnit.MONTH:
        return f"P{whole}M"
    if duration.unit in (TimeUnit.CALENDAR_DAY, TimeUnit.WORKING_DAY):
        half = f"T{HOURS_A_HALF_DAY}H" if duration.amount != whole else ""
        return f"P{f'{whole}D' if whole else ''}{half}"
    minutes = round((duration.amount - whole) * 60)
    return f"PT{f'{whole}H' if whole else ''}{f'{minutes}M' if minutes else ''}"


def from_iso(text: str) -> Duration | None:
    """Around the clock and by the calendar, as the text says; None when it is no plain duration.

    A month beside days counts as 30 days; minutes are rounded up to quarters of an hour.
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    count = {name: int(value or 0) for name, value in match.groupdict().items()}
    days = count["days"] + 7 * count["weeks"]
    minutes = count["hours"] * 60 + count["minutes"]
    if minutes:
        quarters = -(-(minutes + (days + 30 * count["months"]) * 1440) // 15)
        return Duration(quarters / 4, TimeUnit.HOUR)
    if days:
        return Duration(days + 30 * count["months"], TimeUnit.CALENDAR_DAY)
    return Duration(count["months"], TimeUnit.MONTH) if count["months"] else None

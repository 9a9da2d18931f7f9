"""Answering a file of deadline vectors in the file's own keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any

from motcua.kernel.clock import VIETNAM
from motcua.worktime.enums import Convention, TimeUnit
from motcua.worktime.rules import Calendar, Duration, clock_start, due, due_with_pauses, working_minutes

type Vector = Mapping[str, Any]

UNITS = {
    "working_days": TimeUnit.WORKING_DAY,
    "working_hours": TimeUnit.WORKING_HOUR,
    "calendar_days": TimeUnit.CALENDAR_DAY,
    "months": TimeUnit.MONTH,
    "hours": TimeUnit.HOUR,
}
BY_HOUR = "due_hourly_8h"
BY_DAY = "due_end_of_day_rule(BLDS 147-148)"


def answers(calendar: Calendar, content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One answer a vector, in the file's order. ``ValueError`` or ``KeyError`` when a vector cannot be read."""
    for section, value in content.items():
        vectors = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
        for vector in vectors:
            yield _judged(section, vector, _computed(calendar, vector))


def _computed(calendar: Calendar, vector: Vector) -> dict[str, Any]:
    if "supplement_requested" in vector:
        return _supplement(calendar, vector)
    received, duration = _moment(vector["received"]), _duration(vector)
    cutoff = time.fromisoformat(vector["cutoff"]) if vector.get("cutoff") else None
    computed = {"clock_start": _written(clock_start(calendar, received, cutoff=cutoff))}
    if duration.unit is TimeUnit.WORKING_DAY:
        for key, convention in ((BY_HOUR, Convention.HOUR_PRESERVING), (BY_DAY, Convention.END_OF_DAY)):
            computed[key] = _written(due(calendar, received, duration, convention, cutoff=cutoff))
    else:
        computed["due"] = _written(due(calendar, received, duration, Convention.END_OF_DAY, cutoff=cutoff))
    return computed


def _supplement(calendar: Calendar, vector: Vector) -> dict[str, Any]:
    received, duration = _moment(vector["received"]), _duration(vector)
    stopped, resumed = _moment(vector["supplement_requested"]), _moment(vector["supplement_received"])
    kept = Convention.HOUR_PRESERVING
    paused = due_with_pauses(calendar, received, duration, kept, [(stopped, resumed)])
    paused_by_day = due_with_pauses(calendar, received, duration, Convention.END_OF_DAY, [(stopped, resumed)])
    recomputed = next((key for key in vector if key.startswith("due_if_recomputed")), "due_if_recomputed_from_start")
    return {
        "original_due": _written(due(calendar, received, duration, kept)),
        "used_working_minutes_before_pause": working_minutes(calendar, received, stopped),
        "due_if_clock_paused": _written(paused),
        "due_if_clock_paused_end_of_day_rule": _written(paused_by_day),
        recomputed: _written(due(calendar, resumed, duration, kept)),
    }


def _judged(section: str, vector: Vector, computed: dict[str, Any]) -> dict[str, Any]:
    given = {key: value for key, value in vector.items() if key not in computed}
    expected = [computed[key] == vector[key] for key in computed if key in vector]
    return {"section": section, **given, **computed, "agrees": all(expected) if expected else None}


def _duration(vector: Vector) -> Duration:
    for key, unit in UNITS.items():
        if key in vector:
            return Duration(vector[key], unit)
    raise ValueError(f"a vector needs one of {', '.join(UNITS)}")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def _written(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%d %H:%M") if moment else None

"""From when on something is wrong, in the working time of each office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from motcua.identity.models import Organisation
from motcua.worktime.rules import Calendar, add_working_time, working_time_before
from motcua.worktime.selectors import calendar_for

AHEAD = frozenset({"due_soon", "apology"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """Working minutes. A working day is counted as eight hours."""

    due_soon: int = 480  # so much is left until the appointment
    untouched: int = 240  # so long no officer has acted since the step began
    stuck: int = 4800  # so long it waits for somebody outside
    undelivered: int = 1440  # so long a result waits to reach its people
    out_of_step: int = 480  # so long another system has not confirmed what it must know
    apology: int = 240  # so much is left when an apology is drafted at the latest


def bounds() -> Bounds:
    """The province's, from ``settings.WATCH_BOUNDS``."""
    return Bounds(**settings.WATCH_BOUNDS)


def cut_offs(at: datetime) -> dict[str, list[Any]]:
    """For every office the moments its bounds reach now: parallel lists, ``organisations`` and one a bound.

    ``due_soon`` and ``apology`` lie ahead of ``at``, the others behind it.
    """
    wanted = bounds()
    columns: dict[str, list[Any]] = {"organisations": list(Organisation.objects.values_list("pk", flat=True))}
    for field in fields(wanted):
        columns[field.name] = _moments_of(columns["organisations"], field.name, getattr(wanted, field.name), at)
    return columns


def _moments_of(organisations: list[int], name: str, minutes: int, at: datetime) -> list[datetime]:
    step = ahead if name in AHEAD else behind
    return moments(organisations, lambda calendar: step(calendar, at, minutes))


def moments(organisations: list[int], moment: Callable[[Calendar], datetime]) -> list[datetime]:
    """``moment`` of each office's calendar, worked out once for those that keep the same hours."""
    known: dict[object, datetime] = {}
    found = []
    for organisation_id in organisations:
        calendar = calendar_for(organisation_id)
        if calendar.later_spans not in known:
            known[calendar.later_spans] = moment(calendar)
        found.append(known[calendar.later_spans])
    return found


def ahead(calendar: Calendar, at: datetime, minutes: int) -> datetime:
    return add_working_time(calendar, at, timedelta(minutes=minutes))


def behind(calendar: Calendar, at: datetime, minutes: int) -> datetime:
    return working_time_before(calendar, at, timedelta(minutes=minutes))

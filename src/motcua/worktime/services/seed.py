"""The first calendar of a province: published holidays and the usual office hours."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from motcua.kernel.events import publish
from motcua.worktime.events import CalendarChanged
from motcua.worktime.models import SpecialDay, WorkingHours
from motcua.worktime.rules import OFFICE_HOURS
from motcua.worktime.selectors import forget

FIRST_DAY = date(2024, 1, 1)


def seed(*, path: Path | None = None) -> int:
    """Load ``data/holidays.csv`` and default hours; returns how many days were added.

    A year of which anything is known already is left alone, so that a day an administrator removed stays removed.
    """
    with transaction.atomic():
        known = set(SpecialDay.objects.values_list("date__year", flat=True).distinct())
        days = [day for day in _read(path or settings.BASE_DIR / "data" / "holidays.csv") if day.date.year not in known]
        SpecialDay.objects.bulk_create(days, ignore_conflicts=True)
        if days:
            publish(CalendarChanged(None, min(day.date for day in days), max(day.date for day in days)))
        if not WorkingHours.objects.filter(organisation=None).exists():
            spans = [[f"{opening:%H:%M}", f"{closing:%H:%M}"] for opening, closing in OFFICE_HOURS]
            WorkingHours.objects.create(organisation=None, spans=spans, valid_from=FIRST_DAY)
    forget()
    return len(days)


def _read(path: Path) -> list[SpecialDay]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            SpecialDay(
                date=date.fromisoformat(row["date"]),
                kind=SpecialDay.Kind(row["kind"]),
                name=row["name"],
                source=row["source"],
            )
            for row in csv.DictReader(file)
        ]

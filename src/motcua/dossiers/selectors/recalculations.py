"""How far changed calendars have been worked through."""

from __future__ import annotations

from motcua.dossiers.models import CalendarPreview, Recalculation
from motcua.identity.askers import Asker
from motcua.worktime.rules.permissions import can_change_days

SHOWN = 10


def recalculations(asker: Asker) -> list[Recalculation]:
    """The latest runs first, to those who may change the calendar."""
    return list(Recalculation.objects.order_by("-pk")[:SHOWN]) if can_change_days(asker) else []


def calendar_preview(asker: Asker, preview_id: int) -> CalendarPreview | None:
    """One preview, to those who may change the calendar."""
    return CalendarPreview.objects.filter(pk=preview_id).first() if can_change_days(asker) else None

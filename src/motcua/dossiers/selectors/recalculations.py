"""How far changed calendars have been worked through."""

from __future__ import annotations

from motcua.dossiers.models import Recalculation
from motcua.identity.askers import Asker
from motcua.worktime.rules.permissions import can_change_days

SHOWN = 10


def recalculations(asker: Asker) -> list[Recalculation]:
    """The latest runs first, to those who may change the calendar."""
    return list(Recalculation.objects.order_by("-pk")[:SHOWN]) if can_change_days(asker) else []

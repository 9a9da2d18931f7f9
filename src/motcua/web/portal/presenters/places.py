from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.places.models import Unit
from motcua.places.selectors import Match


@dataclass(frozen=True, slots=True)
class MatchCard:
    """A commune of today; ``via`` = the old commune, with its district, that the address named."""

    name: str
    via: str
    partly: bool


def match_cards(matches: Sequence[Match]) -> list[MatchCard]:
    return [MatchCard(match.unit.name, _old_name(match.via), match.partly) for match in matches]


def _old_name(unit: Unit | None) -> str:
    if unit is None:
        return ""
    return f"{unit.name}, {unit.parent.name}" if unit.parent else unit.name

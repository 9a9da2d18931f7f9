"""A registered place as an address answer of today's communes."""

from __future__ import annotations

from datetime import date

from motcua.forms.rules import Answer
from motcua.identity.population.port import Place
from motcua.places.gazetteer import commune_names
from motcua.places.selectors import successor_code


def as_answer(place: Place, *, on: date) -> Answer:
    """``{"commune", "detail"}``; None where the commune is not known today, or only the village could decide."""
    code = place.commune if place.commune in commune_names() else successor_code(place.commune, on=on)
    if not code or not place.detail:
        return None
    return {"commune": code, "detail": place.detail}

"""Something wrong with a working copy."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.catalogue.enums import Part


@dataclass(frozen=True, slots=True)
class Problem:
    """``field`` is the name of the control on the part's page; ``advice`` = worth a look, and no obstacle."""

    part: Part
    field: str
    sentence: str
    advice: bool = False

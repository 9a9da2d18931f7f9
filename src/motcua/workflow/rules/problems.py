"""What is wrong with a definition."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """``code`` is stable; ``step`` is the step's key or 1-based place, "" for the whole; ``sentence`` for people."""

    code: str
    step: str
    sentence: str

"""What is wrong with a definition."""

from __future__ import annotations

from dataclasses import dataclass

# Worth mending, yet a process with it runs and says nothing wrong.
LIGHT = frozenset({"no_public", "no_action", "nobody_somewhere", "too_long_somewhere", "idle_duties"})


@dataclass(frozen=True, slots=True)
class Problem:
    """``code`` is stable; ``step`` is the step's key or 1-based place, "" for the whole; ``sentence`` for people."""

    code: str
    step: str
    sentence: str

    @property
    def grave(self) -> bool:
        """Whether the process must not be published with it."""
        return self.code not in LIGHT

"""What an import could not keep, or had to assume."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """``kind``: "lost" = the file says something that cannot be represented, "assumed" = it left open what we need.

    ``element`` is its id in the file; ``sentence`` for people.
    """

    kind: str
    element: str
    sentence: str

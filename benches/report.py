"""One line of result."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence


def line(*, name: str, ours: float, limit: float, ratio: float, goal: str, unit: str, holds: bool, **more: object) -> None:
    """Print one result; ``more`` holds further figures worth keeping."""
    print(
        json.dumps(
            {
                "name": name, "ours": round(ours, 2), "limit": round(limit, 2), "ratio": round(ratio, 4), "goal": goal,
                "unit": unit, "holds": holds, **more,
            },
            ensure_ascii=False,
        ),
        flush=True,
    )


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

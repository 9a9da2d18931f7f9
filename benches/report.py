"""One line of result, and the rounds behind it."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benches.load import Figures

ROUNDS = 3
WARM_UP = 4  # seconds, so that every worker has read what it keeps


@dataclass(frozen=True, slots=True)
class Result:
    """A bench's outcome; ``more`` holds further figures worth keeping."""

    name: str
    ours: float
    limit: float
    ratio: float
    goal: str
    unit: str
    holds: bool
    more: dict[str, object]

    def line(self) -> str:
        figures = {"ours": round(self.ours, 2), "limit": round(self.limit, 2), "ratio": round(self.ratio, 4)}
        rest = {"goal": self.goal, "unit": self.unit, "holds": self.holds, **self.more}
        return json.dumps({"name": self.name, **figures, **rest}, ensure_ascii=False)


def against_cost(
    name: str, *, pairs: Sequence[tuple[float, float]], at_most: float, unit: str, more: dict[str, object]
) -> Result:
    """What a piece of work of ours costs against what another's costs, measured in turn; medians of the rounds."""
    ratio = median([ours / theirs for ours, theirs in pairs])
    return Result(
        name=name,
        ours=median([ours for ours, _theirs in pairs]),
        limit=median([theirs for _ours, theirs in pairs]),
        ratio=ratio,
        goal=f"<= {at_most}",
        unit=unit,
        holds=ratio <= at_most,
        more=more | {"rounds": [[round(ours, 3), round(theirs, 3)] for ours, theirs in pairs]},
    )


def against_limit(
    name: str, *, ours: Callable[[int], Figures], limit: Callable[[int], float], at_least: float, unit: str
) -> Result:
    """Rounds of ours and the limit in turn, so that whatever else the machine does meets both; medians."""
    pairs = [(ours(number), limit(number)) for number in range(ROUNDS)]
    ratio = median([figures.rate / most for figures, most in pairs])
    return Result(
        name=name,
        ours=median([figures.rate for figures, _most in pairs]),
        limit=median([most for _figures, most in pairs]),
        ratio=ratio,
        goal=f">= {at_least}",
        unit=unit,
        holds=ratio >= at_least,
        more=latencies([figures for figures, _most in pairs])
        | {"rounds": [[round(figures.rate, 1), round(most, 1)] for figures, most in pairs]},
    )


def latencies(rounds: Sequence[Figures]) -> dict[str, object]:
    return {
        "p50_ms": round(median([figures.p50 for figures in rounds]), 2),
        "p95_ms": round(median([figures.p95 for figures in rounds]), 2),
        "server_cpu_ms": round(median([figures.cpu_ms for figures in rounds]), 3),
        "requests": sum(figures.requests for figures in rounds),
        "errors": 0,  # one wrong answer would have ended the bench
    }


def median(values: Sequence[float]) -> float:
    return statistics.median(values)

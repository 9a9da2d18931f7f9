"""Measuring the search against queries whose right answers are known."""

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path
from time import perf_counter

from motcua.catalogue.search.engine import Index


@dataclass(frozen=True, slots=True)
class Row:
    """A query with the codes any of which is a right answer."""

    query: str
    expected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares between 0 and 1; `p95_ms` in milliseconds; `missed` are the queries without a hit among the first ten."""

    queries: int
    top1: float
    top3: float
    top10: float
    zero: float
    p95_ms: float
    missed: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """For printing as JSON, without the missed queries."""
        return {key: value for key, value in asdict(self).items() if key != "missed"}


def read_rows(path: Path) -> list[Row]:
    """Rows of a CSV with the columns `query` and `expected_codes` (codes separated by ";")."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Row(row["query"], frozenset(row["expected_codes"].split(";"))) for row in csv.DictReader(file)]


def evaluate(index: Index, rows: Iterable[Row]) -> Figures:
    """Searches each query once and counts at which place the first right code stands."""
    places: list[int | None] = []
    millis: list[float] = []
    empty = 0
    missed: list[str] = []
    for row in rows:
        begun = perf_counter()
        codes = [hit.code for hit in index.search(row.query, limit=10).hits]
        millis.append((perf_counter() - begun) * 1000)
        place = next((place for place, code in enumerate(codes) if code in row.expected), None)
        places.append(place)
        empty += not codes
        if place is None:
            missed.append(row.query)
    if not places:
        return Figures(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    return Figures(
        queries=len(places),
        top1=_share(places, 1),
        top3=_share(places, 3),
        top10=_share(places, 10),
        zero=empty / len(places),
        p95_ms=round(sorted(millis)[ceil(len(millis) * 0.95) - 1], 2),
        missed=tuple(missed),
    )


def _share(places: list[int | None], first: int) -> float:
    return round(sum(place is not None and place < first for place in places) / len(places), 4)

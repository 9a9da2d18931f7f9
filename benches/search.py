"""The search on queries whose right answers are known: samples it was built with, and queries it never saw."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from benches.report import Result
from motcua.catalogue.search.evaluate import Figures, Row, evaluate, read_rows
from motcua.catalogue.selectors.kept_index import search_index

SAMPLES = "data/search/samples/*.csv"
UNSEEN = "tests/catalogue/search/*unseen_queries.csv"
TOP1, TOP3, TOP10, P95_MS = 0.65, 0.82, 0.92, 20.0


def run() -> Result:
    unseen = _figures(_rows(UNSEEN))
    return Result(
        name="search",
        ours=unseen.top1,
        limit=1.0,
        ratio=unseen.top1,
        goal=f"unseen: top-1 >= {TOP1}, top-3 >= {TOP3}, top-10 >= {TOP10}, p95 <= {P95_MS} ms",
        unit="share of unseen queries whose first hit is right",
        holds=unseen.top1 >= TOP1 and unseen.top3 >= TOP3 and unseen.top10 >= TOP10 and unseen.p95_ms <= P95_MS,
        more={"unseen": unseen.as_dict()}
        | {path.stem: _figures(read_rows(path)).as_dict() for path in _files(SAMPLES)},
    )


def _files(pattern: str) -> list[Path]:
    return sorted(Path(settings.BASE_DIR).glob(pattern))


def _rows(pattern: str) -> list[Row]:
    return [row for path in _files(pattern) for row in read_rows(path)]


def _figures(rows: Iterable[Row]) -> Figures:
    return evaluate(search_index(), rows)

"""The log of searches: what people ask for, never who or about whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from motcua.catalogue.models import SearchQuery

LONGEST = 80
KEPT_DAYS = 90
_NUMBERS = re.compile(r"\d(?:[\s.\-]?\d){8,}")  # nine digits and more name a person or a telephone


def log_query(*, text: str, shown: Sequence[str], at: datetime) -> int:
    """Keep the query without long numbers, 80 characters; the id lets a click be added."""
    kept = " ".join(_NUMBERS.sub(" ", text[:400].replace("\0", "")).split())[:LONGEST]
    return SearchQuery.objects.create(at=at, text=kept, shown=list(shown)[:10]).pk


def log_click(*, query_id: int, code: str) -> None:
    """The procedure chosen from the answers shown; anything else is ignored."""
    row = SearchQuery.objects.filter(pk=query_id, clicked="").first()
    if row is not None and code in row.shown:
        SearchQuery.objects.filter(pk=query_id).update(clicked=code)


def forget_old(*, at: datetime) -> int:
    """Delete what is older than 90 days; returns how many rows."""
    deleted, _by_model = SearchQuery.objects.filter(at__lt=at - timedelta(days=KEPT_DAYS)).delete()
    return deleted

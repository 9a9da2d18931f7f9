"""Which systems answer."""

from __future__ import annotations

from motcua.gateway.models import Circuit
from motcua.gateway.rules import FAILURES


def troubled() -> frozenset[str]:
    """The systems that are down as far as we know (one query)."""
    return frozenset(Circuit.objects.filter(failures__gte=FAILURES).values_list("system", flat=True))

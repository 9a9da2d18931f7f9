"""The catalogue as its staff see it: phrases that wait for a second pair of eyes."""

from __future__ import annotations

from motcua.catalogue.models import Alias
from motcua.catalogue.selectors.drafts import is_staff
from motcua.identity.askers import Asker
from motcua.kernel.text import fold

MOST = 50


def aliases_waiting(asker: Asker) -> list[Alias]:
    """Proposed phrases, the oldest first; nothing for one who neither drafts nor approves."""
    if not is_staff(asker):
        return []
    return list(Alias.objects.filter(approved=False).select_related("drafted_by").order_by("created_at", "pk")[:MOST])


def aliases_in_use(asker: Asker, text: str) -> list[Alias]:
    """Approved phrases that hold ``text`` (or lead to that code), staff's own first."""
    if not is_staff(asker) or not text.strip():
        return []
    rows = Alias.objects.filter(approved=True)
    wanted = text.strip()
    found = rows.filter(target__contains=wanted) if wanted[:1].isdigit() else rows.filter(folded__contains=fold(wanted))
    return list(found.select_related("approved_by").order_by("drafted_by", "phrase")[:MOST])

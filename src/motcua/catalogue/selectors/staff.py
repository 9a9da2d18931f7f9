"""The catalogue as its staff see it: drafts that wait for a second pair of eyes."""

from __future__ import annotations

from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import Alias, ProcedureVersion
from motcua.catalogue.rules import can_approve, can_draft
from motcua.identity.askers import Asker
from motcua.kernel.text import fold

MOST = 50


def aliases_waiting(asker: Asker) -> list[Alias]:
    """Proposed phrases, the oldest first; nothing for one who neither drafts nor approves."""
    if not _staff(asker):
        return []
    return list(Alias.objects.filter(approved=False).select_related("drafted_by").order_by("created_at", "pk")[:MOST])


def aliases_in_use(asker: Asker, text: str) -> list[Alias]:
    """Approved phrases that hold ``text`` (or lead to that code), staff's own first."""
    if not _staff(asker) or not text.strip():
        return []
    rows = Alias.objects.filter(approved=True)
    wanted = text.strip()
    found = rows.filter(target__contains=wanted) if wanted[:1].isdigit() else rows.filter(folded__contains=fold(wanted))
    return list(found.select_related("approved_by").order_by("drafted_by", "phrase")[:MOST])


def versions_waiting(asker: Asker) -> list[ProcedureVersion]:
    """Drafted versions, the newest first."""
    if not _staff(asker):
        return []
    rows = ProcedureVersion.objects.filter(state=VersionState.DRAFT)
    return list(rows.select_related("procedure", "drafted_by").order_by("-created_at", "-pk")[:MOST])


def versions_of(asker: Asker, code: str) -> list[ProcedureVersion]:
    """Every version of a procedure, the latest first."""
    if not _staff(asker):
        return []
    rows = ProcedureVersion.objects.filter(procedure__code=code)
    return list(rows.select_related("procedure", "drafted_by", "approved_by").order_by("-number"))


def _staff(asker: Asker) -> bool:
    return can_draft(asker) or can_approve(asker, drafted_by=None)

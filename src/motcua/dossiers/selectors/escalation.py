"""Escalation rules, to those who draft and approve them."""

from __future__ import annotations

from django.db.models import F

from motcua.dossiers.models import EscalationRule
from motcua.dossiers.watching.rules import DESIGNERS
from motcua.identity.askers import Asker


def rules_for(asker: Asker) -> list[EscalationRule]:
    """Rules that wait for approval, then those that run; none for anybody else. Retired ones stay in the record."""
    if not asker.organisations_with(*DESIGNERS):
        return []
    rows = EscalationRule.objects.filter(retired_at=None).select_related("organisation", "drafted_by", "approved_by")
    return list(rows.order_by(F("approved_at").desc(nulls_first=True), "kind", "after_minutes", "pk"))

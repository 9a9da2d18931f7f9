"""Objections: those of one dossier, and those that wait for a leader's answer."""

from __future__ import annotations

import uuid

from motcua.dossiers.models import Objection
from motcua.identity.askers import Asker
from motcua.identity.enums import Role

MOST = 100


def objections_of(dossier_id: uuid.UUID) -> list[Objection]:
    """Of one dossier, oldest first; whoever asks has looked at it already."""
    rows = Objection.objects.filter(dossier_id=dossier_id)
    return list(rows.select_related("raised_by", "answered_by").order_by("raised_at"))


def open_objections(asker: Asker) -> list[Objection]:
    """What waits for the asker as a leader, the most urgent first, at most ``MOST``."""
    bodies = asker.organisations_with(Role.LEADER)
    rows = Objection.objects.filter(answered_at=None, dossier__organisation_id__in=bodies)
    return list(rows.select_related("dossier", "raised_by").order_by("due_at")[:MOST])

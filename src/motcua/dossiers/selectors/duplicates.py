"""Open dossiers that may be one matter with another: same procedure, same owner, about the same person."""

from __future__ import annotations

import uuid

from django.db.models import Q

from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import PROCESSING_ROLES
from motcua.dossiers.states import BEFORE_DECISION
from motcua.identity.askers import Asker

MOST = 5


def possible_duplicates(asker: Asker, dossier_id: uuid.UUID) -> list[Dossier]:
    """At most five that the officer may see, oldest first; none for a dossier that is decided or over."""
    mine = Dossier.objects.select_related("version", "subject").get(pk=dossier_id)
    if mine.status not in BEFORE_DECISION:
        return []
    offices = asker.organisations_with(*PROCESSING_ROLES)
    visible = Q(organisation_id__in=offices) | Q(reception_id__in=offices)
    rows = Dossier.objects.filter(
        visible,
        version__procedure_id=mine.version.procedure_id,
        owner_person_id=mine.owner_person_id,
        owner_business_id=mine.owner_business_id,
        status__in=BEFORE_DECISION,
    ).exclude(pk=dossier_id)
    about = mine.subject.full_name if mine.subject else None
    return list(rows.filter(subject__full_name=about).order_by("submitted_at")[:MOST])

"""What the watchers say to a dossier's people: in plain words, each thing once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.models import ApologyDraft, Dossier
from motcua.dossiers.services.telling import people_told
from motcua.notifications.services.send import tell
from motcua.workflow.models import Task


def tell_people(dossier: Dossier, *, kind: str, more: Mapping[str, Any], dedupe: str, at: datetime) -> int:
    """One message of ``kind`` to each of the dossier's people; returns how many are new. ``dedupe`` names the thing."""
    new = 0
    for person_id in people_told(dossier):
        new += len(
            tell(
                person_id=person_id,
                email=str(dossier.contact.get("email", "")) if person_id == dossier.acting_id else "",
                kind=kind,
                context={
                    "code": dossier.code,
                    "procedure": version_bundle(dossier.version_id).plain_name,
                    "organisation": dossier.organisation.name,
                    "applicant_name": dossier.applicant_name,
                    "phone": dossier.organisation.phone or dossier.reception.phone,
                    "hotline": settings.HOTLINE,
                    **more,
                },
                link=f"{settings.PUBLIC_URL}/ho-so/{dossier.pk}/",
                dedupe_key=f"{dedupe}:{person_id}",
                object_ref=str(dossier.pk),
                at=at,
            )
        )
    return new


def tell_late(dossier: Dossier, *, dedupe: str, at: datetime) -> int:
    """Honestly: the promised time has passed, where it is now, what is expected, and whom to ask."""
    task = Task.objects.filter(subject_id=dossier.pk, state__in=Task.LIVE).select_related("organisation").first()
    more = {
        "due_at": dossier.due_at,
        "step": task.name if task else "",
        "step_office": task.organisation.name if task else "",
        "apology": ApologyDraft.objects.filter(dossier_id=dossier.pk, settled_at=None).exists(),
    }
    return tell_people(dossier, kind="late", more=more, dedupe=dedupe, at=at)

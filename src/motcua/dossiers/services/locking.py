"""Telling people that a file of theirs was locked because malware was found in it after it had been taken in."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings

from motcua.catalogue.selectors import version_bundle
from motcua.documents.models import StoredFile
from motcua.dossiers.models import Dossier, DossierPaper, DraftFile
from motcua.dossiers.services.telling import people_told
from motcua.notifications.services.send import tell

KIND = "file_locked"


def tell_of_locked(*, file_id: uuid.UUID, at: datetime) -> None:
    """One message to each person whose draft or dossier has the file; repeating it tells nobody twice."""
    file = StoredFile.objects.get(pk=file_id)
    for draft_file in DraftFile.objects.filter(file=file).select_related("draft__account"):
        draft = draft_file.draft
        tell(
            person_id=draft.account.person_id,
            account_id=None if draft.account.person_id else draft.account_id,
            kind=KIND,
            context={"file": file.name, "procedure": version_bundle(draft.version_id).plain_name},
            link=f"{settings.PUBLIC_URL}/nop-ho-so/{draft.pk}/giay-to",
            dedupe_key=f"locked:{file_id}:{draft.pk}",
            object_ref=str(draft.pk),
            at=at,
        )
    dossiers = DossierPaper.objects.filter(file=file).values("dossier_id")
    for dossier in Dossier.objects.filter(pk__in=dossiers):
        for person_id in people_told(dossier):
            tell(
                person_id=person_id,
                email=str(dossier.contact.get("email", "")) if person_id == dossier.acting_id else "",
                kind=KIND,
                context={
                    "file": file.name,
                    "code": dossier.code,
                    "procedure": version_bundle(dossier.version_id).plain_name,
                },
                link=f"{settings.PUBLIC_URL}/ho-so/{dossier.pk}/",
                dedupe_key=f"locked:{file_id}:{dossier.pk}:{person_id}",
                object_ref=str(dossier.pk),
                at=at,
            )

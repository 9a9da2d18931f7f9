"""Messages about a dossier: one for each event that concerns the applicant, in words, with what to do next."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Act, PaperKind
from motcua.dossiers.models import Dossier, DossierEvent, IssuedPaper
from motcua.dossiers.services.telling_gates import tell_of_gates
from motcua.dossiers.services.telling_officers import tell_officers
from motcua.dossiers.standing_in.representing import stands_in_no_more
from motcua.identity.companies import legal_representatives
from motcua.kernel.record import in_record_language
from motcua.notifications.services.send import tell

KINDS = {
    Act.FILE: "filed",
    Act.RECEIVE: "received",
    Act.REFUSE: "refused",
    Act.REQUEST_SUPPLEMENT: "supplement_requested",
    Act.SUPPLEMENT: "supplemented",
    Act.SIGN: "decided",
    Act.RETURN_RESULT: "returned",
    Act.EXTEND: "extended",
    Act.STOP: "stopped",
    Act.WITHDRAW: "withdrawn",
    Act.TRANSFER: "transferred",
    Act.CORRECT: "corrected",
    Act.REOPEN: "reopened",
    Act.MERGE: "merged",
    Act.OBJECT: "objected",
    Act.ANSWER_OBJECTION: "objection_answered",
    Act.CALL_BACK: "called_back",
}


def tell_about(*, event: DossierEvent, at: datetime) -> None:
    """Queue the messages of ``event``; repeating it queues nothing new (each message has one key)."""
    tell_officers(event=event, at=at)
    tell_of_gates(event=event, at=at)
    kind = KINDS.get(Act(event.act))
    if kind is None:
        return
    dossier = Dossier.objects.select_related("organisation", "reception").get(pk=event.dossier_id)
    with transaction.atomic():
        for person_id in people_told(dossier):
            tell(
                person_id=person_id,
                account_id=None,
                email=str(dossier.contact.get("email", "")) if person_id == dossier.acting_id else "",
                kind=kind,
                context=_context(dossier, event),
                link=f"{settings.PUBLIC_URL}/ho-so/{dossier.pk}/",
                dedupe_key=telling_key(event, person_id),
                object_ref=str(dossier.pk),
                at=at,
            )


def telling_key(event: DossierEvent, person_id: uuid.UUID) -> str:
    """What makes the message about an event to one person the only one."""
    return f"event:{event.pk}:{person_id}"


def people_told(dossier: Dossier) -> list[uuid.UUID]:
    """Who is told: who acts, while they may, and the owner when another person."""
    people = [] if stands_in_no_more(dossier) else [dossier.acting_id]
    if not people and dossier.owner_business_id is not None:
        return legal_representatives(dossier.owner_business_id)
    if dossier.owner_person_id is not None and dossier.owner_person_id != dossier.acting_id:
        people.append(dossier.owner_person_id)
    return people


def _context(dossier: Dossier, event: DossierEvent) -> dict[str, Any]:
    return {
        "code": dossier.code,
        "check_number": dossier.check_number,
        "procedure": version_bundle(dossier.version_id).plain_name,
        "organisation": dossier.organisation.name,
        "reception": dossier.reception.name,
        "reception_address": dossier.reception.address,
        "applicant_name": dossier.applicant_name,
        "due_at": dossier.due_at,
        "delivery": dossier.delivery,
        "public": event.public,
        "reason": event.data.get("reason", ""),
        "deadline": event.data.get("deadline", ""),
        "symbol": event.data.get("symbol", ""),
        "until": event.data.get("until", ""),
        "from": event.data.get("from", ""),
        "to": event.data.get("to", ""),
        "into": event.data.get("into", ""),
        "replaces": event.data.get("replaces", ""),
        "paper": _paper(event),
    }


def _paper(event: DossierEvent) -> str:
    """The paper the event issued, by name and number; empty when it issued none."""
    paper = IssuedPaper.objects.filter(event_id=event.pk).first()
    if paper is None:
        return ""
    with in_record_language():
        return f"{PaperKind(paper.kind).label} số {paper.symbol}"

"""What people are told of help: the person at every turn, those who lead the helper when something is wrong."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import AssistanceState, ConsentKind
from motcua.dossiers.models import Assistance
from motcua.identity.enums import Role
from motcua.identity.models import Account, Organisation
from motcua.identity.selectors import holders
from motcua.kernel.clock import local
from motcua.notifications.services.send import tell

LEADING = (Role.HEAD, Role.LEADER, Role.ORG_ADMIN)


def reference(found: Assistance) -> str:
    """A short name people can read out."""
    return f"KG-{found.pk.hex[-6:].upper()}"


def tell_person(found: Assistance, *, kind: str, dedupe: str, at: datetime, secret: str = "") -> None:
    """To the person's inbox and telephone; a code goes to the telephone alone."""
    draft = found.draft
    tell(
        person_id=None if secret else found.person_id,
        email="" if secret else found.person.email,
        phone=found.phone,
        kind=kind,
        context={
            **_context(found),
            "consent": _how(found.consent),
            "papers": found.papers_asked,
            "papers_consent": _how(found.papers_consent),
            "secret": secret,
            "hotline": settings.HOTLINE,
            "deadline": local(draft.expires_at).date() if draft is not None else "",
        },
        link="" if secret else f"{settings.PUBLIC_URL}/khai-giup/{found.pk}/",
        dedupe_key=dedupe,
        object_ref=str(found.pk),
        at=at,
    )


def alarm(found: Assistance, *, at: datetime) -> None:
    """Whoever leads the helper's body, else the body above it, hears of it at once."""
    for account in _leaders(found, at):
        tell(
            account_id=account.pk,
            email=account.email,
            kind="assist_alarm",
            context={**_context(found), "reason": found.words},
            link=f"{settings.PUBLIC_URL}/can-bo/khai-giup/",
            dedupe_key=f"assist:{found.pk}:alarm:{account.pk}",
            object_ref=str(found.pk),
            at=at,
        )


def _leaders(found: Assistance, at: datetime) -> list[Account]:
    body: Organisation | None = found.organisation
    while body is not None:
        people = {one.pk: one for role in LEADING for one in holders(body.pk, role, on=local(at).date())}
        people.pop(found.helper_id, None)
        if people:
            return list(people.values())
        body = body.parent
    return []


def _how(consent: str) -> str:
    return str(ConsentKind(consent).label).lower() if consent else ""


def _context(found: Assistance) -> dict[str, str]:
    return {
        "code": reference(found),
        "procedure": version_bundle(found.version_id).plain_name,
        "organisation": found.organisation.name,
        "helper": found.helper.display_name,
        "applicant_name": found.person.full_name,
        "state": str(AssistanceState(found.state).label),
    }

"""Drafts nobody came back to: a word on day twenty and day twenty-eight, and one when they are gone."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.models import Draft
from motcua.dossiers.selectors.drafts import own_draft
from motcua.identity.askers import Asker
from motcua.kernel.clock import local
from motcua.notifications.providers.sms.port import gateway
from motcua.notifications.services.send import tell

# Thirty days are kept: these are day 20 and day 28.
LEFT = (timedelta(days=2), timedelta(days=10))


def remind_of_drafts(*, at: datetime) -> int:
    """Tell the owners of drafts that end soon; once for each mark and end. Returns how many were told."""
    told = 0
    for draft in _of_people().filter(expires_at__gt=at, expires_at__lte=at + max(LEFT)):
        mark = next(left for left in LEFT if draft.expires_at - at <= left)
        key = f"draft:{draft.pk}:{draft.expires_at:%Y%m%d}:{mark.days}"
        told += _tell(draft, "draft_reminder", f"/nop-ho-so/{draft.pk}/", key, at)
    return told


def tell_of_ended(*, at: datetime) -> None:
    """Say of each draft about to be forgotten that it is; in the transaction that deletes it."""
    for draft in _of_people().filter(expires_at__lt=at):
        code = version_bundle(draft.version_id).code
        _tell(draft, "draft_expired", f"/thu-tuc/{code}/", f"draft:{draft.pk}:ended", at)


def short_code(draft: Draft) -> str:
    """Six letters a person can tell two drafts apart by."""
    return str(draft.pk).rpartition("-")[2][-6:].upper()


def draft_facts(draft: Draft) -> dict[str, Any]:
    """What messages say of a draft: nothing that was declared."""
    return {
        "code": short_code(draft),
        "procedure": version_bundle(draft.version_id).plain_name,
        "saved": draft.saved_at,
        "until": local(draft.expires_at).date(),
        "applicant_name": draft.account.display_name,
    }


def email_of(draft: Draft) -> str:
    """The address given in the draft, else the account's."""
    return str(draft.applicant.get("email") or draft.account.email or "")


def addresses_of(draft: Draft) -> list[str]:
    """Where the link would go, partly hidden: e-mail, and the telephone where messages are sent."""
    phone = _phone_of(draft)
    return [text for text in (_hidden_email(email_of(draft)), f"*** *** {phone[-3:]}" if phone else "") if text]


def send_resume_link(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> list[str]:
    """Send the asker the address of their own draft; at most once in ten minutes. Returns where to."""
    draft = own_draft(draft_id=draft_id, asker=asker, in_person=True)
    key = f"draft:{draft.pk}:resume:{at:%Y%m%d%H}{at.minute // 10}"
    _tell(draft, "resume_link", f"/nop-ho-so/{draft.pk}/tiep", key, at, phone=_phone_of(draft))
    return addresses_of(draft)


def _phone_of(draft: Draft) -> str:
    """The number declared in the draft where this province sends messages to telephones."""
    return str(draft.applicant.get("phone") or "") if gateway() is not None else ""


def _hidden_email(address: str) -> str:
    name, at_sign, host = address.partition("@")
    return f"{name[:1]}***{at_sign}{host}" if at_sign else ""


def _of_people() -> QuerySet[Draft]:
    return Draft.objects.select_related("account").order_by("pk")


@transaction.atomic
def _tell(draft: Draft, kind: str, path: str, key: str, at: datetime, *, phone: str = "") -> bool:
    """Whether it is news."""
    new = tell(
        account_id=draft.account_id,
        email=email_of(draft),
        phone=phone,
        kind=kind,
        context=draft_facts(draft),
        link=f"{settings.PUBLIC_URL}{path}",
        dedupe_key=key,
        object_ref=str(draft.pk),
        at=at,
    )
    return bool(new)

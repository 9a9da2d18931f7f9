"""Telling somebody something, in the transaction of the act it is about."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.notifications.kinds import SILENT
from motcua.notifications.models import Message
from motcua.notifications.providers.sms.port import gateway
from motcua.notifications.selectors import wishes_of
from motcua.notifications.tasks import deliver
from motcua.notifications.writing import short, written


@transaction.atomic
def tell(
    *,
    person_id: uuid.UUID | None = None,
    account_id: int | None = None,
    email: str = "",
    phone: str = "",
    kind: str,
    context: Mapping[str, Any],
    link: str,
    dedupe_key: str,
    object_ref: str,
    at: datetime,
) -> list[Message]:
    """Put a message of ``kind`` into the inbox of a person or an account, and on its way to ``email`` when given.

    To ``phone`` goes the short text, where this province has a telephone network. What the person does not want to
    hear outside the inbox, or not at this hour, is left out or waits (``wishes``).

    Returns the messages that are new; the same ``dedupe_key`` (at most 150 characters) again writes nothing. A silent
    kind (``forwarded``) writes nothing.
    """
    if kind in SILENT:
        return []
    text = written(kind, context, link=link)
    common: dict[str, Any] = {
        "person_id": person_id,
        "account_id": account_id,
        "kind": kind,
        "subject": text.subject,
        "body": text.body,
        "link": link,
        "object_ref": object_ref,
        "created_at": at,
    }
    wanted: list[Message] = []
    if person_id is not None or account_id is not None:
        inbox = {"channel": Message.Channel.INBOX, "state": Message.State.SENT, "sent_at": at}
        wanted.append(Message(**common, **inbox, dedupe_key=f"{dedupe_key}:inbox"))
    wishes = wishes_of(person_id=person_id, account_id=account_id)
    if email and wishes.wants(kind, by_phone=False):
        wanted.append(Message(**common, channel=Message.Channel.EMAIL, address=email, dedupe_key=f"{dedupe_key}:email"))
    if phone and gateway() is not None and wishes.wants(kind, by_phone=True):
        sms = {**common, "body": short(kind, context)}
        wanted.append(Message(**sms, channel=Message.Channel.SMS, address=phone, dedupe_key=f"{dedupe_key}:sms"))
    return _written_once(wanted, not_before=wishes.not_before(kind, at))


def _written_once(wanted: list[Message], *, not_before: datetime | None) -> list[Message]:
    """Insert what is not there yet. Two at once both see the row and both queue its delivery, which sends once."""
    keys = [each.dedupe_key for each in wanted]
    known = set(Message.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    fresh = [each for each in wanted if each.dedupe_key not in known]
    Message.objects.bulk_create(fresh, ignore_conflicts=True)
    new = list(Message.objects.filter(dedupe_key__in=[each.dedupe_key for each in fresh]).order_by("id"))
    for each in new:
        if each.channel != Message.Channel.INBOX:
            deliver.configure(lock=f"message:{each.pk}", schedule_at=not_before).defer(message_id=each.pk)
    return new

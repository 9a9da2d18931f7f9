"""Reading messages: one's own inbox, and what could not be delivered."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db.models import Q, QuerySet

from motcua.identity.askers import Asker
from motcua.notifications.models import Message, Preference
from motcua.notifications.wishes import Wishes

PAGE = 50


def own_inbox(asker: Asker) -> QuerySet[Message]:
    """The asker's inbox, newest first; empty for who has none."""
    own = Q()
    if asker.person_id is not None:
        own |= Q(person_id=asker.person_id)
    if asker.account_id is not None:
        own |= Q(account_id=asker.account_id)
    if not own:
        return Message.objects.none()
    return Message.objects.filter(own, channel=Message.Channel.INBOX).order_by("-id")


def inbox(asker: Asker, *, before: int | None = None, limit: int = PAGE) -> list[Message]:
    """At most ``limit`` messages, newest first, older than message ``before`` when given. One query."""
    messages = own_inbox(asker)
    return list(messages.filter(id__lt=before)[:limit] if before is not None else messages[:limit])


def unread_count(asker: Asker) -> int:
    return own_inbox(asker).filter(read_at__isnull=True).count()


def keys_of(dedupe_key: str) -> tuple[str, str]:
    """The keys of the messages that telling under ``dedupe_key`` wrote, one a channel."""
    return f"{dedupe_key}:{Message.Channel.INBOX.value}", f"{dedupe_key}:{Message.Channel.EMAIL.value}"


def arrived_messages(dedupe_keys: Collection[str]) -> list[Message]:
    """Those that reached their reader: e-mails that left, inbox messages that were read; the surest last."""
    left = Q(channel=Message.Channel.EMAIL, state=Message.State.SENT)
    read = Q(channel=Message.Channel.INBOX, read_at__isnull=False)
    found = Message.objects.filter(left | read, dedupe_key__in=list(dedupe_keys)).defer("body")
    return sorted(found, key=lambda message: message.read_at is not None)


def told_already(dedupe_keys: Collection[str]) -> set[str]:
    """Those of ``dedupe_keys`` under which somebody was told in their inbox."""
    suffix = f":{Message.Channel.INBOX.value}"
    found = Message.objects.filter(dedupe_key__in=[f"{key}{suffix}" for key in dedupe_keys])
    return {key.removesuffix(suffix) for key in found.values_list("dedupe_key", flat=True)}


def undelivered(object_ref: str) -> list[Message]:
    """Messages about an object that did not leave after all tries, for the officer who may call instead."""
    return list(Message.objects.filter(object_ref=object_ref, state=Message.State.FAILED).order_by("id"))


def wishes_of(*, person_id: uuid.UUID | None = None, account_id: int | None = None) -> Wishes:
    """What the person (or the one behind the account) chose; everything when nothing was chosen."""
    own = Q(person_id=person_id) if person_id is not None else Q(person__account__pk=account_id)
    found = Preference.objects.filter(own).first() if person_id is not None or account_id is not None else None
    return Wishes(found.email, found.sms, found.quiet_from, found.quiet_until) if found else Wishes()

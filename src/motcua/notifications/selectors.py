"""Reading messages: one's own inbox, and what could not be delivered."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from motcua.identity.askers import Asker
from motcua.notifications.models import Message

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


def undelivered(object_ref: str) -> list[Message]:
    """Messages about an object that did not leave after all tries, for the officer who may call instead."""
    return list(Message.objects.filter(object_ref=object_ref, state=Message.State.FAILED).order_by("id"))

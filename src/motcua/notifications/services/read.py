"""Marking messages as read."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.identity.askers import Asker
from motcua.kernel.errors import NotFound
from motcua.notifications.models import Message
from motcua.notifications.selectors import own_inbox


def mark_read(*, asker: Asker, message_id: int, at: datetime) -> Message:
    """The asker has read one message; the first time counts. A stranger's message is not found."""
    own = own_inbox(asker).filter(pk=message_id)
    own.filter(read_at__isnull=True).update(read_at=at)
    message = own.first()
    if message is None:
        raise NotFound(_("Không tìm thấy tin nhắn này."))
    return message


def mark_all_read(*, asker: Asker, at: datetime) -> int:
    """Everything in the asker's inbox is read; returns how many were not."""
    return own_inbox(asker).filter(read_at__isnull=True).update(read_at=at)

"""Sending one message out."""

from __future__ import annotations

from datetime import datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db.models import F

from motcua.notifications.models import Message

MOST_TRIES = 5


class TryAgain(Exception):
    """The message did not leave and more tries are allowed."""


def deliver(*, message_id: int, at: datetime) -> None:
    """Send a waiting e-mail. Raises ``TryAgain`` after a failed try; after the fifth it is FAILED for all to see.

    A message that is gone, sent or failed is left alone. The try is counted before the mail leaves, outside any
    transaction, so that a crash in between repeats at most what is left of the five.
    """
    waiting = Message.objects.filter(pk=message_id, channel=Message.Channel.EMAIL, state=Message.State.WAITING)
    if not waiting.update(tries=F("tries") + 1):
        return
    message = Message.objects.get(pk=message_id)
    try:
        EmailMessage(subject=message.subject, body=message.body, to=[message.address]).send()
    except (SMTPException, OSError, ValueError) as failure:  # ValueError: an address or subject no mail can carry
        _note_failure(message, failure)
        return
    waiting.update(state=Message.State.SENT, sent_at=at, failure="")


def _note_failure(message: Message, failure: Exception) -> None:
    spent = message.tries >= MOST_TRIES
    Message.objects.filter(pk=message.pk, state=Message.State.WAITING).update(
        failure=f"{type(failure).__name__}: {failure}"[:200],
        state=Message.State.FAILED if spent else Message.State.WAITING,
    )
    if not spent:
        raise TryAgain(message.pk) from failure

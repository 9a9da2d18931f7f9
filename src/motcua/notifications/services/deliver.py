"""Sending one message out."""

from __future__ import annotations

from datetime import datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db.models import F

from motcua.notifications.kinds import SECRET
from motcua.notifications.models import Message
from motcua.notifications.providers.sms.port import gateway

MOST_TRIES = 5


class TryAgain(Exception):
    """The message did not leave and more tries are allowed."""


def deliver(*, message_id: int, at: datetime) -> None:
    """Send a waiting e-mail or SMS. Raises ``TryAgain`` after a failed try; after the fifth all see it as FAILED.

    A message that is gone, sent or failed is left alone. The try is counted before the mail leaves, outside any
    transaction, so that a crash in between repeats at most what is left of the five.
    """
    outside = (Message.Channel.EMAIL, Message.Channel.SMS)
    waiting = Message.objects.filter(pk=message_id, channel__in=outside, state=Message.State.WAITING)
    if not waiting.update(tries=F("tries") + 1):
        return
    message = Message.objects.get(pk=message_id)
    try:
        _send(message)
    except (SMTPException, OSError, ValueError) as failure:  # ValueError: an address or subject no mail can carry
        _note_failure(message, failure)
        return
    said = {"body": ""} if message.kind in SECRET else {}
    waiting.update(state=Message.State.SENT, sent_at=at, failure="", **said)


def _send(message: Message) -> None:
    if message.channel == Message.Channel.EMAIL:
        EmailMessage(subject=message.subject, body=message.body, to=[message.address]).send()
        return
    network = gateway()
    if network is None:
        raise ValueError("no SMS gateway is configured")
    network.send(phone=message.address, text=message.body)


def _note_failure(message: Message, failure: Exception) -> None:
    spent = message.tries >= MOST_TRIES
    said = {"body": ""} if spent and message.kind in SECRET else {}
    Message.objects.filter(pk=message.pk, state=Message.State.WAITING).update(
        failure=f"{type(failure).__name__}: {failure}"[:200],
        state=Message.State.FAILED if spent else Message.State.WAITING,
        **said,
    )
    if not spent:
        raise TryAgain(message.pk) from failure

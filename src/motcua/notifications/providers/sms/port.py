"""What a telephone network must do for us, and which one this province has."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Gateway(Protocol):
    def send(self, *, phone: str, text: str) -> None:
        """Hand an SMS of at most 160 GSM-7 characters to the network; ``OSError`` when it was not taken."""


def gateway() -> Gateway | None:
    """The gateway named by ``settings.SMS_GATEWAY`` (a dotted path to a class); None = no SMS is sent here."""
    named = getattr(settings, "SMS_GATEWAY", "")
    chosen: Gateway | None = import_string(named)() if named else None
    return chosen

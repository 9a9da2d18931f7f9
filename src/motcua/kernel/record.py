"""The language of the record: what is written down is Vietnamese, whatever language the screen had."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation


def in_record_language() -> translation.override:
    """A block whose translatable words come out as the record keeps them."""
    return translation.override(settings.LANGUAGE_CODE)


def as_read(recorded: str) -> str:
    """A recorded sentence in the reader's language where one is known, else as it stands."""
    return translation.gettext(recorded) if recorded else ""

"""What a file is called on screen: the name as given, without anything that could mislead or harm."""

from __future__ import annotations

import re
import unicodedata

from motcua.kernel.text import nfc

LONGEST = 200
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control, bidi and joiner marks, surrogates, private use
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def display_name(given: str, *, fallback: str) -> str:
    """The last part of ``given`` in NFC, without control or direction marks, at most 200 characters, ending kept.

    ``fallback`` stands in when nothing readable is left.
    """
    last = re.split(r"[/\\]", nfc(given))[-1]
    seen = "".join(mark for mark in last if unicodedata.category(mark) not in _UNSEEN)
    tidy = " ".join(_FORBIDDEN.sub(" ", seen).split()).lstrip(". ")
    if not tidy:
        return fallback
    stem, dot, ending = tidy.rpartition(".")
    if not dot or len(ending) > 10:
        return tidy[:LONGEST]
    return stem[: LONGEST - len(ending) - 1] + dot + ending


def extension(name: str) -> str:
    """The part after the last dot in lower case, or an empty string."""
    _, dot, ending = name.rpartition(".")
    return ending.lower() if dot else ""

"""Values on their way into a message: short, visible, and nothing that a phone would turn into a link."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from motcua.kernel.clock import local
from motcua.kernel.text import nfc

LONGEST = 500
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*://+|(?:mailto|javascript|data|tel|sms):|www\.)", re.IGNORECASE)
# A dot between a word and Latin letters reads as an address (bit.ly): a space after it keeps the words, not the link.
_DOT = re.compile(r"(?<=[\w-])[.。．](?=[a-z]{2})", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")


def values(context: Mapping[str, Any]) -> dict[str, Any]:
    """The context as a template may use it: texts harmless, moments and days as people write them."""
    return {key: value(each) for key, each in context.items()}


def value(given: Any) -> Any:
    if isinstance(given, datetime):
        here = local(given)
        return f"{here:%H:%M} ngày {here:%d/%m/%Y}"
    if isinstance(given, date):
        return f"{given:%d/%m/%Y}"
    if isinstance(given, str):
        day = _DATE.match(given)
        return f"{day[3]}/{day[2]}/{day[1]}" if day else harmless(given)
    return given


def harmless(text: str) -> str:
    """Somebody's words on one line, at most 500 characters, with no address in them that could be followed."""
    spaced = "".join(
        " " if mark in "\r\n\t" else mark
        for mark in unicodedata.normalize("NFKC", nfc(text))
        if mark in "\r\n\t" or unicodedata.category(mark) not in _UNSEEN
    )
    without = spaced
    while _SCHEME.search(without):
        without = _SCHEME.sub(" ", without)
    line = " ".join(_DOT.sub(". ", without).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def unaccented(text: str) -> str:
    """ASCII letters for GSM-7: "Đăng ký" → "Dang ky"; what has no Latin letter is left out."""
    plain = text.replace("đ", "d").replace("Đ", "D")
    bare = "".join(mark for mark in unicodedata.normalize("NFD", plain) if not unicodedata.combining(mark))
    return bare.encode("ascii", "ignore").decode().translate(_TWO_UNITS)


# These count double in GSM-7, and the grave accent is not in it at all.
_TWO_UNITS = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")", "^": "", "~": "-", "\\": "/", "|": "/", "`": "'"})

"""What a keyboard-like scanner types when it reads the QR of an identity card.

The payload is text parts separated by ``|``: 12-digit number, former 9-digit number (may be missing), name, birth
date ddMMyyyy, sex, address, issue date ddMMyyyy. Cards of 2024 leave parts empty or add some, so a part is known by
its shape, not by its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from motcua.kernel.text import nfc

_NUMBER = re.compile(r"^\d{12}$")
_FORMER = re.compile(r"^\d{9}$")
_DAY = re.compile(r"^\d{8}$")
_SEX = {"nam": "male", "nữ": "female", "nu": "female"}
_MARKED = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
# What remains when an input method takes a scanner for a typist: "Nguyeenx", "Thij", "DDoof". No syllable ends so.
_TYPED_MARKS = re.compile(r"aa|ee|dd|w|[sfrxj]\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CardReading:
    """The parts found on a card; a part that was not found is empty. ``damaged`` = the letters cannot be trusted."""

    id_number: str
    former_number: str = ""
    full_name: str = ""
    birth_date: date | None = None
    sex: str = ""
    address: str = ""
    issued_on: date | None = None
    damaged: bool = False


def looks_scanned(text: str) -> bool:
    """Whether ``text`` is a card's payload rather than a number typed by hand."""
    return text.count("|") >= 3


def read_card(text: str) -> CardReading | None:
    """The card behind a scanned text, or None when it has no 12-digit number or too few parts."""
    if not looks_scanned(text):
        return None
    parts = [nfc(part).strip() for part in text.strip().split("|")]
    number = next((part for part in parts if _NUMBER.match(part)), "")
    if not number:
        return None
    days = [day for part in parts if _DAY.match(part) and (day := _day(part))]
    words = [part for part in parts if part and not part[0].isdigit() and part.lower() not in _SEX]
    name = next((part for part in words if "," not in part), "")
    address = next((part for part in words if part != name), "")
    return CardReading(
        id_number=number,
        former_number=next((part for part in parts if _FORMER.match(part)), ""),
        full_name=name,
        birth_date=min(days, default=None),
        sex=next((_SEX[part.lower()] for part in parts if part.lower() in _SEX), ""),
        address=address or next((part for part in parts if "," in part), ""),
        issued_on=max(days) if len(days) > 1 else None,
        damaged=is_damaged(name) or is_damaged(address),
    )


def is_damaged(text: str) -> bool:
    """A Vietnamese text of two words or more that lost its marks, or holds marks typed as letters."""
    if len(text.split()) < 2:
        return False
    return "\ufffd" in text or "?" in text or not _MARKED.search(text) or bool(_TYPED_MARKS.search(text))


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None

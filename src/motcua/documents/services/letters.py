"""Words of a stranger's PDF for the copy that people look at: within bounds, harmless, or none at all."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from motcua.documents.inspect import letters
from motcua.documents.limits import Limits
from motcua.documents.services.frames import Head, NotDrawn, framed
from motcua.kernel.text import nfc

MOST_BYTES = 4 * 1024 * 1024  # of JSON, of a page
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # control, direction and unassigned characters
_BASIC = "\uffff"
_CHILD = "motcua.documents.inspect.letters"


@dataclass(frozen=True, slots=True)
class Spot:
    """A word and its box, as shares of the page from its upper left corner."""

    said: str
    left: float
    top: float
    right: float
    bottom: float


def words_of(file: Path, bounds: Limits) -> list[list[Spot]]:
    """By page, in reading order; an empty list when the child died, ran out of time or sent nonsense.

    They are for finding, copying and reading aloud. What a PDF says its glyphs mean may be a lie: the picture counts.
    """
    try:
        return list(_pages(file, bounds))
    except (NotDrawn, ValueError, TypeError):
        return []


def _pages(file: Path, bounds: Limits) -> Iterator[list[Spot]]:
    left = letters.MOST_OF_ALL
    numbers = [bounds.max_pages, bounds.memory, bounds.cpu_seconds]
    arguments = [str(number) for number in numbers]
    frames = framed(_CHILD, arguments, file, seconds=bounds.wall_seconds, most=bounds.max_pages + 1, fits=_is_text)
    for _head, content in frames:
        found = [spot for word in _list(json.loads(content)) if (spot := _spot(word)) is not None]
        left -= sum(len(spot.said) for spot in found)
        if left < 0:
            raise NotDrawn
        yield found


def _is_text(head: Head) -> bool:
    return head.tag == letters.TEXT and head.length <= MOST_BYTES


def _list(said: object) -> list[object]:
    if not isinstance(said, list) or len(said) > letters.MOST_LETTERS:
        raise NotDrawn
    return said


def _spot(word: object) -> Spot | None:
    if not isinstance(word, list) or len(word) != len(("said", "left", "top", "right", "bottom")):
        raise NotDrawn
    said, *sides = word
    if not isinstance(said, str) or len(said) > letters.LONGEST_WORD:
        raise NotDrawn
    if not all(type(side) is int and 0 <= side <= letters.WHOLE for side in sides):
        raise NotDrawn
    left, top, right, bottom = (side / letters.WHOLE for side in sides)
    clean = harmless(said)
    return Spot(clean, left, top, right, bottom) if clean and left < right and top < bottom else None


def harmless(said: str) -> str:
    """Composed (NFC), without what steers instead of being read, and without what our one font cannot name."""
    return "".join(
        letter for letter in nfc(said) if letter <= _BASIC and unicodedata.category(letter) not in _UNSEEN
    ).strip()

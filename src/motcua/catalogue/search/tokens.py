"""Words of Vietnamese text in the form in which the index compares them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from motcua.kernel.text import fold, nfc

WORD = re.compile(r"[^\W_]+")
CODE = re.compile(r"(?<![\d.])(\d\.\d{6})(?!\d)")
CONSONANT_Y = re.compile(r"(?<=[bcdghklmnpqrstvx])y$")
TONES = "\u0300\u0301\u0303\u0309\u0323"
LONGEST_QUERY = 400
MOST_WORDS = 48


@dataclass(frozen=True, slots=True)
class Word:
    """`key` is compared; `accent` is "" for a word typed without any mark."""

    key: str
    accent: str
    text: str


@lru_cache(maxsize=50_000)
def word(text: str) -> Word:
    """A lower-case token as a word: "Lý" and "lí" share the key "li"."""
    folded = fold(text)
    key = CONSONANT_Y.sub("i", folded)
    return Word(key, accent_of(text) if text != folded else "", text)


def accent_of(text: str) -> str:
    """Marks without their place and without the difference of hỏi and ngã, which half the province does not make."""
    tone = ""
    letters = []
    for mark in normalize("NFD", text):
        if mark in TONES:
            tone = "\u0303" if mark == "\u0309" else mark
        else:
            letters.append(mark)
    return CONSONANT_Y.sub("i", "".join(letters)) + tone


def words(text: str) -> list[Word]:
    """The words of a text, in order."""
    return [word(token) for token in WORD.findall(nfc(text).lower())]


def code_in(text: str) -> str:
    """The procedure code typed in the text ("2.002621", "2.002621.H56", "2.002621.000.00.00.H56"), or ""."""
    found = CODE.search(text)
    return found.group(1) if found else ""


def pairs(keys: Iterable[str]) -> list[str]:
    """Adjacent pairs, which stand in for a word segmenter: Vietnamese words are mostly two syllables."""
    listed = list(keys)
    return [f"{left} {right}" for left, right in pairwise(listed)]

"""How names of places are compared: without marks, without the word for their kind, abbreviations spelt out."""

from __future__ import annotations

import re
import unicodedata

from motcua.kernel.text import fold, nfc

# Longest first: "thị xã" must not be read as a commune ("xã").
KIND_WORDS: tuple[tuple[str, ...], ...] = (
    ("thanh", "pho"),
    ("thi", "xa"),
    ("thi", "tran"),
    ("dac", "khu"),
    ("tinh",),
    ("huyen",),
    ("quan",),
    ("phuong",),
    ("xa",),
)
_ABBREVIATIONS = {
    "tp": "thanh pho",
    "tx": "thi xa",
    "tt": "thi tran",
    "h": "huyen",
    "x": "xa",
    "p": "phuong",
    "q": "quan",
    "t": "tinh",
}
_GLUED = re.compile(r"\b(tp|tx|tt|h|x|p|q|t)\.\s*(?=\w)")
_WARD_NUMBER = re.compile(r"\bp(\d{1,2})\b")
_HOI, _NGA = "\u0309", "\u0303"
_TONES = f"\u0300\u0301\u0323{_HOI}{_NGA}"
_NOT_WORD = re.compile(r"[^\w]+")


def typed_words(text: str) -> list[str]:
    """The words of an address in lower case, as typed; abbreviations of kinds are spelt out without marks."""
    lowered = _WARD_NUMBER.sub(r"phuong \1", _GLUED.sub(r"\1 ", nfc(text).lower()))
    found: list[str] = []
    for word in _NOT_WORD.sub(" ", lowered.replace("_", " ")).split():
        found.extend(_ABBREVIATIONS.get(word, word).split())
    return found


def words(text: str) -> list[str]:
    """The folded words of an address: "X.Hoằng Thắng" → xa, hoang, thang."""
    return [fold(word) for word in typed_words(text)]


def agrees(typed: str, real: str) -> bool:
    """Whether a typed word may be the real one. Without marks it may be any; with marks, they must be the same, but
    where the tone stands ("Hoá", "Hóa") and hỏi or ngã, which sound alike in Thanh Hóa, make no difference.
    """
    folded_word = fold(typed)
    return folded_word == fold(real) and (typed == folded_word or _spelling(typed) == _spelling(real.lower()))


def _spelling(word: str) -> tuple[str, str]:
    """The letters with their own marks (ă â ê ô ơ ư đ), and the tone apart."""
    marks = unicodedata.normalize("NFD", word)
    tone = "".join(mark for mark in marks if mark in _TONES).replace(_NGA, _HOI)
    return "".join(mark for mark in marks if mark not in _TONES), tone


def kind_before(tokens: list[str], position: int) -> tuple[str, ...]:
    """The kind word that ends just before ``position``, or an empty tuple."""
    for kind in KIND_WORDS:
        if tuple(tokens[max(0, position - len(kind)) : position]) == kind:
            return kind
    return ()


def short(name: str, division_type: str) -> str:
    """The name without the word of its kind: "Phường Hạc Thành" → "Hạc Thành"."""
    first = division_type.removesuffix(" trung ương")
    return name[len(first) :].strip() if name.lower().startswith(first.lower()) else name


def folded(short_name: str) -> str:
    """What ``Unit.folded`` holds and what a query is compared with."""
    return " ".join(_NOT_WORD.sub(" ", fold(short_name)).split())

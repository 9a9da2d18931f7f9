"""How names of places are compared: without marks, without the word for their kind, abbreviations spelt out."""

from __future__ import annotations

import re

from motcua.kernel.text import fold

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
_NOT_WORD = re.compile(r"[^\w]+")


def words(text: str) -> list[str]:
    """The folded words of an address, abbreviations of kinds spelt out: "X.Hoằng Thắng" → xa, hoang, thang."""
    folded = _WARD_NUMBER.sub(r"phuong \1", _GLUED.sub(r"\1 ", fold(text)))
    found: list[str] = []
    for word in _NOT_WORD.sub(" ", folded.replace("_", " ")).split():
        found.extend(_ABBREVIATIONS.get(word, word).split())
    return found


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

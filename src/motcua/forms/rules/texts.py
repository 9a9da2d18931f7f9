"""Texts as typed made canonical: composed letters, no control or invisible marks, single spaces."""

from __future__ import annotations

import re
import unicodedata

from motcua.kernel.text import nfc

LONGEST_INPUT = 20_000  # more than any field takes: longer input is not even normalised
_SPACES = re.compile(r"\s+")
_BLANKS = re.compile(r"[^\S\n]+")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def one_line(text: str) -> str:
    return _SPACES.sub(" ", _visible(text)).strip()


def many_lines(text: str) -> str:
    """Lines kept, at most one empty line between two."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "\n".join(_BLANKS.sub(" ", _visible(line)).strip() for line in unified.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def digits(text: str) -> str:
    """``text`` without the blanks, dots and dashes people put between groups of digits."""
    return re.sub(r"[\s.\-]", "", text)


def _visible(text: str) -> str:
    plain = _SPACES.sub(" ", text)
    return nfc("".join(letter for letter in plain if unicodedata.category(letter) not in _UNSEEN))

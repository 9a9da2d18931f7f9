"""The numbers and marks before the items of a list, which Word computes and does not write into the text."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN = tuple(zip(_VALUES, ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"), strict=True))
DEEPEST = 9


class Numbering:
    """Counts through one document: ask ``of`` for each paragraph in order."""

    def __init__(self, part: ET.Element | None) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}  # list → level → (format, text, start)
        self.counts: dict[str, list[int]] = {}
        if part is not None:
            abstract = {each.get(f"{_W}abstractNumId", ""): _levels(each) for each in part.iter(f"{_W}abstractNum")}
            for each in part.iter(f"{_W}num"):
                base = each.find(f"{_W}abstractNumId")
                self.levels[each.get(f"{_W}numId", "")] = abstract.get(_val(base), {})

    def of(self, told: ET.Element | None) -> dict[str, Any]:
        """``indent`` (0 = no list) and ``marker`` of a paragraph with these properties."""
        holder = told.find(f"{_W}numPr") if told is not None else None
        name = _val(holder.find(f"{_W}numId")) if holder is not None else ""
        if holder is None or name not in self.levels:
            return {"indent": 0, "marker": ""}
        said = _val(holder.find(f"{_W}ilvl"))
        level = min(int(said), DEEPEST - 1) if said.isdecimal() else 0
        return {"indent": level + 1, "marker": self._next(name, level)}

    def _next(self, name: str, level: int) -> str:
        levels = self.levels[name]
        starts = [levels.get(each, ("decimal", "", 1))[2] for each in range(DEEPEST)]
        counts = self.counts.setdefault(name, [start - 1 for start in starts])
        counts[level] += 1
        counts[level + 1 :] = [start - 1 for start in starts[level + 1 :]]
        kind, text, _start = levels.get(level, ("bullet", "", 1))
        if kind == "bullet":
            return "•"

        def number(found: re.Match[str]) -> str:
            above = int(found[1]) - 1
            return _shown(levels.get(above, ("decimal", "", 1))[0], max(counts[above], starts[above]))

        return re.sub(r"%([1-9])", number, text)[:40]


def _levels(abstract: ET.Element) -> dict[int, tuple[str, str, int]]:
    found = {}
    for level in abstract.iter(f"{_W}lvl"):
        number, start = level.get(f"{_W}ilvl", ""), _val(level.find(f"{_W}start"))
        if number.isdecimal():
            begin = int(start) if start.isdecimal() and int(start) < 10_000 else 1
            found[int(number)] = (_val(level.find(f"{_W}numFmt")), _val(level.find(f"{_W}lvlText")), begin)
    return found


def _val(element: ET.Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""


def _shown(kind: str, number: int) -> str:
    if kind.endswith("Letter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 5)
        return letters.upper() if kind.startswith("upper") else letters
    if kind.endswith("Roman") and 0 < number < 4000:
        roman = "".join(sign * times for times, sign in _counted(number))
        return roman.upper() if kind.startswith("upper") else roman
    return str(number)


def _counted(number: int) -> list[tuple[int, str]]:
    found = []
    for value, sign in _ROMAN:
        found.append((number // value, sign))
        number %= value
    return found

"""Dates typed in three boxes: what is missing, what is nonsense, and which box to blame."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal, cast

from django.utils.translation import gettext as _

OLDEST_YEAR, NEWEST_YEAR = 1850, 2150

_PARTLY = re.compile(r"\d{4}(-\d{1,2})?", re.ASCII)

type Box = Literal["d", "m", "y"]
ORDER: tuple[Box, ...] = ("d", "m", "y")
_LIMITS: dict[Box, tuple[int, int]] = {"d": (1, 31), "m": (1, 12), "y": (OLDEST_YEAR, NEWEST_YEAR)}


def boxes(answer: object) -> dict[Box, str]:
    """Day, month and year as texts from either form an answer has: the boxes as typed, or "YYYY-MM-DD", "YYYY-MM",
    "YYYY"."""
    if isinstance(answer, Mapping):
        return {box: str(answer.get(box) or "").strip()[:10] for box in ORDER}
    parts = str(answer).strip()[:40].split("-") if isinstance(answer, str) else []
    if isinstance(answer, str) and _PARTLY.fullmatch(answer):
        return {"d": "", "m": parts[1] if len(parts) == 2 else "", "y": parts[0]}
    if len(parts) != 3:
        return {"d": str(answer)[:10] if isinstance(answer, str) else "", "m": "", "y": ""}
    year, month, day = parts
    return {"d": day, "m": month, "y": year}


def wrong_boxes(typed: Mapping[Box, str]) -> frozenset[Box]:
    """The boxes that cannot be part of any date; empty when each is possible by itself."""
    return frozenset(box for box in ORDER if not _possible(box, typed[box]))


def is_empty(answer: object) -> bool:
    return not any(boxes(answer).values())


def problem(name: str, typed: Mapping[Box, str]) -> str:
    """What is wrong with the boxes as a sentence about ``name``, or "" when they make a date."""
    missing = [box for box in ORDER if not typed[box]]
    if missing:
        words = _join([_box_name(box) for box in missing])
        return _("Nhập thêm %(boxes)s của %(name)s.") % {"boxes": words, "name": name}
    impossible = [box for box in ORDER if not _possible(box, typed[box])]
    if impossible:
        return _impossible(name, impossible[0])
    return (
        ""
        if _made(typed)
        else _("%(name)s: tháng %(m)s năm %(y)s không có ngày %(d)s. Kiểm tra lại.")
        % {
            **cast("dict[str, str]", dict(typed)),
            "name": name[:1].upper() + name[1:],
        }
    )


def made(typed: Mapping[Box, str]) -> date:
    """The date of boxes that ``problem`` found nothing wrong with."""
    found = _made(typed)
    if found is None:
        raise ValueError("not a date")
    return found


def _made(typed: Mapping[Box, str]) -> date | None:
    try:
        return date(int(typed["y"]), int(typed["m"]), int(typed["d"]))
    except ValueError:
        return None


def _possible(box: Box, text: str) -> bool:
    low, high = _LIMITS[box]
    return text.isascii() and text.isdigit() and len(text) <= 4 and low <= int(text) <= high


def _impossible(name: str, box: Box) -> str:
    told = {
        "d": _("Ngày trong “%s” phải là số từ 1 đến 31."),
        "m": _("Tháng trong “%s” phải là số từ 1 đến 12."),
        "y": _("Năm trong “%s” phải viết đủ 4 chữ số, ví dụ 2026."),
    }
    return told[box] % name


def _box_name(box: Box) -> str:
    return {"d": _("ngày"), "m": _("tháng"), "y": _("năm")}[box]


def _join(words: list[str]) -> str:
    return (
        words[0]
        if len(words) == 1
        else _("%(first)s và %(last)s")
        % {
            "first": ", ".join(words[:-1]),
            "last": words[-1],
        }
    )

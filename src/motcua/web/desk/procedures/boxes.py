"""The controls of a part's page, and its rows: what is shown, and how what was typed is read back.

A control of a row is named ``<prefix>-<number>-<field>``. Buttons add, remove and move rows by submitting the page, so
all of it works without a script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise

from motcua.kernel.text import nfc
from motcua.web.desk.presenters.facts import Choice

LONGEST = 5000  # characters of one control; its own limit is said beside it
type Words = str | Promise
type Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Box:
    """One control. ``kind``: line, long, number, choose, radios, ticks; ``listed`` = suggestions while typing, and
    ``choices`` of a line are such suggestions with words."""

    name: str
    label: Words
    value: str = ""
    kind: str = "line"
    span: str = ""
    hint: Words = ""
    error: str = ""
    choices: tuple[Choice, ...] = ()
    rows: int = 2
    longest: int = 0
    listed: tuple[str, ...] = ()
    suffix: Words = ""
    focus: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """``title`` names the row for those who hear the page; ``key`` stays with it when its words change."""

    number: int
    title: str
    boxes: tuple[Box, ...]
    key: str = ""
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A titled piece of the page: boxes, or rows under ``prefix`` with a button that says ``add``."""

    title: Words = ""
    help: Words = ""
    boxes: tuple[Box, ...] = ()
    prefix: str = ""
    rows: tuple[Row, ...] = ()
    add: Words = ""
    spread: Words = ""
    movable: bool = True
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a part's page is drawn from: the working copy, errors by control, and ``extra`` = the prefix under which one
    more empty row is wanted."""

    copy: Mapping[str, Any]
    errors: Mapping[str, str] = field(default_factory=dict)
    extra: str = ""

    def error(self, name: str) -> str:
        return self.errors.get(name, "")


def rows_of(asked: Asked, prefix: str, values: Sequence[Values], blank: Values, *, least: int = 1) -> list[Values]:
    """The kept rows, with an empty one where one is wanted or there would be none."""
    wanted = asked.extra == prefix or len(values) < least
    return [*values, blank] if wanted else list(values)


def drawn(
    listed: Sequence[Values], title: Words, boxes: Callable[[Values, int, bool], tuple[Box, ...]]
) -> tuple[Row, ...]:
    """The rows of a group. ``title`` holds ``%d`` for the number; ``boxes`` gets a row, its place and if it is last."""
    end = len(listed) - 1
    return tuple(
        Row(
            place,
            str(title) % (place + 1),
            boxes(row, place, place == end),
            row.get("key", ""),
            place == 0,
            place == end,
        )
        for place, row in enumerate(listed)
    )


def number_text(value: object) -> str:
    """A kept number as it is typed again: 8000 → "8.000"."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return "" if value is None else str(value)


def typed(post: QueryDict, name: str) -> str:
    return nfc(post.get(name, "")).replace("\r\n", "\n").replace("\0", "").strip()[:LONGEST]


def one_line(post: QueryDict, name: str) -> str:
    return " ".join(typed(post, name).split())


def number(text: str, *, empty: int | None = None) -> int | str | None:
    """ "8.000" → 8000; what is no number stays as it was typed, for the person to mend."""
    bare = re.sub(r"[\s.]", "", text)
    if not bare:
        return empty
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 12 else text


def posted_rows(post: QueryDict, prefix: str, names: Iterable[str]) -> list[dict[str, str]]:
    """Every row of the page in its order, empty ones too."""
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,3}})-\w+")
    numbers = sorted({int(found[1]) for name in post if (found := pattern.fullmatch(name))})
    return [{name: typed(post, f"{prefix}-{each}-{name}") for name in names} for each in numbers]


def rearranged[R](rows: list[R], do: str, prefix: str) -> list[R]:
    """The rows after a button such as ``remove:papers:2``; other buttons leave them alone."""
    act, _colon, rest = do.partition(":")
    where, _colon, place = rest.partition(":")
    if where != prefix or not place.isdigit() or not int(place) < len(rows):
        return rows
    at = int(place)
    if act == "remove":
        return rows[:at] + rows[at + 1 :]
    other = {"up": at - 1, "down": at + 1}.get(act, -1)
    if not 0 <= other < len(rows):
        return rows
    moved = list(rows)
    moved[at], moved[other] = moved[other], moved[at]
    return moved

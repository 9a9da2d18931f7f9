"""Attributes and options written out once: a page of hundreds of controls is drawn in a template's time for dozens."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString


def ready(markup: str) -> str:
    """``markup`` as it goes onto the page: whatever a person or a form wrote in it is escaped already."""
    return SafeString(markup)


type Attribute = tuple[str, str | int | bool]


def attributes(given: Sequence[Attribute]) -> str:
    """Those that are not empty, escaped, each with a blank before it; ``True`` stands without a value."""
    return ready(
        "".join(
            f" {name}" if value is True else f' {name}="{escape(value) if isinstance(value, str) else value}"'
            for name, value in given
            if value or name == "value"
        )
    )


def options(offered: tuple[tuple[str, str], ...], chosen: str) -> str:
    """The options of a select with the chosen one marked; none is, where nothing offered is ``chosen``."""
    plain, places = _written(offered)
    place = places.get(chosen)
    if place is None:
        return plain
    return ready(f"{plain[:place]} selected{plain[place:]}")


@lru_cache(maxsize=256)
def _written(offered: tuple[tuple[str, str], ...]) -> tuple[str, dict[str, int]]:
    """All options, and behind each value where the mark of the chosen one is put."""
    written, places, length = [], {}, 0
    for value, label in offered:
        head = f'<option value="{escape(value)}"'
        places[value] = length + len(head)
        written.append(f"{head}>{escape(label)}</option>")
        length += len(written[-1])
    return ready("".join(written)), places

"""For what somebody may stand in: everything, whole fields, or procedures found by their everyday names.

Every button sends the whole form, so what was typed and chosen is kept with and without a script.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalogue.selectors import cards, search, sectors

FOUND = 6
ALL, SOME = "all", "some"
_SECTOR, _PROCEDURE = "linh-vuc:", "thu-tuc:"
CHANGING = ("them-linh-vuc", "tim", "them", "bo")  # names of the buttons that only change the choice


@dataclass(frozen=True, slots=True)
class Item:
    """``value`` says what it is: ``linh-vuc:<slug>`` or ``thu-tuc:<code>``."""

    value: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Found:
    value: str
    name: str
    note: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """``extent``: "all", "some", or "" while nobody said; ``chosen`` in the order it was chosen."""

    extent: str = ""
    chosen: tuple[str, ...] = ()
    text: str = ""
    said: str = ""  # what the last button did

    @property
    def codes(self) -> tuple[str, ...]:
        return _after(self.chosen, _PROCEDURE) if self.extent == SOME else ()

    @property
    def slugs(self) -> tuple[str, ...]:
        return _after(self.chosen, _SECTOR) if self.extent == SOME else ()


def _after(values: Iterable[str], kind: str) -> tuple[str, ...]:
    return tuple(value.removeprefix(kind) for value in values if value.startswith(kind))


def only_changes(posted: QueryDict) -> bool:
    """Whether a button of the picker was pressed, or Enter in its search box, rather than the form sent."""
    asked = posted.get("q", "").strip()
    return any(name in posted for name in CHANGING) or ("enter" in posted and asked != posted.get("hoi", ""))


def read_scope(posted: QueryDict) -> Scope:
    """What is chosen after the button that was pressed; unknown fields and procedures are left out."""
    known = _known(posted.getlist("chon"))
    scope = Scope(
        extent=posted.get("pham-vi", "") if posted.get("pham-vi") in (ALL, SOME) else "",
        chosen=tuple(known),
        text=posted.get("q", "").strip()[:200],
    )
    wanted = posted.get("them", "") or ("them-linh-vuc" in posted and posted.get("linh-vuc", "")) or ""
    if added := _known([wanted]):
        (name,) = added.values()
        return replace(_with(scope, wanted), said=_("Đã thêm: %s.") % name)
    gone = posted.get("bo", "")
    if gone in known:
        left = tuple(value for value in scope.chosen if value != gone)
        return replace(scope, chosen=left, said=_("Đã bỏ: %s.") % known[gone])
    return replace(scope, extent=SOME) if "tim" in posted and scope.extent != ALL else scope


def _with(scope: Scope, value: str) -> Scope:
    return replace(scope, extent=SOME, chosen=tuple(dict.fromkeys([*scope.chosen, value])))


def _known(values: Iterable[str]) -> dict[str, str]:
    """Those of the values that exist, with their names, each once."""
    wanted = list(dict.fromkeys(values))
    fields = {f"{_SECTOR}{one.slug}": one.name for one in sectors()} if any(wanted) else {}
    titles = {f"{_PROCEDURE}{code}": one.title for code, one in cards(_after(wanted, _PROCEDURE)).items()}
    both = fields | titles
    return {value: both[value] for value in wanted if value in both}


def sector_names(scope: Scope) -> tuple[str, ...]:
    names = {one.slug: one.name for one in sectors()}
    return tuple(names[slug] for slug in scope.slugs if slug in names)


@dataclass(frozen=True, slots=True)
class Picker:
    """What the part of the page shows."""

    extent: str
    items: list[Item]
    fields: list[Item]
    text: str
    found: list[Found]
    asked: bool
    said: str


def picker(scope: Scope) -> Picker:
    offered = sectors()
    fields = [_field(f"{_SECTOR}{one.slug}", one.name, len(one.cards)) for one in offered]
    by_value = {one.value: one for one in fields}
    titles = cards(_after(scope.chosen, _PROCEDURE))
    by_value |= {f"{_PROCEDURE}{code}": Item(f"{_PROCEDURE}{code}", one.title, code) for code, one in titles.items()}
    return Picker(
        extent=scope.extent,
        items=[by_value[value] for value in scope.chosen if value in by_value],
        fields=[one for one in fields if one.value not in scope.chosen],
        text=scope.text,
        found=_found(scope) if scope.text else [],
        asked=bool(scope.text),
        said=scope.said,
    )


def _field(value: str, name: str, count: int) -> Item:
    return Item(value, name, ngettext("Cả lĩnh vực, %d thủ tục", "Cả lĩnh vực, %d thủ tục", count) % count)


def _found(scope: Scope) -> list[Found]:
    offered = [hit.card for hit in search(scope.text, FOUND).hits if hit.card]
    values = [(f"{_PROCEDURE}{one.code}", one) for one in offered]
    return [Found(value, one.title, f"{one.sector} · {one.code}", value in scope.chosen) for value, one in values]


def scope_words(sector_names: Iterable[str], codes: Iterable[str]) -> list[str]:
    """What an authorisation covers, line by line; empty = everything."""
    listed = list(codes)
    known = cards(listed)
    fields = [_("Mọi thủ tục thuộc lĩnh vực %s") % name for name in sector_names]
    return fields + [known[code].title if code in known else code for code in listed]

"""Procedures in lists and on their page: what the templates of the portal need beside the catalogue's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import Card, IndexEntry, SearchHit
from motcua.web.kit.procedure_facts import Fact

ICON_OF_EVENT = "door"


@dataclass(frozen=True, slots=True)
class CardView:
    """A procedure to choose; ``start_url`` empty when it is not filed here, ``told`` then says where it is done."""

    title: str
    official_name: str
    where: str
    how_long: str
    fee: str
    url: str
    start_url: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    title: str
    text: str
    icon: str
    url: str


def card_view(card: Card, *, anchor: str = "", asked: int = 0) -> CardView:
    """``asked`` = the logged search this card answers, told back when it is clicked."""
    url = reverse("portal:procedure", args=[card.code]) + (f"?tu={asked}" if asked else "")
    return CardView(
        title=card.title,
        official_name=card.official,
        where=card.where if card.hand_over else _where(card),
        how_long=card.limit,
        fee=card.fee,
        url=f"{url}#{anchor}" if anchor else url,
        start_url=reverse("portal:start", args=[card.code]) if card.online and not card.hand_over else "",
    )


def hit_view(hit: SearchHit, *, anchor: str, asked: int = 0) -> CardView:
    if hit.card is not None:
        return card_view(hit.card, anchor=anchor, asked=asked)
    told = hit.entry.told if hit.entry else ""
    return CardView(hit.title, hit.official, "", "", "", reverse("portal:procedure", args=[hit.code]), "", told)


def _where(card: Card) -> str:
    """In a list the whole address is noise: the procedure's own page has it."""
    return _("Trực tuyến hoặc tại bộ phận một cửa") if card.online else _("Tại bộ phận một cửa")


def tile(*, key: str, name: str, question: str, icon: str = "") -> Tile:
    return Tile(name, question, icon or ICON_OF_EVENT, reverse("portal:life_event", args=[key]))


def elsewhere_facts(entry: IndexEntry) -> list[Fact]:
    return [
        Fact("users", _("Cơ quan công bố"), entry.promulgated_by or _("Cơ quan trung ương")),
        Fact("place", _("Cấp giải quyết"), ", ".join(entry.levels) or _("Xem trên Cổng quốc gia")),
    ]


def minutes_to_fill(pages: Iterable[object]) -> int:
    """A plain estimate for the start page: two minutes a page and three for the rest."""
    return 3 + 2 * len(list(pages))

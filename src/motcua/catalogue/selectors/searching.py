"""Search as a page shows it: the engine's hits with the facts people choose by."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.catalogue.presenters import Card
from motcua.catalogue.search.documents import Choice, LifeEvent
from motcua.catalogue.selectors.indexing import IndexEntry, entries
from motcua.catalogue.selectors.kept_index import find, search_index
from motcua.catalogue.selectors.procedures import cards
from motcua.kernel.text import calm


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A procedure found: ``card`` when the province offers it, else only ``entry`` of the national index."""

    code: str
    title: str
    official: str
    why: str
    card: Card | None
    entry: IndexEntry | None


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What to show for a query. ``anchor`` is the part of the page the question was about ("phi", "giay-to", …).

    ``choices`` is the card that asks back (None = no need); ``confident`` False = say that these are guesses.
    """

    query: str
    hits: tuple[SearchHit, ...]
    understood_as: str
    anchor: str
    choices: tuple[Choice, ...] | None
    life_events: tuple[LifeEvent, ...]
    confident: bool


def search(query: str, limit: int = 10, *, place_level: str | None = None) -> SearchAnswer:
    """The best procedures for everyday words, over every code of the national index. Never fails."""
    found = find(query, limit, place_level=place_level)
    codes = [hit.code for hit in found.hits]
    known = cards(codes)
    index = search_index()
    hits = []
    for hit in found.hits:
        entry = entries().get(hit.code)
        offered = known.get(hit.code)
        title = offered.title if offered else calm(index.plain_title(hit.code))
        official = offered.official if offered else entry.name if entry else title
        hits.append(SearchHit(hit.code, title, official, hit.why, offered, entry))
    return SearchAnswer(
        query=query,
        hits=tuple(hits),
        understood_as=found.understood_as,
        anchor=found.intent.value if found.intent else "",
        choices=found.clarify,
        life_events=found.life_events,
        confident=found.confident,
    )

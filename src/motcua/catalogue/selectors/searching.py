"""Search as a page shows it: the engine's hits with the facts people choose by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from motcua.catalogue.models import Alias
from motcua.catalogue.presenters import Card
from motcua.catalogue.search.documents import Alias as SearchAlias
from motcua.catalogue.search.documents import AliasKind, Choice, LifeEvent, ProcedureDoc
from motcua.catalogue.search.documents import SearchAnswer as Found
from motcua.catalogue.search.engine import Index
from motcua.catalogue.search.files import Dictionary, index_of, read_dictionary, read_procedures
from motcua.catalogue.selectors.indexing import IndexEntry, entries
from motcua.catalogue.selectors.procedures import cards
from motcua.kernel.kept import Kept


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
        title = offered.title if offered else index.plain_title(hit.code)
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


def find(query: str, limit: int = 10, *, place_level: str | None = None) -> Found:
    """The engine's own answer, without a query to the database while the dictionary is unchanged."""
    return search_index().search(query, limit=limit, place_level=place_level)


def search_index() -> Index:
    """The index over the national catalogue, the dictionary files and the approved aliases, new when these change."""
    aliases = _aliases.get()
    held = _built.get("index")
    if held is None or (held[0] is not aliases and held[0] != aliases):
        held = (aliases, _build(aliases))
    _built["index"] = (aliases, held[1])
    return held[1]


def forget_aliases() -> None:
    """Read the aliases again at the next search (after an approval)."""
    _aliases.forget()


def _read_aliases() -> tuple[SearchAlias, ...]:
    rows = (
        Alias.objects.filter(approved=True).order_by("pk").values_list("phrase", "kind", "target", "weight", "source")
    )
    return tuple(
        SearchAlias(
            phrase=phrase,
            kind=AliasKind(kind),
            codes=tuple(target.split(";")) if target[:1].isdigit() else (),
            rewrite="" if target[:1].isdigit() else target,
            weight=weight,
            source=source,
        )
        for phrase, kind, target, weight, source in rows
    )


_aliases = Kept(_read_aliases)
_built: dict[str, tuple[tuple[SearchAlias, ...], Index]] = {}


def _build(aliases: tuple[SearchAlias, ...]) -> Index:
    documents, dictionary = _files()
    return index_of(documents, replace(dictionary, aliases=aliases or dictionary.aliases))


@lru_cache(maxsize=1)
def _files() -> tuple[list[ProcedureDoc], Dictionary]:
    data = Path(settings.BASE_DIR) / "data"
    return read_procedures(data), read_dictionary(data / "search")

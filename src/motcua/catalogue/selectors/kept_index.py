"""The search index of this process: built from files and tables, built anew when these change."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from motcua.catalogue.bundles import VersionBundle
from motcua.catalogue.enums import Level
from motcua.catalogue.models import Alias
from motcua.catalogue.search.documents import Alias as SearchAlias
from motcua.catalogue.search.documents import AliasKind, ProcedureDoc, SearchAnswer
from motcua.catalogue.search.engine import Index
from motcua.catalogue.search.files import Dictionary, index_of, read_dictionary, read_procedures, said_in_full
from motcua.catalogue.selectors.bundles import bundles, published_ids
from motcua.catalogue.selectors.indexing import entries
from motcua.kernel.kept import Kept

_LEVELS = {Level.COMMUNE: "xa", Level.PROVINCE: "tinh", Level.MINISTRY: "bo", Level.OTHER: "khac"}


@dataclass(frozen=True, slots=True)
class Ground:
    """What the tables add to the files: approved patterns, and procedures the national index does not have."""

    aliases: tuple[SearchAlias, ...]
    own: tuple[ProcedureDoc, ...]


def find(query: str, limit: int = 10, *, place_level: str | None = None) -> SearchAnswer:
    """The engine's own answer; no query to the database while the ground is fresh (a minute)."""
    return search_index().search(query, limit=limit, place_level=place_level)


def search_index() -> Index:
    """The index over the national catalogue, the province's own procedures, the dictionary files and the aliases.

    Built (about 2 seconds) by one thread at a time: who searches while it is warmed waits for that one.
    """
    ground = _ground.get()
    with _building:
        held = _built.get("index")
        if held is None or (held[0] is not ground and held[0] != ground):
            held = (ground, _build(ground))
        _built["index"] = (ground, held[1])
        return held[1]


def forget_index() -> None:
    """Look at the tables again at the next search (after an approval, a publication)."""
    _ground.forget()


def _read() -> Ground:
    rows = Alias.objects.filter(approved=True).order_by("pk")
    aliases = tuple(_alias(*row) for row in rows.values_list("phrase", "kind", "target", "weight", "source"))
    unlisted = [version_id for code, version_id in published_ids().items() if code not in entries()]
    return Ground(aliases, tuple(_document(bundle) for bundle in bundles(unlisted)))


_ground = Kept(_read)
_built: dict[str, tuple[Ground, Index]] = {}
_building = threading.Lock()


def _alias(phrase: str, kind: str, target: str, weight: float, source: str) -> SearchAlias:
    codes = tuple(target.split(";")) if target[:1].isdigit() else ()
    return SearchAlias(
        phrase=phrase,
        kind=AliasKind(kind),
        codes=codes,
        rewrite="" if codes else target,
        weight=weight,
        source=source,
    )


def _document(bundle: VersionBundle) -> ProcedureDoc:
    return ProcedureDoc(
        code=bundle.code,
        name=bundle.name,
        sector=bundle.sector,
        levels=frozenset(_LEVELS[level] for level in bundle.levels),
        promulgated_by=bundle.promulgated_by,
        results=tuple(result.name for result in bundle.results),
        papers=tuple(paper.name for paper in bundle.papers),
        curated=True,
    )


def _build(ground: Ground) -> Index:
    documents, dictionary = _files()
    aliases = tuple(said_in_full(ground.aliases)) or dictionary.aliases
    return index_of([*documents, *ground.own], replace(dictionary, aliases=aliases))


@lru_cache(maxsize=1)
def _files() -> tuple[list[ProcedureDoc], Dictionary]:
    data = Path(settings.BASE_DIR) / "data"
    return read_procedures(data), read_dictionary(data / "search")

"""What others may ask of the catalogue. Everything here is public knowledge."""

from motcua.catalogue.bundles import VersionBundle
from motcua.catalogue.presenters import Card, ProcedureView
from motcua.catalogue.selectors.bundles import (
    agencies_for,
    bundles,
    is_competent,
    is_open,
    open_version_id,
    published_ids,
    published_version,
    published_version_id,
    version_bundle,
)
from motcua.catalogue.selectors.closed import Closed, closed
from motcua.catalogue.selectors.indexing import IndexEntry, index_entry
from motcua.catalogue.selectors.kept_index import find
from motcua.catalogue.selectors.procedures import cards, life_events, popular, published, sectors
from motcua.catalogue.selectors.searching import SearchAnswer, SearchHit, search

__all__ = [
    "Card",
    "Closed",
    "IndexEntry",
    "ProcedureView",
    "SearchAnswer",
    "SearchHit",
    "VersionBundle",
    "agencies_for",
    "bundles",
    "cards",
    "closed",
    "find",
    "index_entry",
    "is_competent",
    "is_open",
    "life_events",
    "open_version_id",
    "popular",
    "published",
    "published_ids",
    "published_version",
    "published_version_id",
    "search",
    "sectors",
    "version_bundle",
]

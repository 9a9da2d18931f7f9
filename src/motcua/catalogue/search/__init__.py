"""Search of procedures in the words people use: pure Python, no database, immutable once built."""

from motcua.catalogue.search.building import build_index
from motcua.catalogue.search.documents import (
    Alias,
    AliasKind,
    Choice,
    Hit,
    LifeEvent,
    Prior,
    ProcedureDoc,
    SearchAnswer,
    Variant,
)
from motcua.catalogue.search.engine import Index

__all__ = [
    "Alias",
    "AliasKind",
    "Choice",
    "Hit",
    "Index",
    "LifeEvent",
    "Prior",
    "ProcedureDoc",
    "SearchAnswer",
    "Variant",
    "build_index",
]

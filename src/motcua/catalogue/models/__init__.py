"""The tables of the catalogue."""

from motcua.catalogue.models.drafting import ProcedureDraft
from motcua.catalogue.models.procedures import (
    Case,
    ChannelTerm,
    CodeChange,
    CompetentAgency,
    LegalBasis,
    Paper,
    Procedure,
    ProcedureVersion,
    Result,
)
from motcua.catalogue.models.searching import Alias, LifeEvent, SearchQuery

__all__ = [
    "Alias",
    "Case",
    "ChannelTerm",
    "CodeChange",
    "CompetentAgency",
    "LegalBasis",
    "LifeEvent",
    "Paper",
    "Procedure",
    "ProcedureDraft",
    "ProcedureVersion",
    "Result",
    "SearchQuery",
]

"""Reading procedures from files into ``VersionContent``: published facts, curated files, imports."""

from motcua.catalogue.reading.content import (
    AgencyContent,
    CaseContent,
    PaperContent,
    ResultContent,
    TermContent,
    VersionContent,
)
from motcua.catalogue.reading.curated import curated
from motcua.catalogue.reading.published import Competence, Unreadable, published

__all__ = [
    "AgencyContent",
    "CaseContent",
    "Competence",
    "PaperContent",
    "ResultContent",
    "TermContent",
    "Unreadable",
    "VersionContent",
    "curated",
    "published",
]

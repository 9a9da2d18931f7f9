"""How likely a procedure is meant before a word is read: use, level, and variants nobody means unless they say so."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log10, prod

from motcua.catalogue.search.documents import Prior, ProcedureDoc, Variant
from motcua.kernel.text import fold

LEVEL = {"xa": 1.08, "tinh": 1.03, "khac": 0.97, "bo": 0.9, "": 1.0}
USE_PER_DIGIT = 0.05
CURATED = 1.05
OUR_PROVINCE = "thanh hoa"
OURS, ANOTHER_PROVINCE, ANOTHER_PROVINCE_TWIN = 1.08, 0.72, 0.45
SUPERSEDED = 0.93
OFFICE_WORDS = re.compile(r"^thu tuc:?\s+")


@dataclass(frozen=True, slots=True)
class Standing:
    """A fixed factor, and the numbers of the variants that lower it unless the query names them."""

    base: float
    unless: tuple[int, ...]


class Standings:
    """How each document stands before a query is read."""

    def __init__(
        self, documents: Sequence[ProcedureDoc], priors: Mapping[str, Prior], variants: Sequence[Variant]
    ) -> None:
        self._asked = [(re.compile(each.asked), each.factor) for each in variants]
        self._of = _standings(documents, priors, variants)

    def base(self, number: int) -> float:
        """The factor that holds for every query."""
        return self._of[number].base

    def lowered(self, folded_query: str) -> list[float]:
        """For each variant the factor it costs in this query: 1 when the query names it."""
        return [1.0 if asked.search(folded_query) else factor for asked, factor in self._asked]

    def factor(self, number: int, lowered: Sequence[float]) -> float:
        """What the variants of this document cost."""
        return prod(lowered[each] for each in self._of[number].unless)


def _standings(
    documents: Sequence[ProcedureDoc], priors: Mapping[str, Prior], variants: Sequence[Variant]
) -> list[Standing]:
    compiled = [re.compile(each.names) for each in variants]
    names = [OFFICE_WORDS.sub("", fold(document.name)).strip(" .") for document in documents]
    at_home = Counter(name for name, document in zip(names, documents, strict=True) if not _elsewhere(document))
    newest = _newest(names, documents)
    result = []
    for name, document in zip(names, documents, strict=True):
        base = _base(document, priors.get(document.code))
        if _elsewhere(document):
            base *= ANOTHER_PROVINCE_TWIN if at_home[name] else ANOTHER_PROVINCE
        elif newest[name] != document.code:
            base *= SUPERSEDED
        result.append(Standing(base, tuple(number for number, found in enumerate(compiled) if found.search(name))))
    return result


def _base(document: ProcedureDoc, prior: Prior | None) -> float:
    nearest = next((level for level in ("xa", "tinh", "khac", "bo") if level in document.levels), "")
    use = 1 + USE_PER_DIGIT * log10(1 + prior.volume) if prior else 1.0
    ours = OURS if OUR_PROVINCE in fold(document.promulgated_by) else 1.0
    return LEVEL[nearest] * use * ours * (CURATED if document.curated else 1.0)


def _elsewhere(document: ProcedureDoc) -> bool:
    by = fold(document.promulgated_by)
    return by.startswith(("ubnd", "trung tam phuc vu")) and OUR_PROVINCE not in by


def _newest(names: Sequence[str], documents: Sequence[ProcedureDoc]) -> dict[str, str]:
    """Of procedures with one name: the one at the level nearest to people, then the highest number."""
    best: dict[str, ProcedureDoc] = {}
    for name, document in zip(names, documents, strict=True):
        if _elsewhere(document):
            continue
        held = best.get(name)
        if held is None or _recency(document) > _recency(held):
            best[name] = document
    return {name: document.code for name, document in best.items()}


def _recency(document: ProcedureDoc) -> tuple[bool, bool, bool, str]:
    return (
        OUR_PROVINCE in fold(document.promulgated_by),
        "xa" in document.levels,
        "bo" not in document.levels,
        document.code,
    )

"""BM25 over several fields: words and adjacent pairs with the weight each procedure gives them, computed once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

K1 = 1.2
PAIR_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Field:
    """How much a word in this field says, and how much of that a long field loses (the b of BM25)."""

    weight: float
    length_matters: float


class Postings:
    """For each term the procedures that have it, by number, with their finished BM25 share."""

    def __init__(self, documents: Sequence[Mapping[str, Sequence[str]]], fields: Mapping[str, Field]) -> None:
        self._size = len(documents)
        averages = {name: _average(documents, name) for name in fields}
        pseudo: dict[str, list[tuple[int, float]]] = {}
        for number, document in enumerate(documents):
            for term, frequency in _weighted(document, fields, averages).items():
                pseudo.setdefault(term, []).append((number, frequency))
        self._idf = {term: self._inverse(len(found)) for term, found in pseudo.items()}
        self._rarest = self._inverse(0)
        self._shares = {
            term: [(number, self._idf[term] * share * (K1 + 1) / (share + K1)) for number, share in found]
            for term, found in pseudo.items()
        }

    def _inverse(self, holders: int) -> float:
        return log(1 + (self._size - holders + 0.5) / (holders + 0.5))

    def idf(self, term: str) -> float:
        """Rarity of a term; a term nobody has counts as the rarest."""
        return self._idf.get(term, self._rarest)

    def __contains__(self, term: str) -> bool:
        return term in self._idf

    def frequency(self) -> dict[str, int]:
        """Each single word with the number of procedures that have it."""
        return {term: len(found) for term, found in self._shares.items() if " " not in term}

    def pairs(self) -> dict[str, int]:
        """Each adjacent pair with the number of procedures that have it."""
        return {term: len(found) for term, found in self._shares.items() if " " in term}

    def scores(self, terms: Iterable[tuple[str, float]]) -> dict[int, float]:
        """The sum for each procedure with at least one of the terms, each with its own factor."""
        total: dict[int, float] = {}
        for term, factor in terms:
            for number, share in self._shares.get(term, ()):
                total[number] = total.get(number, 0.0) + share * factor
        return total


def _average(documents: Sequence[Mapping[str, Sequence[str]]], name: str) -> float:
    lengths = [len(document[name]) for document in documents if document.get(name)]
    return sum(lengths) / len(lengths) if lengths else 1.0


def _weighted(
    document: Mapping[str, Sequence[str]], fields: Mapping[str, Field], averages: Mapping[str, float]
) -> dict[str, float]:
    total: dict[str, float] = {}
    for name, terms in document.items():
        b = fields[name].length_matters
        share = fields[name].weight / (1 - b + b * len(terms) / averages[name])
        for term in terms:
            total[term] = total.get(term, 0.0) + share
    return total

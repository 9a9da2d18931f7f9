"""The index of procedures: built once, never changed, asked from any thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import pairwise

from motcua.catalogue.search.clarify import choices
from motcua.catalogue.search.documents import Hit, LifeEvent, ProcedureDoc, SearchAnswer
from motcua.catalogue.search.lexicon import Lexicon
from motcua.catalogue.search.phrases import Evidence, Phrases, evidence
from motcua.catalogue.search.postings import PAIR_SHARE, Postings
from motcua.catalogue.search.priors import Standings
from motcua.catalogue.search.profiles import Profile
from motcua.catalogue.search.repair import Repairer
from motcua.catalogue.search.tokens import LONGEST_QUERY, MOST_WORDS, Word, code_in, words
from motcua.kernel.text import fold

PHRASE_GAIN = 3.0
WHOLE_QUERY = 1.3
LONGLIST = 200
SHORTLIST = 60
NEAR = 1.05
NAME_COVER = 0.25
QUERY_COVER = 0.35
MARKS_AGREE = 0.12
GUESS = 0.45


@dataclass(frozen=True, slots=True)
class Query:
    """A query after reading: the words that matter, the text for patterns, and what was repaired."""

    words: list[Word]
    folded: str
    repaired: str
    unknown: tuple[str, ...]


class Index:
    """Answers searches. Holds no state besides what `build_index` put in."""

    def __init__(
        self,
        *,
        documents: Sequence[ProcedureDoc],
        lexicon: Lexicon,
        postings: Postings,
        phrases: Phrases,
        events: Phrases,
        profiles: Sequence[Profile],
        standings: Standings,
        life_events: Sequence[LifeEvent],
        plain: Mapping[str, str],
        repairer: Repairer,
    ) -> None:
        self._documents = documents
        self._lexicon = lexicon
        self._postings = postings
        self._phrases = phrases
        self._events = events
        self._profiles = profiles
        self._standings = standings
        self._life_events = tuple(life_events)
        self._plain = plain
        self._numbers = {document.code: number for number, document in enumerate(documents)}
        self._repairer = repairer

    def __len__(self) -> int:
        return len(self._documents)

    def plain_title(self, code: str) -> str:
        """The title in plain words, or the official one without its first words of office."""
        return self._plain.get(code) or self._documents[self._numbers[code]].name

    def search(self, query: str, *, limit: int = 10, place_level: str | None = None) -> SearchAnswer:
        """The best procedures first. Never fails and never answers with nothing to click.

        `place_level` ("xa" or "tinh") prefers procedures decided where the citizen is.
        """
        text = query[:LONGEST_QUERY]
        code = code_in(text)
        if code in self._numbers:
            return SearchAnswer(hits=(Hit(code, 100.0, code),))
        listed, intent = self._lexicon.without_intent(words(text)[:MOST_WORDS])
        read = self._read(listed)
        hits, covered = self._ranked(read, place_level)
        confident = covered >= GUESS
        return SearchAnswer(
            hits=tuple(hits[:limit]),
            understood_as=read.repaired,
            intent=intent,
            clarify=choices(hits, self._names(hits), self._plain),
            life_events=self._suggested(read, needed=not confident),
            confident=confident,
            unknown=read.unknown,
        )

    def _read(self, listed: Sequence[Word]) -> Query:
        repaired = self._repairer.repair(listed)
        said = " ".join(each.text for each in repaired.words) if repaired.changed else ""
        folded = " ".join(fold(each.text) for each in repaired.words)
        return Query(self._lexicon.read(repaired.words), folded, said, repaired.unknown)

    def _ranked(self, query: Query, place_level: str | None) -> tuple[list[Hit], float]:
        """Hits in order, and which share of the query the first one answers."""
        keys = [each.key for each in query.words]
        weights = {each.key: self._lexicon.weight(each) for each in query.words}
        said = self._said(query)
        totals = self._postings.scores(_terms(keys, weights))
        for number, evident in said.items():
            totals[number] = totals.get(number, 0.0) + evident.worth
        shortlist = self._shortlist(totals, query, place_level)
        found = [self._refined(number, score, query, weights, said.get(number)) for number, score in shortlist]
        found.sort(key=lambda pair: -pair[0].score)
        return [hit for hit, _ in found], found[0][1] if found else 0.0

    def _shortlist(self, totals: Mapping[int, float], query: Query, place_level: str | None) -> list[tuple[int, float]]:
        """The best by words, use and level; what their variants cost is worked out only for these."""
        known = {number: total * self._standings.base(number) for number, total in totals.items()}
        lowered = self._standings.lowered(query.folded)
        scored = []
        for number in nlargest(LONGLIST, known, key=known.__getitem__):
            near = place_level is not None and place_level in self._documents[number].levels
            scored.append((number, known[number] * self._standings.factor(number, lowered) * (NEAR if near else 1.0)))
        return nlargest(SHORTLIST, scored, key=lambda pair: pair[1])

    def _said(self, query: Query) -> dict[int, Evidence]:
        heavy = {place for place, each in enumerate(query.words) if self._lexicon.weight(each) == 1.0}
        said: dict[int, Evidence] = {}
        for code, found in evidence(self._phrases.matches(query.words)).items():
            number = self._numbers.get(code)
            if number is not None:
                gain = PHRASE_GAIN * (WHOLE_QUERY if heavy <= found.places else 1.0)
                said[number] = replace(found, worth=found.worth * gain)
        return said

    def _refined(
        self, number: int, score: float, query: Query, weights: Mapping[str, float], said: Evidence | None
    ) -> tuple[Hit, float]:
        profile = self._profiles[number]
        asked = {key: self._postings.idf(key) * weight for key, weight in weights.items()}
        answered = {query.words[place].key for place in said.places} if said else set()
        covered = sum(mass for key, mass in asked.items() if key in profile.name or key in answered)
        covered /= sum(asked.values()) or 1.0
        named = sum(self._postings.idf(key) for key in profile.name) or 1.0
        name_said = sum(self._postings.idf(key) for key in profile.name if key in asked) / named
        factor = (1 - QUERY_COVER + QUERY_COVER * covered) * (1 + NAME_COVER * name_said * covered)
        factor *= 1 - MARKS_AGREE * (1 - _marks(query.words, profile))
        why = said.phrase if said else " ".join(each.text for each in query.words if each.key in profile.name)
        return Hit(self._documents[number].code, score * factor, why), covered

    def _names(self, hits: Sequence[Hit]) -> list[tuple[ProcedureDoc, frozenset[str]]]:
        return [
            (self._documents[self._numbers[hit.code]], self._profiles[self._numbers[hit.code]].name) for hit in hits[:6]
        ]

    def _suggested(self, query: Query, *, needed: bool) -> tuple[LifeEvent, ...]:
        meant = [match.phrase.alias.rewrite for match in self._events.matches(query.words)]
        found = [event for event in self._life_events if event.slug in meant]
        if needed:
            found += [event for event in self._life_events if event not in found]
        return tuple(found[:6])


def _terms(keys: Sequence[str], weights: Mapping[str, float]) -> list[tuple[str, float]]:
    singles = [(key, weights[key]) for key in dict.fromkeys(keys)]
    doubles = [
        (f"{left} {right}", PAIR_SHARE * (weights[left] + weights[right]) / 2)
        for left, right in dict.fromkeys(pairwise(keys))
    ]
    return singles + doubles


def _marks(query: Sequence[Word], profile: Profile) -> float:
    marked = [each for each in query if each.accent and each.key in profile.said]
    if not marked:
        return 1.0
    return sum(each.accent in profile.marks for each in marked) / len(marked)

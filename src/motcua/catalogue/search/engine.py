"""The index of procedures: built once, never changed, asked from any thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from motcua.catalogue.search.clarify import choices
from motcua.catalogue.search.documents import Hit, LifeEvent, ProcedureDoc, SearchAnswer
from motcua.catalogue.search.lexicon import Lexicon
from motcua.catalogue.search.phrases import Phrases, evidence
from motcua.catalogue.search.postings import PAIR_SHARE, Postings
from motcua.catalogue.search.priors import Standing
from motcua.catalogue.search.profiles import Profile
from motcua.catalogue.search.repair import Repairer
from motcua.catalogue.search.tokens import LONGEST_QUERY, MOST_WORDS, Word, code_in, words
from motcua.kernel.text import fold

PHRASE_GAIN = 3.0
WHOLE_QUERY = 1.3
SHORTLIST = 80
NAME_COVER = 0.45
QUERY_COVER = 0.5
MARKS_AGREE = 0.12
GUESS = 0.34


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
        standings: Sequence[Standing],
        life_events: Sequence[LifeEvent],
        plain: Mapping[str, str],
        marks: frozenset[str],
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
        self._repairer = Repairer(postings.frequency(), lexicon.known, postings.pairs(), marks)

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
        hits = self._ranked(read, place_level)
        confident = bool(hits) and self._covered(hits[0], read) >= GUESS
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

    def _ranked(self, query: Query, place_level: str | None) -> list[Hit]:
        keys = [each.key for each in query.words]
        weights = {each.key: self._lexicon.weight(each) for each in query.words}
        bonus, why = self._phrase_bonus(query)
        totals = self._postings.scores(_terms(keys, weights))
        for number, extra in bonus.items():
            totals[number] = totals.get(number, 0.0) + extra
        known = {number: total * self._standing(number, query, place_level) for number, total in totals.items()}
        shortlist = sorted(known, key=lambda number: -known[number])[:SHORTLIST]
        hits = [self._refined(number, known[number], query, weights, why.get(number, "")) for number in shortlist]
        return sorted(hits, key=lambda hit: -hit.score)

    def _phrase_bonus(self, query: Query) -> tuple[dict[int, float], dict[int, str]]:
        heavy = {place for place, each in enumerate(query.words) if self._lexicon.weight(each) == 1.0}
        bonus: dict[int, float] = {}
        why: dict[int, str] = {}
        for code, said in evidence(self._phrases.matches(query.words)).items():
            number = self._numbers.get(code)
            if number is not None:
                bonus[number] = said.worth * PHRASE_GAIN * (WHOLE_QUERY if heavy <= said.places else 1.0)
                why[number] = said.phrase
        return bonus, why

    def _standing(self, number: int, query: Query, place_level: str | None) -> float:
        factor = self._standings[number].factor(query.folded)
        near = place_level is not None and place_level in self._documents[number].levels
        return factor * (1.05 if near else 1.0)

    def _refined(self, number: int, score: float, query: Query, weights: Mapping[str, float], why: str) -> Hit:
        profile = self._profiles[number]
        asked = {key: self._postings.idf(key) * weight for key, weight in weights.items()}
        mass = sum(asked.values()) or 1.0
        covered = sum(value for key, value in asked.items() if key in profile.said) / mass
        named = sum(self._postings.idf(key) for key in profile.name)
        name_said = sum(self._postings.idf(key) for key in profile.name if key in asked) / (named or 1.0)
        factor = (1 - QUERY_COVER + QUERY_COVER * covered) * (1 + NAME_COVER * name_said * covered)
        factor *= 1 - MARKS_AGREE * (1 - _marks(query.words, profile))
        shown = why or " ".join(each.text for each in query.words if each.key in profile.name)
        return Hit(self._documents[number].code, score * factor, shown)

    def _covered(self, hit: Hit, query: Query) -> float:
        profile = self._profiles[self._numbers[hit.code]]
        asked = {each.key: self._postings.idf(each.key) * self._lexicon.weight(each) for each in query.words}
        return sum(value for key, value in asked.items() if key in profile.said) / (sum(asked.values()) or 1.0)

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

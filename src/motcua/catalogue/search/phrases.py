"""The dictionary of phrases: which ones a query contains, and what they say for each procedure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from motcua.catalogue.search.documents import Alias
from motcua.catalogue.search.lexicon import agree
from motcua.catalogue.search.tokens import Word

TOGETHER, NEARLY, IN_ORDER, SCATTERED = 1.0, 0.9, 0.6, 0.4
OTHER_MARKS = 0.3
INSIDE_A_LONGER_ONE = 0.35
APART_IN_A_PAIR = 0.5
LATER_CODE = 0.8


@dataclass(frozen=True, slots=True)
class Phrase:
    """An alias read into words, with the rarity of each."""

    alias: Alias
    words: tuple[Word, ...]
    masses: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a query, at `taken` (one place for each of its words), and how well it fits (0…1)."""

    phrase: Phrase
    taken: tuple[int, ...]
    fit: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What all phrases together say for one procedure, the phrase that says most, and the places they cover."""

    worth: float
    phrase: str
    places: frozenset[int]


class Phrases:
    """Finds phrases by their rarest word."""

    def __init__(self, phrases: Iterable[Phrase], rarity: Callable[[str], float]) -> None:
        self._by_rarest: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            rarest = max((each.key for each in phrase.words), key=rarity)
            self._by_rarest.setdefault(rarest, []).append(phrase)

    def matches(self, query: Sequence[Word]) -> list[Match]:
        """Every phrase all of whose words the query has."""
        places: dict[str, list[int]] = {}
        for place, each in enumerate(query):
            places.setdefault(each.key, []).append(place)
        return [
            match
            for key in places
            for phrase in self._by_rarest.get(key, ())
            if (match := _match(phrase, query, places)) is not None
        ]


def evidence(matches: Sequence[Match]) -> dict[str, Evidence]:
    """For each code: every place of the query counted once, by the phrase that fits it best.

    A phrase lying wholly inside a longer one of other procedures says little: "bằng lái" inside "mất bằng lái".
    """
    spans = _longest(matches)
    values: dict[str, dict[int, float]] = {}
    loudest: dict[str, tuple[float, str]] = {}
    for match in matches:
        places = frozenset(match.taken)
        inside = [codes for span, codes in spans if places < span]
        for rank, code in enumerate(match.phrase.alias.codes):
            hidden = any(code not in codes for codes in inside)
            factor = match.fit * match.phrase.alias.weight * LATER_CODE**rank * (INSIDE_A_LONGER_ONE if hidden else 1)
            held = values.setdefault(code, {})
            for place, mass in zip(match.taken, match.phrase.masses, strict=True):
                held[place] = max(held.get(place, 0.0), mass * factor)
            said = factor * sum(match.phrase.masses)
            if said > loudest.get(code, (0.0, ""))[0]:
                loudest[code] = (said, match.phrase.alias.phrase)
    return {code: Evidence(sum(held.values()), loudest[code][1], frozenset(held)) for code, held in values.items()}


def _longest(matches: Iterable[Match]) -> list[tuple[frozenset[int], set[str]]]:
    """Places taken by well-fitting phrases with the codes they speak for; only those not inside another."""
    codes: dict[frozenset[int], set[str]] = {}
    for match in matches:
        if match.fit >= NEARLY:
            codes.setdefault(frozenset(match.taken), set()).update(match.phrase.alias.codes)
    return [(span, spoken) for span, spoken in codes.items() if len(span) > 1]


def _match(phrase: Phrase, query: Sequence[Word], places: Mapping[str, list[int]]) -> Match | None:
    if any(each.key not in places for each in phrase.words):
        return None
    taken = _in_order(phrase.words, places)
    closeness = SCATTERED
    if taken is not None:
        closeness = _closeness(taken)
    else:
        taken = _anyhow(phrase.words, places)
        if taken is None:
            return None
    if len(taken) == 2 and closeness < NEARLY:
        closeness *= APART_IN_A_PAIR
    marks = all(agree(query[place], each) for place, each in zip(taken, phrase.words, strict=True))
    return Match(phrase, tuple(taken), closeness * (1.0 if marks else OTHER_MARKS))


def _closeness(taken: Sequence[int]) -> float:
    spread = taken[-1] - taken[0] + 1 - len(taken)
    if spread == 0:
        return TOGETHER
    return NEARLY if spread <= 2 else IN_ORDER


def _in_order(listed: Sequence[Word], places: Mapping[str, list[int]]) -> list[int] | None:
    """Places of the words one after another, tightest of the possible beginnings."""
    best: list[int] | None = None
    for start in places[listed[0].key]:
        taken = [start]
        for each in listed[1:]:
            later = next((place for place in places[each.key] if place > taken[-1]), None)
            if later is None:
                break
            taken.append(later)
        if len(taken) == len(listed) and (best is None or taken[-1] - taken[0] < best[-1] - best[0]):
            best = taken
    return best


def _anyhow(listed: Sequence[Word], places: Mapping[str, list[int]]) -> list[int] | None:
    taken: list[int] = []
    for each in listed:
        free = next((place for place in places[each.key] if place not in taken), None)
        if free is None:
            return None
        taken.append(free)
    return taken

"""Repair of words the index has never seen: raw Telex, one wrong letter, a sound written another way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from motcua.catalogue.search.telex import VOWELS, decoded
from motcua.catalogue.search.tokens import Word, word

LETTERS = "abcdeghiklmnopqrstuvxy"
STARTS = (
    ("s", "x"), ("x", "s"), ("tr", "ch"), ("ch", "tr"), ("d", "gi"), ("gi", "d"), ("d", "r"), ("r", "d"),
    ("r", "gi"), ("gi", "r"), ("v", "d"), ("d", "v"), ("v", "gi"), ("n", "l"), ("l", "n"), ("ngh", "ng"), ("ng", "ngh"),
    ("gh", "g"), ("g", "gh"), ("k", "c"), ("c", "k"), ("q", "k"), ("ph", "f"), ("f", "ph"), ("j", "gi"), ("z", "d"),
)  # fmt: skip
ENDS = (
    ("c", "t"), ("t", "c"), ("n", "ng"), ("ng", "n"), ("i", "y"), ("y", "i"), ("nh", "n"), ("o", "u"), ("iu", "ieu"),
    ("ch", "t"), ("t", "ch"), ("in", "inh"), ("uu", "iu"), ("ay", "ai"), ("ai", "ay"), ("au", "ao"), ("ao", "au"),
)  # fmt: skip
ALIKE_ENOUGH = 0.45
SHORTEST_FOR_EDIT = 3
RARE = 4
USUAL = 3
LONG_ENOUGH_TO_BE_TELEX = 4


@dataclass(frozen=True, slots=True)
class Repaired:
    """The words to search for, and which words nothing could be made of."""

    words: list[Word]
    changed: bool
    unknown: tuple[str, ...]


class Repairer:
    """Knows every word of the index with the number of procedures that have it."""

    def __init__(
        self,
        frequency: Mapping[str, int],
        known: Iterable[str],
        neighbours: Mapping[str, int],
        spellings: Mapping[str, str],
        marks: frozenset[str],
    ) -> None:
        self._frequency = frequency
        self._small = frozenset(known)
        self._marks = marks
        self._known = self._small | frozenset(frequency)
        self._neighbours = neighbours
        self._spellings = spellings
        self._trigrams: dict[str, set[str]] = {}
        for key in frequency:
            if len(key) >= SHORTEST_FOR_EDIT and not key.isdigit():
                for gram in trigrams(key):
                    self._trigrams.setdefault(gram, set()).add(key)

    def repair(self, listed: Sequence[Word]) -> Repaired:
        result: list[Word] = []
        unknown: list[str] = []
        changed = False
        for place, each in enumerate(listed):
            if each.key in self._known or each.key.isdigit():
                heard = self._heard_otherwise(listed, place)
            else:
                heard = self._made_known(each, listed, place)
                if heard is None:
                    unknown.append(each.text)
            changed = changed or heard is not None
            result.append(heard or each)
        return Repaired(result, changed, tuple(unknown))

    def _made_known(self, each: Word, listed: Sequence[Word], place: int) -> Word | None:
        for candidate in map(word, decoded(each.text)):
            if candidate.accent in self._marks:
                return candidate
            if candidate.key in self._known and len(each.text) >= LONG_ENOUGH_TO_BE_TELEX:
                return self._spelled(candidate.key)
        if len(each.key) < SHORTEST_FOR_EDIT:
            return None
        near = [key for key in (*confusions(each.key), *edits(each.key)) if key in self._frequency]
        chosen = self._best(near, listed, place) or self._similar(each.key)
        return self._spelled(chosen) if chosen else None

    def _spelled(self, key: str) -> Word:
        """A word that agrees with any marks, shown as the catalogue mostly writes it."""
        return Word(key, "", self._spellings.get(key, key))

    def _heard_otherwise(self, listed: Sequence[Word], place: int) -> Word | None:
        """A known word that fits no neighbour, when the word it sounds like fits one: "khai xinh" → "khai sinh"."""
        each = listed[place]
        well_spelled = each.key in self._small or each.accent in self._marks
        if len(listed) == 1 or well_spelled or self._fits(each.key, listed, place):
            return None
        heard = [key for key in confusions(each.key) if key in self._frequency and self._fits(key, listed, place)]
        chosen = max(heard, key=lambda key: self._frequency[key], default="")
        rare = self._frequency.get(each.key, 0) * RARE < self._frequency.get(chosen, 0)
        unheard_of = bool(each.accent) and each.accent not in self._marks
        return self._spelled(chosen) if chosen and (rare or unheard_of) else None

    def _best(self, near: Sequence[str], listed: Sequence[Word], place: int) -> str:
        def rank(key: str) -> tuple[bool, int]:
            return self._fits(key, listed, place), self._frequency[key]

        return max(near, key=rank, default="")

    def _fits(self, key: str, listed: Sequence[Word], place: int) -> bool:
        left = f"{listed[place - 1].key} {key}" if place > 0 else ""
        right = f"{key} {listed[place + 1].key}" if place + 1 < len(listed) else ""
        return self._neighbours.get(left, 0) >= USUAL or self._neighbours.get(right, 0) >= USUAL

    def _similar(self, key: str) -> str:
        grams = trigrams(key)
        shared: dict[str, int] = {}
        for gram in grams:
            for known in self._trigrams.get(gram, ()):
                shared[known] = shared.get(known, 0) + 1
        scored = ((count / (len(grams) + len(known) + 1 - count), known) for known, count in shared.items())
        best, known = max(scored, default=(0.0, ""))
        return known if best >= ALIKE_ENOUGH else ""


def trigrams(key: str) -> set[str]:
    """Three-letter windows of the padded key."""
    padded = f" {key} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}


def confusions(key: str) -> list[str]:
    """The key as it sounds to those who do not tell s/x, tr/ch, d/gi/r, n/l, c/t, n/ng apart."""
    onset = _onset(key)
    heard = [other + key[len(start) :] for start, other in STARTS if onset == start]
    heard += [key[: -len(end)] + other for end, other in ENDS if key.endswith(end)]
    return heard


def _onset(key: str) -> str:
    """The consonants a syllable begins with; "gi" before a vowel is one of them."""
    if key.startswith("gi") and key[2:3] in VOWELS:
        return "gi"
    return key[: next((place for place, letter in enumerate(key) if letter in VOWELS), 0)]


def edits(key: str) -> list[str]:
    """Keys one insertion, deletion, replacement or swap away."""
    splits = [(key[:place], key[place:]) for place in range(len(key) + 1)]
    deleted = [left + right[1:] for left, right in splits if right]
    swapped = [left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1]
    replaced = [left + letter + right[1:] for left, right in splits if right for letter in LETTERS]
    inserted = [left + letter + right for left, right in splits for letter in LETTERS]
    return [*swapped, *deleted, *replaced, *inserted]

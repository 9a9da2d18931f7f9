"""The small words: what to drop, what counts little, what means something else, what was asked about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from motcua.catalogue.search.documents import Intent
from motcua.catalogue.search.tokens import Word, words
from motcua.kernel.text import fold

NEGLIGIBLE = 0.25


@dataclass(frozen=True, slots=True)
class SmallWord:
    """`kind`: "stop" drops the word as written, "stop_ca_khong_dau" also when typed bare, "nhe" counts it little."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Words that always mean other words: "gplx" → "giấy phép lái xe"."""

    find: tuple[Word, ...]
    put: tuple[Word, ...]


def agree(left: Word, right: Word) -> bool:
    """Same letters, and no contradicting marks where both have them."""
    return left.key == right.key and (not left.accent or not right.accent or left.accent == right.accent)


def _same(here: Sequence[Word], find: Sequence[Word]) -> bool:
    """A single word must be written exactly so: "ma" is not "má"."""
    return here[0] == find[0] if len(find) == 1 else all(map(agree, here, find))


class Lexicon:
    """Turns text into the words that matter. The same reading serves names, phrases and queries."""

    def __init__(
        self,
        *,
        small_words: Iterable[SmallWord] = (),
        rewrites: Iterable[tuple[str, str]] = (),
        intents: Iterable[tuple[Intent, str]] = (),
    ) -> None:
        small = [(words(each.text)[0], each.kind) for each in small_words]
        self._stop_marked = frozenset((w.key, w.accent) for w, kind in small if kind.startswith("stop"))
        self._stop_bare = frozenset(w.key for w, kind in small if kind == "stop_ca_khong_dau")
        self._little_marked = frozenset((w.key, w.accent) for w, kind in small if kind == "nhe")
        self._little_bare = frozenset(w.key for w, kind in small if kind == "nhe")
        self._rewrites: dict[str, list[Rewrite]] = {}
        for find, put in rewrites:
            self._add(Rewrite(tuple(words(find)), tuple(words(put))))
        for listed in self._rewrites.values():
            listed.sort(key=lambda rewrite: -len(rewrite.find))
        self._intents = [(intent, re.compile(rf"\b(?:{fold(pattern)})\b")) for intent, pattern in intents]

    def _add(self, rewrite: Rewrite) -> None:
        if rewrite.find:
            self._rewrites.setdefault(rewrite.find[0].key, []).append(rewrite)

    @property
    def known(self) -> frozenset[str]:
        """Keys that are no misspelling although no procedure has them."""
        finds = {w.key for listed in self._rewrites.values() for rewrite in listed for w in rewrite.find}
        return self._stop_bare | {key for key, _ in self._stop_marked} | self._little_bare | finds

    def weight(self, each: Word) -> float:
        """How much a word counts: 1 for most, a quarter for "làm", "xin", "giấy"…"""
        little = (each.key, each.accent) in self._little_marked if each.accent else each.key in self._little_bare
        return NEGLIGIBLE if little else 1.0

    def read(self, listed: Sequence[Word]) -> list[Word]:
        """The words that matter, synonyms made one. Never empty when the input is not."""
        rewritten = self._rewritten(listed)
        bare = not any(each.accent for each in listed)
        kept = [each for each, meant in rewritten if meant or not self._stops(each, bare=bare)]
        return kept or [each for each, _ in rewritten]

    def _stops(self, each: Word, *, bare: bool) -> bool:
        if bare and not each.accent:
            return each.key in self._stop_bare
        return (each.key, each.accent) in self._stop_marked

    def _rewritten(self, listed: Sequence[Word]) -> list[tuple[Word, bool]]:
        """Each word, and whether the dictionary put it there: such a word is never dropped ("thế" of "thế chấp")."""
        result: list[tuple[Word, bool]] = []
        place = 0
        while place < len(listed):
            found = self._rewrite_at(listed, place)
            if found:
                result.extend((each, len(found.put) > 1) for each in found.put)
                place += len(found.find)
            else:
                result.append((listed[place], False))
                place += 1
        return result

    def _rewrite_at(self, listed: Sequence[Word], place: int) -> Rewrite | None:
        for rewrite in self._rewrites.get(listed[place].key, ()):
            here = listed[place : place + len(rewrite.find)]
            if len(here) == len(rewrite.find) and _same(here, rewrite.find):
                return rewrite
        return None

    def without_intent(self, listed: Sequence[Word]) -> tuple[list[Word], Intent | None]:
        """The query without "phí bao nhiêu", "nộp ở đâu"…, and what was asked; untouched if nothing would remain."""
        text = " ".join(fold(each.text) for each in listed)
        for intent, pattern in self._intents:
            found = pattern.search(text)
            if not found:
                continue
            before, after = text[: found.start()].count(" "), text[: found.end()].count(" ") + 1
            rest = [*listed[:before], *listed[after:]]
            return (rest, intent) if self._says_something(rest) else (list(listed), intent)
        return list(listed), None

    def _says_something(self, listed: Sequence[Word]) -> bool:
        bare = not any(each.accent for each in listed)
        return any(not self._stops(each, bare=bare) and self.weight(each) == 1.0 for each in listed)

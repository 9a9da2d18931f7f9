"""Reading an address as people write it and scoring which communes it may mean. Pure: no query, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.kernel.text import fold
from motcua.places.names import agrees, kind_before, typed_words

_COMMUNE_KINDS = frozenset({("xa",), ("phuong",), ("thi", "tran"), ("dac", "khu")})
_VILLAGE_WORDS = frozenset({"thon", "xom", "lang", "ban", "pho", "to", "khu", "duong", "so", "ngo", "ngach", "hem"})


@dataclass(frozen=True, slots=True)
class Named:
    """A commune as the reading needs it: ``name`` = folded words, ``spelt`` = the same with marks, kind, district."""

    id: int
    name: tuple[str, ...]
    spelt: tuple[str, ...]
    kind: tuple[str, ...]
    district: tuple[str, ...] = ()
    district_kind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """``tokens`` = folded words, ``typed`` = the same words as typed."""

    tokens: tuple[str, ...]
    typed: tuple[str, ...]


def read(text: str, *, province: tuple[str, ...]) -> Address:
    """The address without a closing "Việt Nam" and province (folded words), which name no commune."""
    typed = typed_words(text)
    for closing in (("viet", "nam"), province):
        start = len(typed) - len(closing)
        if start >= 0 and tuple(map(fold, typed[start:])) == closing:
            said = kind_before([fold(word) for word in typed], start)
            if said in ((), ("tinh",)):
                typed = typed[: start - len(said)]
    return Address(tuple(map(fold, typed)), tuple(typed))


def best(address: Address, units: Iterable[Named]) -> list[int]:
    """Ids of the units the address speaks of most plausibly, all of them when several do equally well."""
    scored = [(score, unit) for unit in units if (score := _score(address, unit))]
    top = max((score for score, _ in scored), default=None)
    return [unit.id for score, unit in scored if score == top]


def _score(address: Address, unit: Named) -> tuple[int, int, int, int] | None:
    """How well: (its district named, its kind said, further left, typed with marks); None = not at all."""
    found = [
        (kind, position)
        for position in _positions(address.tokens, unit.name)
        if all(map(agrees, address.typed[position:], unit.spelt))
        and (kind := _mention(address.tokens, position, unit)) is not None
    ]
    if not found:
        return None
    kind, position = max(found, key=lambda mention: (mention[0], -mention[1]))
    district = _district(address.tokens, unit, position)
    if district < 0:
        return None
    return (district, kind, -position if not kind else 0, int(_marked(address, unit, position)))


def _marked(address: Address, unit: Named, position: int) -> bool:
    """Whether the mention is typed with marks: then it is surer than one that could be several names."""
    end = position + len(unit.name)
    return address.typed[position:end] != address.tokens[position:end]


def _mention(tokens: tuple[str, ...], position: int, unit: Named) -> int | None:
    """2 = with its kind ("xã Hoằng Thắng"), 1 = with another commune kind, 0 = bare, None = something else's name."""
    said = kind_before(list(tokens), position)
    if said == unit.kind:
        return 2
    if said in _COMMUNE_KINDS:
        return 1
    if said or (position and tokens[position - 1] in _VILLAGE_WORDS):
        return None
    return 0


def _district(tokens: tuple[str, ...], unit: Named, after: int) -> int:
    """2 = its district is named with its kind, 1 = bare, 0 = none is, −1 = the address names another district."""
    rest = range(after + len(unit.name), len(tokens))
    if unit.district:
        for position in _positions(tokens, unit.district):
            if position in rest:
                return 2 if kind_before(list(tokens), position) == unit.district_kind else 1
    named = any(kind_before(list(tokens), position) == ("huyen",) for position in rest)
    return -1 if named else 0


def _positions(tokens: tuple[str, ...], name: tuple[str, ...]) -> list[int]:
    return [start for start in range(len(tokens) - len(name) + 1) if tokens[start : start + len(name)] == name]

"""What of a procedure is compared with the query once it made the shortlist."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from motcua.catalogue.search.tokens import Word


@dataclass(frozen=True, slots=True)
class Profile:
    """Keys of the name; keys of name, phrases and sector together; their accents, where they have any."""

    name: frozenset[str]
    said: frozenset[str]
    marks: frozenset[str]


def profile(name: Sequence[Word], phrases: Iterable[Sequence[Word]], rest: Sequence[Word]) -> Profile:
    """A phrase written without marks agrees with any marks."""
    listed = [*name, *(each for phrase in phrases for each in phrase), *rest]
    return Profile(
        name=frozenset(each.key for each in name),
        said=frozenset(each.key for each in listed),
        marks=frozenset(each.accent for each in listed if each.accent),
    )

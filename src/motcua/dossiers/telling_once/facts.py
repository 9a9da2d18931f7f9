"""Facts about people under the names that a field's ``prefill`` uses. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.dossiers.enums import ToldSource
from motcua.forms.rules import Answer
from motcua.identity.enums import Sex
from motcua.identity.population.port import Registered, Relation

PERSON, SPOUSE, FATHER, MOTHER = "person", "spouse", "father", "mother"
AS_MOTHER, AS_FATHER, CHILD, EARLIER = "as_mother", "as_father", "child", "earlier"
KNOWN = "known"
REGISTERED = frozenset({PERSON, SPOUSE, FATHER, MOTHER, AS_MOTHER, AS_FATHER})
OWN = frozenset({"phone", "email", "address"})  # the person's to change, whatever anybody has on record
PARTS: Mapping[str, str] = {"birth": "birth_date"}  # parts of a ``person`` question whose fact has another name
RELATIVES: Mapping[str, Relation] = {
    SPOUSE: Relation.SPOUSE,
    FATHER: Relation.FATHER,
    MOTHER: Relation.MOTHER,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """``locked`` = an authority said it, so it is shown, not asked. ``ref`` names the paper or dossier it is from."""

    value: Answer
    source: ToldSource
    at: datetime
    ref: str = ""
    locked: bool = False


type Known = dict[str, Fact]


def who_and_what(name: str) -> tuple[str, str]:
    who, _dot, what = name.partition(".")
    return who, what


def from_register(name: str) -> bool:
    """Whether the register is asked for this fact."""
    who, what = who_and_what(name)
    return who in REGISTERED and what not in OWN


def relatives_wanted(names: Iterable[str], *, sex: str) -> set[str]:
    """Who besides the person must be looked up for these names: nobody is without need."""
    wanted = {who_and_what(name)[0] for name in names if from_register(name)}
    other_parent = AS_FATHER if sex == Sex.FEMALE else AS_MOTHER
    return {who for who in RELATIVES if who in wanted or (who == SPOUSE and other_parent in wanted)}


def registered_facts(who: str, found: Registered, at: datetime, places: Mapping[str, Answer]) -> Known:
    """What the register says of one person; ``places`` holds home and hometown as answers, where they can be said."""
    said: dict[str, Answer] = {
        "full_name": found.full_name,
        "id_number": found.id_number,
        "birth_date": found.birth_date.isoformat() if found.birth_date else "",
        "sex": found.sex,
        "ethnicity": found.ethnicity,
        "nationality": found.nationality,
        "marital": found.marital,
        **places,
    }
    facts: Known = {
        f"{who}.{what}": Fact(value, ToldSource.REGISTER, at, locked=True) for what, value in said.items() if value
    }
    facts[f"{who}.{KNOWN}"] = Fact("yes", ToldSource.REGISTER, at)
    return facts


def as_parents(known: Known, *, sex: str) -> Known:
    """The citizen and the spouse as mother and father of the child they declare."""
    mother, father = (PERSON, SPOUSE) if sex == Sex.FEMALE else (SPOUSE, PERSON)
    found: Known = {}
    for who, role in ((mother, AS_MOTHER), (father, AS_FATHER)):
        found |= {f"{role}.{what}": fact for what, fact in _of(known, who).items() if what not in OWN}
    return found


def _of(known: Known, who: str) -> Known:
    return {name.partition(".")[2]: fact for name, fact in known.items() if name.startswith(f"{who}.")}

"""What we ask of a population register, and what it tells, in our words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Relation(StrEnum):
    FATHER = "father"
    MOTHER = "mother"
    SPOUSE = "spouse"
    GUARDIAN = "guardian"
    HEAD = "head"  # of the household


@dataclass(frozen=True, slots=True)
class Question:
    """``by`` = who asks, ``purpose`` = the procedure, ``reference`` = our own name for this one ask."""

    id_number: str
    full_name: str
    birth_date: date | None
    by: str
    purpose: str
    reference: str


@dataclass(frozen=True, slots=True)
class Place:
    """``commune`` as the register codes it (perhaps one abolished since), "" when it is not said."""

    commune: str
    detail: str


@dataclass(frozen=True, slots=True)
class Relative:
    relation: Relation
    full_name: str
    id_number: str


@dataclass(frozen=True, slots=True)
class Registered:
    """A person as registered. ``birth_date`` None where only the year is known; "" = the register does not say."""

    id_number: str
    full_name: str
    birth_date: date | None
    sex: str
    ethnicity: str
    nationality: str
    marital: str
    hometown: Place | None
    home: Place | None
    relatives: tuple[Relative, ...] = ()

    def relative(self, relation: Relation) -> Relative | None:
        return next((one for one in self.relatives if one.relation is relation), None)


class PopulationRegister(Protocol):
    def find_person(self, question: Question) -> Registered | None:
        """The person with this number and name; None when there is none. Raises ``gateway.errors.Unavailable``."""
        ...

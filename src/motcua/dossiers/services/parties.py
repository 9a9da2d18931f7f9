"""The people behind a filing, made into rows of ``identity``."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.dossiers.enums import Ground
from motcua.identity.askers import Asker
from motcua.identity.services.people import find_or_create_business, find_or_create_person


@dataclass(frozen=True, slots=True)
class Party:
    """A person, known by ``person_id`` or by what was declared."""

    full_name: str
    person_id: uuid.UUID | None = None
    id_number: str = ""
    birth_date: date | None = None
    phone: str = ""
    email: str = ""

    def is_surely(self, other: Party) -> bool:
        """Whether both are the same person beyond doubt, with nothing to be learnt from asking again."""
        mine = (self.id_number, self.full_name, self.birth_date)
        return bool(self.id_number) and mine == (other.id_number, other.full_name, other.birth_date)

    def settle(self, asker: Asker, at: datetime) -> uuid.UUID:
        """The person's id; a person with a known number is found, never doubled."""
        if self.person_id is not None:
            return self.person_id
        person = find_or_create_person(
            asker=asker,
            full_name=self.full_name,
            id_number=self.id_number or None,
            birth_date=self.birth_date,
            phone=self.phone,
            email=self.email,
            at=at,
        )
        return person.pk


@dataclass(frozen=True, slots=True)
class Company:
    tax_code: str
    name: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A paper that shows the authority of who acts, as it was shown at the counter or declared."""

    number: str
    signed_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Ids of everybody, ready for the row. Five people, five fields."""

    acting: uuid.UUID
    owner_person: uuid.UUID | None
    owner_business: uuid.UUID | None
    subject: uuid.UUID | None
    representative: uuid.UUID | None
    ground: str
    applicant_name: str
    owner_name: str

    def columns(self) -> dict[str, Any]:
        return {
            "acting": self.acting,
            "owner_person": self.owner_person,
            "owner_business": self.owner_business,
            "subject": self.subject,
            "representative": self.representative,
            "ground": self.ground,
            "applicant_name": self.applicant_name,
        }


@dataclass(frozen=True, slots=True)
class Parties:
    """For whom the acting person files: nobody else named = for themselves."""

    owner: Party | None = None
    business: Company | None = None
    ground: str = ""
    stated: Stated | None = None

    def settle(self, *, asker: Asker, acting: Party, subject: Party | None, at: datetime) -> Settled:
        acting_id = acting.settle(asker, at)
        owner_id: uuid.UUID | None = None
        business_id: uuid.UUID | None = None
        if self.business is not None:
            business_id = find_or_create_business(
                asker=asker, tax_code=self.business.tax_code, name=self.business.name, at=at
            ).pk
        else:
            owner_id = self.owner.settle(asker, at) if self.owner is not None else acting_id
        subject_id = owner_id
        if subject is not None:
            subject_id = acting_id if acting.is_surely(subject) else subject.settle(asker, at)
        acts_for_other = owner_id != acting_id
        ground = (Ground.COMPANY.value if business_id else self.ground) if acts_for_other else ""
        return Settled(
            acting=acting_id,
            owner_person=owner_id,
            owner_business=business_id,
            subject=subject_id,
            representative=acting_id if acts_for_other else None,
            ground=ground,
            applicant_name=acting.full_name,
            owner_name=self._owner_name(acting),
        )

    def _owner_name(self, acting: Party) -> str:
        if self.business is not None:
            return self.business.name
        return (self.owner or acting).full_name

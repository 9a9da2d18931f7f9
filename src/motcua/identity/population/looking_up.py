"""Asking the register about a person: written down first, with who asks and what for."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.conf import settings
from django.utils.crypto import salted_hmac

from motcua.audit.services.access import look_up
from motcua.identity.askers import Asker
from motcua.identity.models import Person
from motcua.identity.population.national import NationalRegister
from motcua.identity.population.port import PopulationRegister, Question, Registered

PURPOSE = "population.find"
HELPING = "population.helping"  # an officer looks for somebody who agreed to their help in filing


def connected() -> bool:
    """Whether this province is connected to the register at all."""
    return bool(settings.POPULATION_URL)


def register() -> PopulationRegister:
    return NationalRegister(
        url=settings.POPULATION_URL, token=settings.POPULATION_TOKEN, integration=settings.POPULATION_INTEGRATION
    )


def find_person(
    *,
    asker: Asker,
    id_number: str,
    full_name: str,
    procedure_code: str,
    object_ref: str,
    at: datetime,
    birth_date: date | None = None,
    ground: str = PURPOSE,
) -> Registered | None:
    """The registered person with this number and name, or None. The look is committed to the log before the call.

    ``object_ref``: the draft or dossier it is for; ``ground``: what the log calls the look. Raises
    ``gateway.errors.Unavailable`` when there is no answer, and ``InsideTransaction`` where the caller holds one.
    """
    reference = uuid.uuid4().hex
    look_up(asker=asker, person_ref=ref_of_number(id_number), purpose=ground, object_ref=object_ref, at=at)
    return register().find_person(
        Question(
            id_number=id_number,
            full_name=full_name,
            birth_date=birth_date,
            by=asker.ref,
            purpose=procedure_code,
            reference=reference,
        )
    )


def ref_of_number(id_number: str) -> str:
    """How the log of looks names somebody by number who may have no row yet; the number itself is not in it."""
    known = Person.objects.filter(id_number=id_number).values_list("pk", flat=True).first()
    return str(known) if known else hidden_number(id_number)


def hidden_number(id_number: str) -> str:
    return f"number:{salted_hmac('motcua.identity.number', id_number, algorithm='sha256').hexdigest()[:40]}"

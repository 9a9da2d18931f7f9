"""Dossiers that wait for an officer, with ids that follow from a counter: each is used once, by whom is certain."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import datetime

from django.db import connection

from motcua.catalogue.selectors import published_version_id, version_bundle
from motcua.dossiers.enums import Status
from motcua.dossiers.generating.filling import Applicant, Filling, Offer
from motcua.dossiers.generating.history import Made, Numbers, dossiers
from motcua.dossiers.generating.loading import commune_codes, keep_numbers, load, numbers_given, offers_for, tidy
from motcua.forms.rules.made_up_people import NOBODYS, Someone
from motcua.identity.models import Person

ID_SQL = "(lpad(to_hex(%s), 12, '0') || '7000a000000000000000')::uuid"


def id_of(number: int) -> uuid.UUID:
    return uuid.UUID(f"{number:012x}7000a000000000000000")


def add_submitted(*, procedure: str, office: str, count: int, at: datetime) -> int:
    """``count`` dossiers submitted to the office, numbered from 0; returns the id of the first task, others follow."""
    source = random.Random(2)
    bundle = version_bundle(published_version_id(procedure))
    offer = next(one for one in offers_for(bundle, at.date(), 1000) if one.organisation_code == office)
    numbers = numbers_given()
    load(_numbered(source, offer, count, at, numbers), source, at)
    keep_numbers(numbers)
    tidy()
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM workflow_task WHERE subject_id = %s", [id_of(0)])
        first: int = cursor.fetchone()[0]
    return first


def _numbered(source: random.Random, offer: Offer, count: int, at: datetime, numbers: Numbers) -> Iterator[Made]:
    persons = Person.objects.filter(id_number__startswith=NOBODYS, birth_date__isnull=False).order_by("id_number")[
        :2000
    ]
    applicants = [
        Applicant(one.pk, Someone(one.full_name, one.birth_date, one.sex, "Kinh", one.id_number or ""))
        for one in persons
        if one.birth_date
    ]
    filling = Filling(source, applicants, commune_codes(at.date()))
    made = dossiers(source, [offer], filling, count, at, numbers, fates=[(Status.SUBMITTED, 1)])
    for number, one in enumerate(made):
        one.id = id_of(number)
        one.track_token = f"bench-{number}"
        yield one

"""Finding a dossier again: by code, by name, by a person's number; only among those the officer may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from motcua.audit.services.access import look_up
from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Status
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import PROCESSING_ROLES
from motcua.identity.askers import Asker

MOST = 50
SHORTEST_NAME = 2
ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class FoundDossier:
    dossier: Dossier
    procedure: str

    @property
    def status(self) -> Status:
        return Status(self.dossier.status)


@dataclass(frozen=True, slots=True)
class Found:
    """``kind`` says how the text was read: code, number, name or nothing (too short). ``more`` = there are others."""

    kind: str
    rows: tuple[FoundDossier, ...]
    more: bool


def find_dossiers(asker: Asker, text: str, *, at: datetime) -> Found:
    """The newest first, at most ``MOST``. A look by a person's number is logged, before anything is given."""
    wanted = " ".join(text.split())
    digits = wanted.replace(" ", "").replace(".", "")
    if len(digits) == ID_DIGITS and digits.isdecimal():
        return _found("number", _by_number(asker, digits, at))
    if any(mark.isdecimal() for mark in wanted):
        return _found("code", _visible(asker).filter(code__icontains=wanted.replace(" ", "")))
    if len(wanted) < SHORTEST_NAME:
        return Found("nothing", (), more=False)
    names = Q(applicant_name__icontains=wanted) | Q(owner_person__full_name__icontains=wanted)
    return _found("name", _visible(asker).filter(names | Q(owner_business__name__icontains=wanted)))


def _visible(asker: Asker) -> QuerySet[Dossier]:
    offices = asker.organisations_with(*PROCESSING_ROLES)
    handling = Q(organisation_id__in=offices) | Q(reception_id__in=offices)
    return Dossier.objects.filter(handling | Q(support_id__in=offices) | Q(former_ids__overlap=list(offices)))


@transaction.atomic
def _by_number(asker: Asker, number: str, at: datetime) -> QuerySet[Dossier]:
    people = ("acting", "owner_person", "subject", "representative")
    rows = _visible(asker).filter(
        Q(acting__id_number=number)
        | Q(owner_person__id_number=number)
        | Q(subject__id_number=number)
        | Q(representative__id_number=number)
    )
    met = {
        str(getattr(row, f"{name}_id"))
        for row in rows.select_related(*people)[:MOST]
        for name in people
        if getattr(row, name) is not None and getattr(row, name).id_number == number
    }
    for person in met or {"none"}:
        look_up(asker=asker, person_ref=person, purpose="dossier.find_by_number", at=at)
    return rows


def _found(kind: str, rows: QuerySet[Dossier]) -> Found:
    listed = list(
        rows.select_related("organisation", "owner_person", "owner_business").order_by("-submitted_at")[: MOST + 1]
    )
    lines = tuple(FoundDossier(row, version_bundle(row.version_id).plain_name) for row in listed[:MOST])
    return Found(kind, lines, more=len(listed) > MOST)

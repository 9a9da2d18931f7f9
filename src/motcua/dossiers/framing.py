"""What every paper of a dossier has around its own matter: head, dossier, signer (NĐ 30/2020 art. 8)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.documents.papers.frame import Heading, Matter, Signer, Signing
from motcua.dossiers.models import Dossier
from motcua.dossiers.posts import AUTHORITY, post_above_name
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.identity.enums import OrganisationKind
from motcua.identity.models import Organisation
from motcua.workflow.selectors import process_of

LAST_DIGITS = 4
HOW_TO_OBJECT = (
    "Nếu không đồng ý, anh/chị có quyền khiếu nại tới người đứng đầu cơ quan này hoặc khởi kiện tại Tòa án"
    " theo Luật Khiếu nại và Luật Tố tụng hành chính."
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who issues a paper about which dossier, from which seat, when."""

    dossier: Dossier
    standing: Standing
    issuer: Organisation
    asker: Asker
    seat: Seat | None
    at: datetime

    @property
    def bundle(self) -> VersionBundle:
        return version_bundle(self.standing.version_id)

    @property
    def stage(self) -> str:
        """The step the dossier has reached, by name."""
        return process_of(self.standing.process_version_id).step(self.standing.step).name if self.standing.step else ""


def desk_at_step(standing: Standing, asker: Asker, seat: Seat | None, at: datetime) -> Desk:
    """The desk of the present step: the counter's body, or the competent one."""
    dossier = _whole(standing.dossier_id)
    at_counter = standing.task_organisation_id == dossier.reception_id
    return Desk(dossier, standing, dossier.reception if at_counter else dossier.organisation, asker, seat, at)


def desk_of_leaders(standing: Standing, asker: Asker, seat: Seat | None, at: datetime) -> Desk:
    """The competent body speaks, wherever the dossier lies."""
    dossier = _whole(standing.dossier_id)
    return Desk(dossier, standing, dossier.organisation, asker, seat, at)


def _whole(dossier_id: uuid.UUID) -> Dossier:
    return Dossier.objects.select_related(
        "organisation__parent",
        "organisation__place",
        "reception__parent",
        "reception__place",
        "acting",
        "owner_person",
        "owner_business",
    ).get(pk=dossier_id)


def heading_of(
    organisation: Organisation, *, at: datetime, symbol: str = "", link: str = "", trial: bool = False
) -> Heading:
    """``link`` is printed as a QR code."""
    return Heading(
        unit_name=organisation.name,
        parent_unit_name=organisation.parent.name if organisation.parent else "",
        symbol=symbol,
        place=organisation.place.short_name if organisation.place else "",
        at=at,
        hotline=settings.HOTLINE,
        track_url=link,
        trial=trial,
    )


def matter_of(dossier: Dossier) -> Matter:
    """The common lines about a dossier, the identity number down to its last digits."""
    number = dossier.acting.id_number or ""
    contact = dossier.contact
    return Matter(
        code=dossier.code,
        applicant_name=dossier.applicant_name,
        owner_name=str(dossier.owner_business or dossier.owner_person) if dossier.representative_id else "",
        request=version_bundle(dossier.version_id).name,
        received_at=dossier.submitted_at,
        address=str(contact.get("address_text", "")),
        phone=str(contact.get("phone", "")),
        email=str(contact.get("email", "")),
        id_number_masked="*" * (len(number) - LAST_DIGITS) + number[-LAST_DIGITS:],
    )


def track_url(dossier: Dossier) -> str:
    return f"{settings.PUBLIC_URL}/t/{dossier.track_token}/"


def author(desk: Desk) -> Signer:
    """An officer who answers for a paper that the system makes."""
    return Signer(name=desk.asker.name, post=desk.seat.title if desk.seat else "", signing=Signing.SYSTEM)


def signer(desk: Desk) -> Signer:
    """A leader whose digital signature the paper carries, with the agency's."""
    return Signer(
        name=desk.asker.name,
        post=post_above_name(desk.seat.title if desk.seat else ""),
        authority=AUTHORITY.get(OrganisationKind(desk.issuer.kind), ""),
        signing=Signing.DIGITAL,
    )

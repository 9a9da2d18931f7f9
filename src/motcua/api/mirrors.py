"""Events of dossiers that another system records, as that system's machine sends them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import AwareDatetime, BeforeValidator, Field

from motcua.api.auth import MachineToken, asker
from motcua.api.filing import BusinessIn, ContactIn, PersonIn, Strict, party_of
from motcua.api.problems import refusals
from motcua.dossiers.records.hearing import Opening, Told
from motcua.dossiers.records.mirroring import Heard, hear
from motcua.dossiers.services.parties import Company, Parties
from motcua.kernel import clock

router = Router(tags=["Bản sao từ hệ thống khác"], auth=MachineToken("mirror"))


def _written(value: object) -> object:
    """JSON has no times: only text with an offset is read as one, never a number of seconds."""
    if value is not None and not isinstance(value, str):
        raise ValueError
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(_written)]


class OpeningIn(Strict):
    """What makes the mirror; `organisation` is the identifier code of the competent body in the province."""

    procedure: Annotated[str, Field(max_length=40)]
    organisation: Annotated[str, Field(max_length=35)]
    submitted_at: Moment
    acting: PersonIn
    owner: PersonIn | None = None
    ground: Annotated[str, Field(max_length=15)] = ""
    business: BusinessIn | None = None
    channel: Literal["online", "direct", "postal"] = "online"
    contact: ContactIn = ContactIn()


class EventIn(Strict):
    """One event: `code` is the dossier's code in that system, `status` the number of the national list (1–10).

    Sequences begin at 1 for each dossier and leave none out. `at` is the source's own time with its offset. `dossier`
    is needed once, when the code is heard of for the first time.
    """

    code: Annotated[str, Field(min_length=6, max_length=40, pattern=r"^[A-Za-z0-9.\-/]+$")]
    sequence: Annotated[int, Field(ge=1, le=1_000_000_000, strict=True)]
    at: Moment
    status: Annotated[int, Field(ge=1, le=10, strict=True)]
    text: Annotated[str, Field(max_length=300)] = ""
    actor: Annotated[str, Field(max_length=200)] = ""
    due_at: Moment | None = None
    dossier: OpeningIn | None = None


class HeardOut(Schema):
    """`applied` is the last event taken over; those `waiting` are kept until the `missing` ones come."""

    dossier_id: uuid.UUID
    code: str
    status: str
    applied: int
    waiting: list[int]
    missing: list[int]


@router.post("/mirrors/{system}/events", response={200: HeardOut, **refusals(401, 403, 404, 409, 413, 422)})
def mirror_event(request: HttpRequest, system: Annotated[str, Field(max_length=40)], body: EventIn) -> HeardOut:
    """Tell one event of a dossier this system records. Sent again it changes nothing; out of order it is kept.

    Scope: mirror, and only for the body that runs the system.
    """
    return _out(
        hear(
            asker=asker(request),
            system=system,
            external_code=body.code,
            told=_told(body),
            opening=_opening(body.dossier) if body.dossier else None,
            at=clock.now(),
        )
    )


def _told(body: EventIn) -> Told:
    return Told(
        sequence=body.sequence,
        at=_local(body.at),
        status=body.status,
        text=body.text.strip(),
        actor=body.actor.strip(),
        due_at=_local(body.due_at) if body.due_at else None,
    )


def _local(at: datetime) -> datetime:
    """The same moment on our clock, so that one moment has one spelling."""
    return clock.local(at)


def _opening(given: OpeningIn) -> Opening:
    business = Company(tax_code=given.business.tax_code, name=given.business.name) if given.business else None
    return Opening(
        procedure=given.procedure,
        organisation=given.organisation,
        submitted_at=_local(given.submitted_at),
        acting=party_of(given.acting),
        for_whom=Parties(owner=party_of(given.owner) if given.owner else None, business=business, ground=given.ground),
        channel=given.channel,
        contact=given.contact.model_dump(),
    )


def _out(heard: Heard) -> HeardOut:
    return HeardOut(
        dossier_id=heard.dossier_id,
        code=heard.code,
        status=heard.status,
        applied=heard.last_sequence,
        waiting=list(heard.waiting),
        missing=list(heard.missing),
    )

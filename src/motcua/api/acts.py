"""Officers' acts that need no more than words or a receipt, for tools on the officer's own login."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import ConfigDict, Field

from motcua.api.auth import OfficerSession, asker
from motcua.api.keys import Key, own_key
from motcua.api.problems import refusals
from motcua.dossiers.services import answering, processing, reception
from motcua.dossiers.services.changes import Done
from motcua.kernel import clock

router = Router(tags=["Thao tác"], auth=OfficerSession())
REFUSALS = refusals(401, 403, 404, 409, 413, 422)


class NoteIn(Schema):
    model_config = ConfigDict(extra="forbid")

    note: Annotated[str, Field(max_length=1000)] = ""


class ConfirmIn(Schema):
    """What the applicant said, at the counter or by telephone; `step` names the open step where several wait."""

    model_config = ConfigDict(extra="forbid")

    words: Annotated[str, Field(max_length=1000)] = ""
    step: Annotated[str, Field(max_length=40)] = ""


class PaidIn(Schema):
    """`amount` in đồng, `on` the day on the receipt; `step` names the open payment step where several are open."""

    model_config = ConfigDict(extra="forbid")

    receipt: Annotated[str, Field(min_length=1, max_length=60)]
    amount: Annotated[int, Field(gt=0)]
    on: date
    note: Annotated[str, Field(max_length=1000)] = ""
    step: Annotated[str, Field(max_length=40)] = ""


class DoneOut(Schema):
    code: str
    status: str
    message: str


@router.post("/dossiers/{dossier_id}/receive", response={200: DoneOut, **REFUSALS})
def receive(request: HttpRequest, dossier_id: uuid.UUID, body: NoteIn, key: Key) -> DoneOut:
    """Accept a submitted dossier as complete."""
    officer = asker(request)
    return _out(
        reception.receive(
            dossier_id=dossier_id, asker=officer, key=own_key(officer, key), note=body.note, at=clock.now()
        )
    )


@router.post("/dossiers/{dossier_id}/forward", response={200: DoneOut, **REFUSALS})
def forward(request: HttpRequest, dossier_id: uuid.UUID, body: NoteIn, key: Key) -> DoneOut:
    """Finish the present step and open the next."""
    officer = asker(request)
    return _out(
        processing.forward(
            dossier_id=dossier_id, asker=officer, key=own_key(officer, key), note=body.note, at=clock.now()
        )
    )


@router.post("/dossiers/{dossier_id}/paid", response={200: DoneOut, **REFUSALS})
def paid(request: HttpRequest, dossier_id: uuid.UUID, body: PaidIn, key: Key) -> DoneOut:
    """Record money that came in, so that the dossier goes on."""
    officer = asker(request)
    return _out(
        answering.paid(
            dossier_id=dossier_id,
            asker=officer,
            key=own_key(officer, key),
            at=clock.now(),
            receipt=body.receipt,
            amount=body.amount,
            on=body.on,
            note=body.note,
            step=body.step,
        )
    )


@router.post("/dossiers/{dossier_id}/confirm", response={200: DoneOut, **REFUSALS})
def confirm(request: HttpRequest, dossier_id: uuid.UUID, body: ConfirmIn, key: Key) -> DoneOut:
    """Take down the applicant's confirmation that a step waits for."""
    officer = asker(request)
    return _out(
        answering.confirm(
            dossier_id=dossier_id,
            asker=officer,
            key=own_key(officer, key),
            at=clock.now(),
            words=body.words,
            step=body.step,
        )
    )


def _out(done: Done) -> DoneOut:
    return DoneOut(code=done.code, status=done.status, message=done.message)

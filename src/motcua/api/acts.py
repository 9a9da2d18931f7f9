"""Officers' acts that need no more than words, for tools on the officer's own login."""

from __future__ import annotations

import uuid
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import ConfigDict, Field

from motcua.api.auth import OfficerSession, asker
from motcua.api.keys import Key, own_key
from motcua.api.problems import refusals
from motcua.dossiers.services import processing, reception
from motcua.dossiers.services.changes import Done
from motcua.kernel import clock

router = Router(tags=["Thao tác"], auth=OfficerSession())
REFUSALS = refusals(401, 403, 404, 409, 413, 422)


class NoteIn(Schema):
    model_config = ConfigDict(extra="forbid")

    note: Annotated[str, Field(max_length=1000)] = ""


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


def _out(done: Done) -> DoneOut:
    return DoneOut(code=done.code, status=done.status, message=done.message)

"""A dossier in full, to officers and machines of the bodies that handle it; every look is logged."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from motcua.api.auth import MachineToken, OfficerSession, asker
from motcua.api.problems import refusals
from motcua.dossiers.enums import NATIONAL_CODES, Status
from motcua.dossiers.selectors.dossier import DossierView, dossier_for
from motcua.kernel import clock

router = Router(tags=["Hồ sơ"], auth=[MachineToken("read"), OfficerSession()])


class AnswerOut(Schema):
    label: str
    value: str


class DossierPaperOut(Schema):
    name: str
    kind: str
    file: str | None
    size: int
    pages: int
    sha256: str


class EventOut(Schema):
    at: datetime
    act: str
    status: str
    actor: str
    public: str


class DossierOut(Schema):
    """`national_status` is the code of the national list (1–10)."""

    dossier_id: uuid.UUID
    code: str
    procedure: str
    procedure_name: str
    status: str
    national_status: int
    organisation: str
    reception: str
    channel: str
    applicant: str
    owner: str
    submitted_at: datetime
    received_at: datetime | None
    first_due_at: datetime | None
    due_at: datetime | None
    decided_at: datetime | None
    returned_at: datetime | None
    acts: list[str]
    answers: list[AnswerOut]
    papers: list[DossierPaperOut]
    events: list[EventOut]


@router.get("/dossiers/{dossier_id}", response={200: DossierOut, **refusals(401, 403, 404, 422)})
def dossier(request: HttpRequest, dossier_id: uuid.UUID) -> DossierOut:
    """The dossier as it stands, to the bodies that handle it; anybody else is told that there is none.

    Scope of a machine: read.
    """
    return _out(dossier_for(asker(request), dossier_id, at=clock.now()))


def _out(view: DossierView) -> DossierOut:
    row = view.dossier
    return DossierOut(
        dossier_id=row.pk,
        code=row.code,
        procedure=view.bundle.code,
        procedure_name=view.bundle.name,
        status=row.status,
        national_status=NATIONAL_CODES[Status(row.status)],
        organisation=row.organisation.code,
        reception=row.reception.code,
        channel=row.channel,
        applicant=row.applicant_name,
        owner=str(row.owner_person or row.owner_business),
        submitted_at=row.submitted_at,
        received_at=row.received_at,
        first_due_at=row.first_due_at,
        due_at=row.due_at,
        decided_at=row.decided_at,
        returned_at=row.returned_at,
        acts=[act.value for act in view.acts],
        answers=[AnswerOut(label=line.label, value=line.shown) for page in view.answers for line in page.rows],
        papers=[
            DossierPaperOut(
                name=paper.name,
                kind=paper.kind,
                file=paper.file.name if paper.file else None,
                size=paper.file.size if paper.file else 0,
                pages=paper.file.pages if paper.file else 0,
                sha256=paper.file.sha256 if paper.file else "",
            )
            for paper in view.papers
        ],
        events=[
            EventOut(at=event.at, act=event.act, status=event.status, actor=event.actor_name, public=event.public)
            for event in view.events
        ],
    )

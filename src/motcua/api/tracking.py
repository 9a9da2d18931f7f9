"""Following a dossier with its code and check number; the same uniform answer as on the page."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Path as InPath
from ninja import Query, Router, Schema

from motcua.api.problems import refusals
from motcua.dossiers.selectors.tracking import tracked
from motcua.kernel import clock

router = Router(tags=["Tra cứu"])


class TrackLineOut(Schema):
    at: datetime
    text: str


class TrackOut(Schema):
    """What anybody with the slip may know: masked name, status, dates, who moves next."""

    code: str
    applicant: str
    status: str
    status_text: str
    procedure: str
    organisation: str
    submitted_at: datetime
    first_due_at: datetime | None
    due_at: datetime | None
    decided_at: datetime | None
    returned_at: datetime | None
    next_is_applicant: bool
    lines: list[TrackLineOut]


@router.get("/track/{code}", response={200: TrackOut, **refusals(404, 422, 429)}, auth=None)
def track(
    request: HttpRequest,
    code: Annotated[str, InPath(max_length=40)],
    check_number: Annotated[str, Query(max_length=10)],
) -> TrackOut:
    """A wrong code and a wrong check number look the same; five misses in ten minutes and the door closes a while."""
    found = tracked(
        code=code, check_number=check_number, address=str(request.META.get("REMOTE_ADDR", "")), at=clock.now()
    )
    return TrackOut(
        code=found.code,
        applicant=found.applicant,
        status=found.status.value,
        status_text=str(found.status.label),
        procedure=found.procedure,
        organisation=found.organisation,
        submitted_at=found.submitted_at,
        first_due_at=found.first_due_at,
        due_at=found.due_at,
        decided_at=found.decided_at,
        returned_at=found.returned_at,
        next_is_applicant=found.next_is_applicant,
        lines=[TrackLineOut(at=line.at, text=line.text) for line in found.lines],
    )

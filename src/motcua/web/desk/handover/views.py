"""Papers on the move: what comes, what went out, what still waits to be sent; several dossiers on one trip."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from motcua.documents.papers.hand_over import hand_over_pdf
from motcua.dossiers.selectors.hand_overs import hand_over_for, on_the_same_slip, travels
from motcua.dossiers.services.changes import Done
from motcua.dossiers.services.handing_over import Sending, send_papers, take_papers
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel import clock
from motcua.kernel.errors import Refused
from motcua.web.desk.asking import check_sits, for_officers, new_key, posted_key
from motcua.web.desk.handover.presenters import Outcome, slip_content, travels_page
from motcua.web.desk.sending import file_response
from motcua.web.kit.requests import Request

MOST_AT_ONCE = 50
HANDLING = (Role.RECEPTION, Role.SPECIALIST, Role.HEAD, Role.LEADER)


@dataclass(frozen=True, slots=True)
class Trip:
    """Everything pressed at once: one moment, and for each receiver the first dossier whose papers went there."""

    request: Request
    at: datetime
    first: dict[int | None, uuid.UUID] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def show(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, *HANDLING)
    pressed = request.method == "POST"
    outcomes = _each(request, asker) if pressed else []
    context = {
        "page": travels_page(travels(asker)),
        "key": new_key(),
        "outcomes": outcomes,
        "nothing_chosen": pressed and not outcomes,
        "section": "handover",
    }
    return render(request, "desk/handover.html", context)


def _each(request: Request, asker: Asker) -> list[Outcome]:
    """One act a ticked row, each on its own: what succeeds stays done whatever becomes of the others."""
    act = ACTS.get(request.POST.get("do", ""))
    key, trip, outcomes = posted_key(request), Trip(request, clock.now()), list[Outcome]()
    for text in list(dict.fromkeys(request.POST.getlist("id")))[:MOST_AT_ONCE] if act else ():
        try:
            dossier_id = uuid.UUID(text)
        except ValueError:
            continue
        code = request.POST.get(f"code_{text}", "")[:40]
        try:
            done = act(dossier_id, asker, f"{key}:{text}", trip)  # type: ignore[misc]
        except Refused as refusal:
            outcomes.append(Outcome(code, ok=False, words=refusal.message))
        else:
            outcomes.append(Outcome(done.code, ok=True, words=done.message))
    return outcomes


def _take(dossier_id: uuid.UUID, asker: Asker, key: str, trip: Trip) -> Done:
    return take_papers(dossier_id=dossier_id, asker=asker, key=key, at=trip.at)


def _send(dossier_id: uuid.UUID, asker: Asker, key: str, trip: Trip) -> Done:
    """On one slip with what already goes to the same office."""
    receiver = trip.request.POST.get(f"receiver_{dossier_id}", "")
    wanted = int(receiver) if receiver.isascii() and receiver.isdecimal() and len(receiver) < 19 else None
    sending = Sending(receiver_id=wanted, beside=trip.first.get(wanted))
    done = send_papers(dossier_id=dossier_id, asker=asker, key=key, at=trip.at, sending=sending)
    trip.first.setdefault(wanted, dossier_id)
    return done


ACTS: dict[str, Callable[[uuid.UUID, Asker, str, Trip], Done]] = {"take": _take, "send": _send}


@require_safe
@for_officers
def slip(_request: Request, asker: Asker, dossier_id: uuid.UUID, slip_id: uuid.UUID) -> HttpResponse:
    found = hand_over_for(asker, dossier_id, slip_id, at=clock.now())
    name = f"Phiếu giao nhận {found.symbol.replace('/', '-')}.pdf"
    content = hand_over_pdf(slip_content(found, on_the_same_slip(asker, found, at=clock.now())))
    return file_response(content, name=name, media_type="application/pdf", download=False, ours=True)

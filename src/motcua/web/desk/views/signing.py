"""The signer's list: grouped by procedure, what needs a second look first; several signed in one go."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from motcua.dossiers.selectors.signing import to_sign
from motcua.dossiers.services.deciding import sign
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel import clock
from motcua.kernel.errors import Refused
from motcua.web.desk.asking import check_sits, for_officers, new_key, posted_key
from motcua.web.desk.presenters.signing import signing_page
from motcua.web.kit.requests import Request

MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one row; ``ok`` False = not signed, and why."""

    code: str
    ok: bool
    words: str
    id: str


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def show(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, Role.LEADER)
    outcomes = _sign_all(request, asker) if request.method == "POST" else []
    at = clock.now()
    page = signing_page(to_sign(asker, at=at), asker=asker, now=at, failed=[one.id for one in outcomes if not one.ok])
    context = {
        "page": page,
        "key": new_key(),
        "outcomes": outcomes,
        "signed": sum(one.ok for one in outcomes),
        "nothing_chosen": request.method == "POST" and not outcomes,
        "section": "signing",
    }
    return render(request, "desk/signing.html", context)


def _sign_all(request: Request, asker: Asker) -> list[Outcome]:
    """Each on its own: the signed stay signed whatever happens to the others."""
    key = posted_key(request)
    outcomes = []
    for text in list(dict.fromkeys(request.POST.getlist("id")))[:MOST_AT_ONCE]:
        try:
            dossier_id = uuid.UUID(text)
        except ValueError:
            continue
        try:
            done = sign(dossier_id=dossier_id, asker=asker, key=f"{key}:{dossier_id}", at=clock.now())
        except Refused as refusal:
            outcomes.append(
                Outcome(request.POST.get(f"code_{text}", "")[:40], ok=False, words=refusal.message, id=text)
            )
        else:
            outcomes.append(Outcome(done.code, ok=True, words=done.message, id=text))
    return outcomes

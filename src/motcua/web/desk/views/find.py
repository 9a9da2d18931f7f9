"""Finding a dossier again."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.dossiers.selectors.finding import find_dossiers
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.web.desk.asking import for_officers
from motcua.web.desk.presenters.finding import found_page
from motcua.web.kit.requests import Request

LONGEST = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def show(request: Request, asker: Asker) -> HttpResponse:
    """Codes and names go in the address; a person's number is posted, so that it stays out of histories and logs."""
    given = request.POST if request.method == "POST" else request.GET
    text = given.get("q", "").strip()[:LONGEST]
    if request.method != "POST" and _is_number(text):
        text = ""
    at = clock.now()
    found = find_dossiers(asker, text, at=at) if text else None
    if found and len(found.rows) == 1 and found.kind == "code":
        return redirect("desk:dossier", dossier_id=found.rows[0].dossier.pk)
    context = {"text": text, "page": found_page(found, now=at) if found else None, "section": "find"}
    return render(request, "desk/find.html", context)


def _is_number(text: str) -> bool:
    digits = text.replace(" ", "").replace(".", "")
    return digits.isdecimal() and len(digits) == 12

"""The step before the form: what is needed, what is already begun."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue.selectors import published
from motcua.dossiers.selectors.mine import my_drafts
from motcua.dossiers.services.drafting import start_again, start_draft
from motcua.kernel import clock
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.procedures import minutes_to_fill


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request, code: str) -> HttpResponse:
    view = published(code)
    if request.method == "POST":
        draft = start_draft(asker=request.asker, procedure_code=view.code, at=clock.now())
        return redirect("portal:draft_place", draft.pk)
    begun = [one.draft for one in my_drafts(request.asker, at=clock.now()) if one.draft.version_id == view.version_id]
    context = {
        "section": "find",
        "page": view,
        "minutes": minutes_to_fill(view.pages),
        "procedure_url": reverse("portal:procedure", args=[view.code]),
        "drafts": [{"saved_at": one.saved_at, "url": reverse("portal:draft", args=[one.pk])} for one in begun],
    }
    return render(request, "portal/start.html", context)


@never_cache
@require_POST
def again(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """File once more what ended without a decision."""
    draft = start_again(asker=request.asker, dossier_id=dossier_id, at=clock.now())
    return redirect("portal:draft", draft.pk)

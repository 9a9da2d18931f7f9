"""Results issued to the person: a list, and each as its signed PDF."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.documents.selectors import open_file
from motcua.dossiers.selectors.files import result_for
from motcua.dossiers.services.delivering import opened
from motcua.kernel import clock
from motcua.vault.selectors import results_of
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.results import result_row
from motcua.web.portal.views.files import download


@never_cache
@require_safe
def vault(request: Request) -> HttpResponse:
    rows = [result_row(one, on=clock.today()) for one in results_of(request.asker)]
    return render(request, "portal/vault.html", {"section": "mine", "tab": "vault", "results": rows})


@never_cache
@require_safe
def result(request: Request, result_id: uuid.UUID) -> HttpResponse:
    found = result_for(request.asker, result_id)
    if request.method == "GET":
        opened(dossier_id=found.dossier_id, asker=request.asker, at=clock.now())
    return download(open_file(found.file_id), name=found.file.name, media_type="application/pdf")

"""Files in pieces for the answer to a request to supplement; the protocol is that of ``uploads``."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.dossiers.selectors.uploads import open_request, upload_of_answer
from motcua.dossiers.services.uploading_answers import begin_answer_upload, drop_answer_upload, go_on_answering
from motcua.kernel import clock
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.supplement import asked_row
from motcua.web.portal.views.uploads import added, announced, in_words, offered, where


@never_cache
@require_http_methods(["OPTIONS", "POST"])
@in_words
def uploads(request: Request, dossier_id: uuid.UUID, paper_key: str) -> HttpResponse:
    """What is offered here (OPTIONS), or a new empty upload (POST)."""
    open_request(request.asker, dossier_id)
    if request.method == "OPTIONS":
        return offered()
    said = announced(request)
    upload = begin_answer_upload(
        dossier_id=dossier_id,
        asker=request.asker,
        paper_key=paper_key,
        name=said.name,
        media_type=said.media_type,
        size=said.size,
        sha256=said.sha256,
        at=clock.now(),
    )
    place = reverse("portal:supplement_upload", args=[dossier_id, paper_key, upload.pk])
    return HttpResponse(status=201, headers={"Location": place, **where(upload)})


@never_cache
@require_http_methods(["GET", "HEAD", "PATCH", "DELETE"])
@in_words
def upload(request: Request, dossier_id: uuid.UUID, paper_key: str, upload_id: uuid.UUID) -> HttpResponse:
    """How far it is (HEAD), a piece (PATCH), the row as HTML (GET), never mind (DELETE).

    Without JavaScript the page's own form takes a file off (``portal:supplement_remove``).
    """
    asker = request.asker
    found = upload_of_answer(asker, dossier_id, paper_key, upload_id, at=clock.now())
    if request.method == "DELETE":
        drop_answer_upload(dossier_id=dossier_id, asker=asker, paper_key=paper_key, upload_id=upload_id, at=clock.now())
        return HttpResponse(status=204)
    if request.method == "PATCH":
        return added(
            request,
            lambda offset, content: go_on_answering(
                dossier_id=dossier_id,
                asker=asker,
                paper_key=paper_key,
                upload_id=upload_id,
                offset=offset,
                content=content,
                at=clock.now(),
            ),
        )
    if request.method == "HEAD":
        return HttpResponse(headers=where(found))
    return render(request, "portal/part_asked_file.html", {"one": asked_row(dossier_id, paper_key, found)})

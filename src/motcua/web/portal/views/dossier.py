"""One dossier: its page, the confirmation after filing, its slip and its QR code."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.documents.selectors import open_file
from motcua.documents.services.qr import qr_svg
from motcua.dossiers.grouping.selectors import group_of_dossier
from motcua.dossiers.selectors.dossier import dossier_for, issued_paper_of, receipt_of
from motcua.dossiers.services.issuing import paper_pdf
from motcua.dossiers.services.receipts import slip_pdf
from motcua.kernel import clock
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.dossiers import dossier_page, track_url
from motcua.web.portal.presenters.filed import filed_page
from motcua.web.portal.views.files import download


@never_cache
@require_safe
def dossier(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    view = dossier_for(request.asker, dossier_id, at=clock.now())
    page = dossier_page(view, at=clock.now())
    group = group_of_dossier(request.asker, dossier_id)
    return render(request, "portal/dossier.html", {"section": "mine", "page": page, "group": group})


@never_cache
@require_safe
def filed(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    page = filed_page(dossier_for(request.asker, dossier_id, at=clock.now()))
    return render(request, "portal/filed.html", {"section": "mine", "page": page})


@never_cache
@require_safe
def qr(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    view = dossier_for(request.asker, dossier_id, at=clock.now())
    return HttpResponse(qr_svg(track_url(view.dossier), border=2), content_type="image/svg+xml")


@never_cache
@require_safe
def slip(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    at = clock.now()
    receipt_of(request.asker, dossier_id, at=at)
    file = slip_pdf(dossier_id=dossier_id, at=at)
    return download(open_file(file.pk), name=file.name, media_type=file.media_type)


@never_cache
@require_safe
def issued(request: Request, dossier_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    at = clock.now()
    file = paper_pdf(issued_paper_of(request.asker, dossier_id, paper_id, at=at), at=at)
    return download(open_file(file.pk), name=file.name, media_type=file.media_type)

"""Files of a dossier, each only for one who may see the dossier."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.documents.papers.control import control_pdf
from motcua.documents.selectors import open_file, thumbnail
from motcua.documents.services.picture import first_page
from motcua.dossiers.selectors.controlling import control_sheet
from motcua.dossiers.selectors.dossier import dossier_for, issued_paper_of, paper_file_for, receipt_of
from motcua.dossiers.services.deciding import preview
from motcua.dossiers.services.issuing import paper_pdf
from motcua.dossiers.services.receipts import slip_pdf
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.web.desk.asking import for_officers
from motcua.web.desk.sending import file_response, picture
from motcua.web.kit.requests import Request

PDF = "application/pdf"


@require_safe
@for_officers
def paper(request: Request, asker: Asker, dossier_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    file = paper_file_for(asker, dossier_id, file_id, at=clock.now())
    download = "tai-ve" in request.GET
    return file_response(open_file(file.pk), name=file.name, media_type=file.media_type, download=download)


@require_safe
@for_officers
def paper_face(_request: Request, asker: Asker, dossier_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    return picture(thumbnail(paper_file_for(asker, dossier_id, file_id, at=clock.now())), "image/jpeg")


@require_safe
@for_officers
def draft(_request: Request, asker: Asker, dossier_id: uuid.UUID) -> HttpResponse:
    content, code = _draft(asker, dossier_id)
    return file_response(content, name=f"{code}-du-thao.pdf", media_type=PDF, download=False, ours=True)


@require_safe
@for_officers
def draft_image(_request: Request, asker: Asker, dossier_id: uuid.UUID) -> HttpResponse:
    content, _code = _draft(asker, dossier_id)
    return picture(first_page(content), "image/png")


def _draft(asker: Asker, dossier_id: uuid.UUID) -> tuple[bytes, str]:
    at = clock.now()
    view = dossier_for(asker, dossier_id, at=at)
    if view.proposal is None:
        raise NotFound(_("Hồ sơ này chưa có dự thảo kết quả."))
    return preview(dossier=view.dossier, proposal=view.proposal, at=at), view.dossier.code


@require_safe
@for_officers
def result(_request: Request, asker: Asker, dossier_id: uuid.UUID, result_id: uuid.UUID) -> HttpResponse:
    view = dossier_for(asker, dossier_id, at=clock.now())
    found = next((one for one in view.results if one.pk == result_id), None)
    if found is None:
        raise NotFound(_("Không tìm thấy kết quả này trong hồ sơ."))
    content = open_file(found.file.pk)
    return file_response(content, name=found.file.name, media_type=PDF, download=True, ours=True)


@require_safe
@for_officers
def slip(_request: Request, asker: Asker, dossier_id: uuid.UUID) -> HttpResponse:
    at = clock.now()
    receipt_of(asker, dossier_id, at=at)
    file = slip_pdf(dossier_id=dossier_id, at=at)
    return file_response(open_file(file.pk), name=file.name, media_type=PDF, download=False, ours=True)


@require_safe
@for_officers
def issued(_request: Request, asker: Asker, dossier_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    at = clock.now()
    file = paper_pdf(issued_paper_of(asker, dossier_id, paper_id, at=at), at=at)
    return file_response(open_file(file.pk), name=file.name, media_type=PDF, download=False, ours=True)


@require_safe
@for_officers
def control(_request: Request, asker: Asker, dossier_id: uuid.UUID) -> HttpResponse:
    at = clock.now()
    view = dossier_for(asker, dossier_id, at=at)
    content = control_pdf(control_sheet(view, at=at))
    name = f"Phiếu kiểm soát {view.dossier.code}.pdf"
    return file_response(content, name=name, media_type=PDF, download=False, ours=True)

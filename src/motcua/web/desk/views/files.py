"""Files of a dossier, each only for one who may see the dossier."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.documents.models import StoredFile
from motcua.documents.papers.control import control_pdf
from motcua.documents.selectors import open_file, thumbnail, view_of
from motcua.documents.services.flat import page_jpeg, page_texts
from motcua.documents.services.picture import first_page
from motcua.dossiers.selectors.controlling import control_sheet
from motcua.dossiers.selectors.dossier import dossier_for, issued_paper_of, paper_file_for, receipt_of
from motcua.dossiers.services.deciding import preview
from motcua.dossiers.services.declaring import declaration_for
from motcua.dossiers.services.issuing import paper_pdf
from motcua.dossiers.services.receipts import slip_pdf
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.web.desk.asking import for_officers
from motcua.web.desk.presenters.looking import paper_page as paper_page_of
from motcua.web.desk.sending import file_response, picture
from motcua.web.kit.requests import Request

PDF = "application/pdf"
PAGES_WITH_TEXT = 10  # whose words are written out below their pictures; the whole copy has them all


@require_safe
@for_officers
def paper(_request: Request, asker: Asker, dossier_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """The original, only ever saved: what somebody else made is not opened in our pages."""
    file = paper_file_for(asker, dossier_id, file_id, at=clock.now())
    return file_response(open_file(file.pk), name=file.name, media_type=file.media_type, download=True)


@require_safe
@for_officers
def paper_view(request: Request, asker: Asker, dossier_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """The flat copy beside what was declared."""
    view = dossier_for(asker, dossier_id, at=clock.now())
    found = next((one for one in view.papers if one.file_id == file_id), None)
    if found is None or found.file is None:
        raise NotFound(_("Không tìm thấy tệp này trong hồ sơ."))
    page = paper_page_of(view, found, found.file, _texts(found.file))
    return render(request, "desk/paper.html", {"section": "inbox", "page": page})


def _texts(file: StoredFile) -> list[str]:
    """What can be copied from the first pages of the flat copy; nothing while there is none."""
    try:
        return page_texts(view_of(file), most=PAGES_WITH_TEXT)
    except NotFound:
        return []


@require_safe
@for_officers
def paper_copy(_request: Request, asker: Asker, dossier_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """The whole flat copy: pictures we made of the pages, with their words to find and to copy."""
    file = paper_file_for(asker, dossier_id, file_id, at=clock.now())
    return file_response(view_of(file), name=f"{file.pk}.pdf", media_type=PDF, download=False, ours=True)


@require_safe
@for_officers
def paper_page(_request: Request, asker: Asker, dossier_id: uuid.UUID, file_id: uuid.UUID, number: int) -> HttpResponse:
    """One page of the flat copy as a picture."""
    file = paper_file_for(asker, dossier_id, file_id, at=clock.now())
    try:
        return picture(page_jpeg(view_of(file), number), "image/jpeg")
    except IndexError:
        raise NotFound(_("Bản xem không có trang này.")) from None


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
def declaration(_request: Request, asker: Asker, dossier_id: uuid.UUID) -> HttpResponse:
    file = declaration_for(asker=asker, dossier_id=dossier_id, at=clock.now())
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

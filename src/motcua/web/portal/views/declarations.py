"""The declaration as PDF: of a draft before filing, of a dossier as it was filed."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.documents.selectors import open_file
from motcua.dossiers.services.declaring import declaration_for, draft_pdf
from motcua.kernel import clock
from motcua.web.kit.requests import Request
from motcua.web.portal.views.files import download

PDF = "application/pdf"


@never_cache
@require_safe
def draft(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    content = draft_pdf(draft_id=draft_id, asker=request.asker, at=clock.now())
    return download(content, name=f"{_('Tờ khai, bản nháp')}.pdf", media_type=PDF)


@never_cache
@require_safe
def dossier(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    file = declaration_for(asker=request.asker, dossier_id=dossier_id, at=clock.now())
    return download(open_file(file.pk), name=file.name, media_type=file.media_type)

"""Files, given only to those who may see them and never straight from the store."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from motcua.documents.selectors import open_file, thumbnail
from motcua.dossiers.selectors.files import file_for
from motcua.web.kit.requests import Request

SHOWN_IN_BROWSER = ("application/pdf", "image/jpeg", "image/png")


def download(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """A file with its name; shown in the browser when that is safe, else saved."""
    response = HttpResponse(content, content_type=media_type)
    header = content_disposition_header(media_type not in SHOWN_IN_BROWSER, name)
    if header:
        response["Content-Disposition"] = header
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def file(request: Request, file_id: uuid.UUID) -> HttpResponse:
    found = file_for(request.asker, file_id)
    return download(open_file(found.pk), name=found.name, media_type=found.media_type)


@require_safe
@cache_control(private=True, max_age=600)
def picture(request: Request, file_id: uuid.UUID) -> HttpResponse:
    return HttpResponse(thumbnail(file_for(request.asker, file_id)), content_type="image/jpeg")

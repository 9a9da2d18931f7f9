"""Files in pieces over a weak line: tus 1.0 (core, creation, expiration, termination), and the row of one file as HTML.

https://tus.io/protocols/resumable-upload. What is not in it: after the last byte a client asks for the row (GET), which
says whether the file was taken; refusals of a piece come as one sentence of plain text.
"""

from __future__ import annotations

import base64
import binascii
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.http.request import UnreadablePostError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.documents import limits
from motcua.documents.models import Upload
from motcua.dossiers.selectors.drafts import draft_for
from motcua.dossiers.selectors.uploads import upload_of_draft
from motcua.dossiers.services.uploading import begin_upload, drop_upload, go_on
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, Refused
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.papers import draft_row, unfinished, upload_url

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination"
PIECE = "application/offset+octet-stream"
_SHA256 = re.compile(r"[0-9a-fA-F]{64}\Z")

type View = Callable[..., HttpResponse]


def in_words(view: View) -> View:
    """Answers as tus wants them: its version on each, a refusal as its sentence, another version of it refused."""

    @wraps(view)
    def answering(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        spoken = request.headers.get("Tus-Resumable", VERSION)
        if spoken != VERSION:
            response = HttpResponse(status=412, headers={"Tus-Version": VERSION})
        else:
            try:
                response = view(request, *args, **kwargs)
            except Refused as refusal:
                words = refusal.message if request.method != "HEAD" else ""
                response = HttpResponse(words, status=refusal.status, content_type="text/plain; charset=utf-8")
        response.headers.setdefault("Tus-Resumable", VERSION)
        return response

    return answering


@never_cache
@require_http_methods(["OPTIONS", "POST"])
@in_words
def uploads(request: Request, draft_id: uuid.UUID, paper_key: str) -> HttpResponse:
    """What is offered here (OPTIONS), or a new empty upload (POST)."""
    draft_for(request.asker, draft_id)
    if request.method == "OPTIONS":
        return offered()
    said = announced(request)
    upload = begin_upload(
        draft_id=draft_id,
        asker=request.asker,
        paper_key=paper_key,
        name=said.name,
        media_type=said.media_type,
        size=said.size,
        sha256=said.sha256,
        at=clock.now(),
    )
    place = reverse("portal:upload", args=[draft_id, paper_key, upload.pk])
    return HttpResponse(status=201, headers={"Location": place, **where(upload)})


@never_cache
@require_http_methods(["GET", "HEAD", "PATCH", "DELETE", "POST"])
@in_words
def upload(request: Request, draft_id: uuid.UUID, paper_key: str, upload_id: uuid.UUID) -> HttpResponse:
    """How far it is (HEAD), a piece (PATCH), the row as HTML (GET), never mind (DELETE, or a button's POST)."""
    if request.method in {"DELETE", "POST"}:
        drop_upload(draft_id=draft_id, asker=request.asker, paper_key=paper_key, upload_id=upload_id, at=clock.now())
        return HttpResponse(status=204) if request.method == "DELETE" else redirect("portal:draft_papers", draft_id)
    found, taken = upload_of_draft(request.asker, draft_id, paper_key, upload_id, at=clock.now())
    if request.method == "PATCH":
        return added(
            request,
            lambda offset, content: go_on(
                draft_id=draft_id,
                asker=request.asker,
                paper_key=paper_key,
                upload_id=upload_id,
                offset=offset,
                content=content,
                at=clock.now(),
            ),
        )
    if request.method == "HEAD":
        return HttpResponse(headers=where(found))
    context = (
        {"file": draft_row(taken)} if taken else {"one": unfinished(found, upload_url(draft_id, paper_key, found))}
    )
    return render(request, "portal/part_upload.html", context)


@dataclass(frozen=True, slots=True)
class Announced:
    """What a sender says of a file before its first byte; ``size`` in bytes, ``sha256`` in hex or empty."""

    name: str
    media_type: str
    size: int
    sha256: str


def offered() -> HttpResponse:
    """What an address that takes new uploads can do."""
    most = str(limits.current().max_bytes)
    said = {"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Max-Size": most}
    return HttpResponse(status=204, headers=said)


def announced(request: Request) -> Announced:
    """The headers of a new upload. ``Invalid`` (400) without a length."""
    length = request.headers.get("Upload-Length", "")
    if not length.isdecimal() or len(length) > 12:
        raise Invalid(_("Không rõ độ lớn của tệp. Chọn lại tệp."), status=400)
    said = _metadata(request.headers.get("Upload-Metadata", ""))
    digest = said.get("sha256", "")
    return Announced(
        name=said.get("filename", ""),
        media_type=said.get("filetype", ""),
        size=int(length),
        sha256=digest if _SHA256.match(digest) else "",
    )


def added(request: Request, go_on: Callable[[int, bytes], Upload]) -> HttpResponse:
    """Hand the piece of a PATCH on with its offset, and say how far the upload is then."""
    if request.content_type != PIECE:
        return HttpResponse(status=415)
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isdecimal() or len(offset) > 12:
        raise Invalid(_("Không rõ chỗ đang dở của tệp. Chọn lại tệp."), status=400)
    try:
        content = request.body
    except RequestDataTooBig:
        raise Invalid(_("Mỗi phần gửi lên quá lớn."), status=413) from None
    except UnreadablePostError:  # the line broke: what is on the disk counts, and the client will ask
        return HttpResponse(status=400)
    return HttpResponse(status=204, headers=where(go_on(int(offset), content)))


def where(upload: Upload) -> dict[str, str]:
    """How far an upload is, as headers."""
    return {
        "Upload-Offset": str(upload.offset),
        "Upload-Length": str(upload.size),
        "Upload-Expires": http_date(upload.expires_at.timestamp()),
        "Cache-Control": "no-store",
    }


def _metadata(header: str) -> dict[str, str]:
    """``key base64, key base64``: pairs that cannot be read are left out."""
    found = {}
    for pair in header[: settings.DATA_UPLOAD_MAX_NUMBER_FIELDS * 20].split(","):
        key, _space, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return {key: value for key, value in found.items() if "\x00" not in value or key == "filename"}

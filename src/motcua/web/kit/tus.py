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
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.documents import limits
from motcua.documents.models import Upload
from motcua.documents.selectors import upload_for
from motcua.dossiers.services.uploading import Target, begin_upload, drop_upload, go_on
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, Refused
from motcua.web.kit.requests import Request

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination"
PIECE = "application/offset+octet-stream"
_SHA256 = re.compile(r"[0-9a-fA-F]{64}\Z")

type View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the files of one paper are sent: what they are for, the address of one, its row as HTML; ``back``: where a
    button without JavaScript leads that gave one up (None = the page has a form of its own for that).
    """

    target: Target
    url: Callable[[Upload], str]
    row: Callable[[Upload], HttpResponse]
    back: Callable[[], HttpResponse] | None = None


def tus_views(place: Callable[..., Place], *, button: bool = False) -> tuple[View, View]:
    """The views of an address that takes new uploads and of the address of one.

    ``place`` takes the request and what the address names, and raises for whoever has no business there; ``button``:
    an upload is also given up by a plain POST.
    """

    @never_cache
    @require_http_methods(["OPTIONS", "POST"])
    @_in_words
    def uploads(request: Request, **named: object) -> HttpResponse:
        """What is offered here (OPTIONS), or a new empty upload (POST)."""
        here = place(request, **named)
        return _offered() if request.method == "OPTIONS" else _begun(request, here)

    @never_cache
    @require_http_methods(["GET", "HEAD", "PATCH", "DELETE", *(["POST"] if button else [])])
    @_in_words
    def upload(request: Request, upload_id: uuid.UUID, **named: object) -> HttpResponse:
        """How far it is (HEAD), a piece (PATCH), the row as HTML (GET), never mind (DELETE, or a button's POST)."""
        here, asker, at = place(request, **named), request.asker, clock.now()
        if request.method in {"DELETE", "POST"}:
            drop_upload(here.target, asker=asker, upload_id=upload_id, at=at)
            return here.back() if here.back and request.method == "POST" else HttpResponse(status=204)
        if request.method == "PATCH":
            return _added(request, here.target, upload_id)
        found = upload_for(asker, upload_id, target=here.target.name, at=at)
        return HttpResponse(headers=_where(found)) if request.method == "HEAD" else here.row(found)

    return uploads, upload


def _in_words(view: View) -> View:
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


def _offered() -> HttpResponse:
    """What an address that takes new uploads can do."""
    most = str(limits.current().max_bytes)
    said = {"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Max-Size": most}
    return HttpResponse(status=204, headers=said)


def _begun(request: Request, here: Place) -> HttpResponse:
    """A new upload as its headers announce it. ``Invalid`` (400) without a length."""
    length = request.headers.get("Upload-Length", "")
    if not length.isdecimal() or len(length) > 12:
        raise Invalid(_("Không rõ độ lớn của tệp. Chọn lại tệp."), status=400)
    said = _metadata(request.headers.get("Upload-Metadata", ""))
    digest = said.get("sha256", "")
    upload = begin_upload(
        here.target,
        asker=request.asker,
        name=said.get("filename", ""),
        media_type=said.get("filetype", ""),
        size=int(length),
        sha256=digest if _SHA256.match(digest) else "",
        at=clock.now(),
    )
    return HttpResponse(status=201, headers={"Location": here.url(upload), **_where(upload)})


def _added(request: Request, target: Target, upload_id: uuid.UUID) -> HttpResponse:
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
    found = go_on(target, asker=request.asker, upload_id=upload_id, offset=int(offset), content=content, at=clock.now())
    return HttpResponse(status=204, headers=_where(found))


def _where(upload: Upload) -> dict[str, str]:
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


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An upload that broke off; ``sha256`` lets the browser recognise the file when it is chosen again."""

    name: str
    url: str
    size: int
    sha256: str
    percent: int
    refusal: str = ""


def unfinished(upload: Upload, url: str) -> Unfinished:
    return Unfinished(
        name=upload.name,
        url=url,
        size=upload.size,
        sha256=upload.sha256,
        percent=upload.offset * 100 // upload.size,
        refusal=upload.refusal,
    )


def upload_words() -> dict[str, str]:
    """What a page says while files are on their way (``kit/upload.js``)."""
    return {
        "waiting": _("Đang chờ tới lượt"),
        "sending": _("Đang tải lên"),
        "checking": _("Đã tải xong, đang kiểm tra tệp…"),
        "broken": _("Mất mạng. Tự tải tiếp khi có mạng trở lại; phần đã tải không mất."),
        "failed": _("Chưa tải được tệp này. Anh/chị hãy chọn lại tệp."),
        "login": _("Đã hết phiên đăng nhập. Tải lại trang để đăng nhập; phần đã tải vẫn còn."),
        "stop": _("Dừng và bỏ tệp này"),
    }

"""Sending a stored file to a browser so that it can do nothing there but be looked at."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

SHOWN = frozenset({"image/jpeg", "image/png", "image/webp"})
SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"


def picture(content: bytes, media_type: str) -> HttpResponse:
    return _safe(HttpResponse(content, content_type=media_type))


def file_response(content: bytes, *, name: str, media_type: str, download: bool, ours: bool = False) -> HttpResponse:
    """``ours`` = made by the house: its PDFs may open in the browser. Others' PDFs are only downloaded."""
    inline = not download and (media_type in SHOWN or (ours and media_type == "application/pdf"))
    response = HttpResponse(content, content_type=media_type if inline else "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(not inline, name) or "attachment"
    return _safe(response, sandbox=not ours)


def _safe(response: HttpResponse, *, sandbox: bool = True) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    if sandbox:
        response["Content-Security-Policy"] = SANDBOX
    return response

"""Is this paper genuine? Asked by anybody, with the PDF or with the code printed on it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.documents.services.verify import verify_upload
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, Refused
from motcua.vault.selectors import by_digest, by_token
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.results import verified_result

LONGEST = 60


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify_page(request: Request) -> HttpResponse:
    token = "".join(request.GET.get("token", "")[:LONGEST].split())
    if request.method == "POST":
        return _uploaded(request)
    if not token:
        return render(request, "portal/verify.html", {"section": "help"})
    try:
        by_token(token)
    except NotFound as refusal:
        return _wrong(request, "token", refusal.message, token=token)
    return redirect("portal:verify_token", token)


def _uploaded(request: Request) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        return _wrong(request, "file", _("Chọn tệp PDF cần kiểm tra."))
    try:
        report = verify_upload(upload=upload, at=clock.now())
    except Refused as refusal:
        return _wrong(request, "file", refusal.message)
    issued = by_digest(report.sha256)
    context = {"section": "help", "report": report, "result": verified_result(issued) if issued else None}
    return render(request, "portal/verify.html", context)


def _wrong(request: Request, field: str, sentence: str, *, token: str = "") -> HttpResponse:
    context = {"section": "help", "errors": [(f"f-{field}", sentence)], f"wrong_{field}": sentence, "token": token}
    return render(request, "portal/verify.html", context, status=422)


@login_not_required
@require_safe
def verify_token(request: Request, token: str) -> HttpResponse:
    return render(request, "portal/verify.html", {"section": "help", "result": verified_result(by_token(token))})

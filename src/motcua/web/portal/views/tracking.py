"""Following a dossier without a login: code and check number, or the slip's QR code."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.dossiers.selectors.tracking import PublicTrack, tracked, tracked_by_token
from motcua.kernel import clock
from motcua.kernel.errors import Refused
from motcua.web.kit.requests import Request, address_of
from motcua.web.portal.presenters.tracking import track_page

LONGEST = 60


@login_not_required
@never_cache
@require_safe
def track(request: Request) -> HttpResponse:
    code = request.GET.get("code", "")[:LONGEST].strip()
    check = "".join(request.GET.get("check", "")[:LONGEST].split())
    form: dict[str, object] = {"section": "track", "code": code, "check": check}
    if not code and not check:
        return render(request, "portal/track.html", form)
    wrong_code = "" if code else _("Nhập mã hồ sơ.")
    wrong_check = "" if check else _("Nhập số kiểm tra.")
    errors = [pair for pair in (("f-code", wrong_code), ("f-check", wrong_check)) if pair[1]]
    if errors:
        form |= {"errors": errors, "wrong_code": wrong_code, "wrong_check": wrong_check}
        return render(request, "portal/track.html", form, status=422)
    try:
        found = tracked(code=code, check_number=check, address=address_of(request), at=clock.now())
    except Refused as refusal:
        return render(request, "portal/track.html", form | {"general": refusal.message}, status=refusal.status)
    return _shown(request, found)


@login_not_required
@never_cache
@require_safe
def track_token(request: Request, token: str) -> HttpResponse:
    return _shown(request, tracked_by_token(token))


def _shown(request: Request, found: PublicTrack) -> HttpResponse:
    page = track_page(found, at=clock.now())
    return render(request, "portal/tracked.html", {"section": "track", "page": page})

"""What a reader chooses for this browser: how pages look, and the language. Kept in cookies, no login needed."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.web.kit.context import CONTRAST_COOKIE, EASY_COOKIE, ON, SIZE_COOKIE, SIZES
from motcua.web.kit.requests import Request

YEAR = 365 * 24 * 3600


def _back(request: Request) -> HttpResponse:
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return redirect(asked if safe else "portal:home")


@login_not_required
@require_POST
def text_size(request: Request) -> HttpResponse:
    response = _back(request)
    _keep(response, SIZE_COOKIE, request.POST.get("size", ""), SIZES)
    return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: Request) -> HttpResponse:
    """Letters, contrast and the easy mode in one place."""
    if request.method != "POST":
        return render(request, "portal/display.html", {"section": "help"})
    response = redirect("portal:display")
    _keep(response, SIZE_COOKIE, request.POST.get("size", ""), SIZES)
    _keep(response, CONTRAST_COOKIE, request.POST.get("contrast", ""), (ON,))
    _keep(response, EASY_COOKIE, request.POST.get("easy", ""), (ON,))
    messages.success(request, _("Đã đổi cách hiển thị trên máy này."))
    return response


def _keep(response: HttpResponse, cookie: str, value: str, allowed: Collection[str]) -> None:
    if value in allowed:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", httponly=True, secure=secure)
    else:
        response.delete_cookie(cookie, samesite="Lax")


@login_not_required
@require_POST
def language(request: Request) -> HttpResponse:
    response = _back(request)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response

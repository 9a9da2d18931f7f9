"""Officers log in with a password and, when they turned it on, a second factor."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.identity.askers import AskerKind
from motcua.identity.models import Account
from motcua.identity.selectors import officer_account
from motcua.identity.services import second_factor
from motcua.identity.services.officers import BACKEND, with_password
from motcua.kernel import clock
from motcua.kernel.errors import Refused
from motcua.web.kit.requests import Request
from motcua.web.kit.returning import next_path
from motcua.web.kit.sessions import begin

_WAITING = "second_step"  # session: who gave a right password and must still give a code
_WAIT_AT_MOST = timedelta(minutes=10)


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def login(request: Request) -> HttpResponse:
    wanted = next_path(request, under=reverse("desk:inbox"))
    if request.method == "GET":
        if request.asker.kind == AskerKind.OFFICER:
            return redirect(wanted or "desk:inbox")
        return _page(request, wanted)
    username = request.POST.get("username", "")
    try:
        account = with_password(request, username=username, password=request.POST.get("password", ""))
    except Refused as refusal:
        return _page(request, wanted, username=username, message=refusal.message, status=refusal.status)
    if second_factor.is_on(account):
        request.session[_WAITING] = {"account": account.pk, "since": clock.now().isoformat(), "next": wanted}
        return redirect("desk:totp")
    return _enter(request, account, wanted)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def totp(request: Request) -> HttpResponse:
    """The second step; a browser that did not give a right password within ten minutes starts again."""
    waiting = request.session.get(_WAITING) or {}
    account = officer_account(waiting.get("account"))
    if account is None or clock.now() - datetime.fromisoformat(waiting["since"]) > _WAIT_AT_MOST:
        request.session.pop(_WAITING, None)
        return redirect("desk:login")
    if request.method == "GET":
        return render(request, "desk/totp.html", {"name": account.display_name})
    try:
        second_factor.check_code(account=account, code=request.POST.get("code", ""), at=clock.now())
    except Refused as refusal:
        context = {"name": account.display_name, "message": refusal.message}
        return render(request, "desk/totp.html", context, status=refusal.status)
    del request.session[_WAITING]
    return _enter(request, account, waiting["next"])


def locked_out(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG001 - axes' signature
    """Too many wrong passwords for this name from this address."""
    message = _("Nhập sai quá nhiều lần nên tạm khóa 15 phút. Nếu quên mật khẩu, hãy nhờ quản trị đơn vị đặt lại.")
    return _page(request, "", username=request.POST.get("username", ""), message=message, status=429)


def _enter(request: Request, account: Account, wanted: str) -> HttpResponse:
    auth.login(request, account, backend=BACKEND)
    begin(request.session)
    return redirect(wanted or "desk:inbox")


def _page(request: Request, wanted: str, *, username: str = "", message: str = "", status: int = 200) -> HttpResponse:
    context = {"next": wanted, "username": username[:100], "message": message}
    return render(request, "desk/login.html", context, status=status)

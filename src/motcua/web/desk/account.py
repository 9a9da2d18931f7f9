"""An officer's own account: turning the second factor on and off."""

from __future__ import annotations

import segno
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.identity.askers import AskerKind
from motcua.identity.models import Account
from motcua.identity.selectors import officer_account
from motcua.identity.services import second_factor
from motcua.identity.services.officers import with_password
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, Refused
from motcua.web.kit.requests import Request

_SECRET = "second_factor_secret"  # noqa: S105 - a session key's name


@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
def account(request: Request) -> HttpResponse:
    """Shows whether the second factor is on; POST ``do=on`` confirms a code, ``do=off`` asks for password and code."""
    mine = _own_account(request)
    act = {"on": _turn_on, "off": _turn_off}.get(request.POST.get("do", "")) if request.method == "POST" else None
    if act is None:
        return _page(request, mine)
    try:
        return act(request, mine)
    except Refused as refusal:
        return _page(request, mine, message=refusal.message, status=refusal.status)


def _turn_on(request: Request, mine: Account) -> HttpResponse:
    secret = request.session.get(_SECRET, "")
    if not secret:
        return redirect("desk:account")
    code = "".join(request.POST.get("code", "").split())
    codes = second_factor.turn_on(asker=request.asker, account=mine, secret=secret, code=code, at=clock.now())
    del request.session[_SECRET]
    return render(request, "desk/account.html", {"on": True, "codes": codes, "left": len(codes)})


def _turn_off(request: Request, mine: Account) -> HttpResponse:
    with_password(request, username=mine.username, password=request.POST.get("password", ""))
    second_factor.check_code(account=mine, code=request.POST.get("code", ""), at=clock.now())
    second_factor.turn_off(asker=request.asker, account=mine, at=clock.now())
    return redirect("desk:account")


def _page(request: Request, mine: Account, *, message: str = "", status: int = 200) -> HttpResponse:
    context: dict[str, object] = {"message": message, "on": second_factor.is_on(mine)}
    if context["on"]:
        context["left"] = second_factor.recovery_codes_left(mine)
    else:
        secret = request.session.setdefault(_SECRET, second_factor.new_secret())
        address = second_factor.address_of(mine, secret)
        context["qr"] = segno.make(address, error="m").svg_data_uri(scale=4, border=4)
        context["secret"] = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return render(request, "desk/account.html", context, status=status)


def _own_account(request: Request) -> Account:
    asker = request.asker
    found = officer_account(asker.account_id) if asker.kind == AskerKind.OFFICER else None
    if found is None:
        raise NotFound(_("Trang này dành cho cán bộ."))
    return found

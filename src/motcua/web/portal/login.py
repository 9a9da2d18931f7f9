"""A citizen logs in through VNeID, comes back to the same step, and logs out."""

from __future__ import annotations

from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.identity.askers import AskerKind
from motcua.identity.services.citizens import enter
from motcua.identity.services.officers import BACKEND
from motcua.identity.vneid import LoginFailed, finish, start
from motcua.kernel import clock
from motcua.kernel.errors import Refused
from motcua.web.kit.requests import Request
from motcua.web.kit.returning import is_ours, next_path
from motcua.web.kit.sessions import begin
from motcua.web.portal.presenters.telling import VNEID, trouble


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def login(request: Request) -> HttpResponseBase:
    """GET shows the button; POST leaves for VNeID (a GET must not: any page could send a citizen there)."""
    wanted = next_path(request)
    if request.method == "POST":
        try:
            return start(request, next_path=wanted)
        except LoginFailed as failure:
            return _page(request, wanted, failure)
    if request.asker.kind == AskerKind.CITIZEN:
        return redirect(wanted or "portal:home")
    return _page(request, wanted)


@login_not_required
@never_cache
@require_GET
def callback(request: Request) -> HttpResponse:
    """VNeID's answer. Logging in rotates the session's key; whatever failed is told in words on the login page."""
    wanted = ""
    try:
        answer = finish(request)
        wanted = answer.next_path
        account = enter(claims=answer.claims, at=clock.now())
    except LoginFailed as failure:
        return _page(request, failure.next_path, failure)
    except Refused as refusal:
        return _page(request, wanted, refusal)
    auth.login(request, account, backend=BACKEND)
    begin(request.session)
    return redirect(wanted if is_ours(wanted) else "portal:home")


@login_not_required
@require_POST
def logout(request: Request) -> HttpResponse:
    """Ends citizens' and officers' logins alike; everything of the session goes."""
    officer = request.asker.kind == AskerKind.OFFICER
    auth.logout(request)
    return redirect("desk:login" if officer else "portal:home")


def _page(request: Request, wanted: str, failure: Refused | None = None) -> HttpResponse:
    context = {
        "next": wanted if is_ours(wanted) else "",
        "failure": failure,
        "unavailable": failure is not None and failure.code == "unavailable",
        "trouble": trouble(wanted=(VNEID,)) if failure is None else None,
    }
    return render(request, "portal/login.html", context, status=failure.status if failure else 200)

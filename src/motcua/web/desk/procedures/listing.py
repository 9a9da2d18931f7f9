"""Which procedures there are, a new one, and the versions of one."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.enums import VersionState
from motcua.catalogue.rules import can_approve, can_draft
from motcua.catalogue.selectors.drafts import VIEWS, Listing, history, listing
from motcua.catalogue.services import drafts as services
from motcua.catalogue.services.retiring import retire
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, Refused
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, errors_of
from motcua.web.kit.requests import Request

NAMES = dict(
    zip(VIEWS, (gettext_lazy("Đang soạn"), gettext_lazy("Đang áp dụng"), gettext_lazy("Hết áp dụng")), strict=True)
)


@dataclass(frozen=True, slots=True)
class Tab:
    name: str | Promise
    url: str
    count: int
    current: bool


@require_safe
@for_officers
def show(request: Request, asker: Asker) -> HttpResponse:
    """Without a wish the page opens where there is something to do."""
    check_sits(asker, Role.EDITOR, Role.APPROVER)
    text = request.GET.get("q", "").strip()[:100]
    wanted = request.GET.get("xem", "")
    view = wanted if wanted in VIEWS else VIEWS[1] if text else VIEWS[0]
    found = listing(asker, view=view, text=text)
    context = {
        "tabs": _tabs(found, view, text),
        "view": view,
        "text": text,
        "found": found,
        "can_draft": can_draft(asker),
        "section": "settings",
        "here": "procedures",
    }
    return render(request, "desk/procedures/list.html", context)


def _tabs(found: Listing, view: str, text: str) -> list[Tab]:
    query = {"q": text} if text else {}
    return [
        Tab(name, f"{reverse('desk:procedures')}?{urlencode({'xem': key, **query})}", found.counts[key], key == view)
        for key, name in NAMES.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def new(request: Request, asker: Asker) -> HttpResponse:
    """Code and name, and the working copy is there."""
    check_sits(asker, Role.EDITOR)
    errors, status = NO_ERRORS, 200
    if request.method == "POST":
        code, name = request.POST.get("code", ""), request.POST.get("name", "")
        try:
            draft = services.begin_new(code=code, name=name, asker=asker, at=clock.now())
        except Refused as refusal:
            errors, status = errors_of(refusal), refusal.status
        else:
            messages.success(request, _("Đã tạo bản nháp. Điền từng phần dưới đây, phần nào trước cũng được."))
            return redirect("desk:procedure_draft", draft.pk)
    context = {"posted": request.POST, "errors": errors, "section": "settings", "here": "procedures"}
    return render(request, "desk/procedures/new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def versions(request: Request, asker: Asker, code: str) -> HttpResponse:
    """The versions of one procedure; POST begins the next from the one in force, or goes on with the one begun.

    ``do=retire`` closes it to new filings instead.
    """
    check_sits(asker, Role.EDITOR, Role.APPROVER)
    errors, status = NO_ERRORS, 200
    if request.POST.get("do") == "retire":
        try:
            retire(code=code, asker=asker, ground=request.POST.get("ground", ""), at=clock.now())
        except Invalid as refusal:
            errors, status = errors_of(refusal), refusal.status
        else:
            messages.success(request, _("Đã ngừng tiếp nhận hồ sơ mới. Hồ sơ đã nộp vẫn được giải quyết tiếp."))
            return redirect("desk:procedure", code)
    elif request.method == "POST":
        draft = services.begin(code=code, asker=asker, at=clock.now())
        return redirect("desk:procedure_draft", draft.pk)
    return _versions(request, asker, code, errors, status)


def _versions(request: Request, asker: Asker, code: str, errors: Errors, status: int) -> HttpResponse:
    found, work = history(asker, code)
    context = {
        "versions": found,
        "in_force": next((each for each in found if each.state == VersionState.PUBLISHED), None),
        "latest": found[0],
        "work": work,
        "can_draft": can_draft(asker),
        "can_retire": can_approve(asker, drafted_by=None),
        "posted": request.POST,
        "errors": errors,
        "section": "settings",
        "here": "procedures",
    }
    return render(request, "desk/procedures/versions.html", context, status=status)

"""Configuration: how people say it. One proposes, another approves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue.enums import AliasKind
from motcua.catalogue.rules import can_approve, can_draft
from motcua.catalogue.selectors.staff import aliases_in_use, aliases_waiting
from motcua.catalogue.services import aliases as alias_services
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel import clock
from motcua.kernel.errors import Refused
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, choices_of, errors_of
from motcua.web.kit.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def aliases(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, Role.EDITOR, Role.APPROVER)
    if request.method != "POST":
        return _aliases(request, asker)
    try:
        if request.POST.get("do") == "approve":
            alias = alias_services.approve(asker=asker, alias_id=_number(request.POST.get("id", "")), at=clock.now())
            messages.success(
                request, _("Đã duyệt “%(phrase)s”. Tìm kiếm hiểu ngay từ bây giờ.") % {"phrase": alias.phrase}
            )
        else:
            alias = alias_services.propose(
                asker=asker,
                phrase=request.POST.get("phrase", ""),
                kind=request.POST.get("kind", ""),
                target=request.POST.get("target", ""),
                at=clock.now(),
            )
            messages.success(request, _("Đã đề xuất “%(phrase)s”. Chờ người khác duyệt.") % {"phrase": alias.phrase})
    except Refused as refusal:
        return _aliases(request, asker, errors_of(refusal), status=refusal.status)
    return redirect("desk:aliases")


def _aliases(request: Request, asker: Asker, errors: Errors = NO_ERRORS, status: int = 200) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    waiting = [(alias, can_approve(asker, drafted_by=alias.drafted_by_id)) for alias in aliases_waiting(asker)]
    context = {
        "waiting": waiting,
        "text": text,
        "in_use": aliases_in_use(asker, text),
        "kinds": choices_of(AliasKind.choices, request.POST.get("kind", "tu_dong_nghia")),
        "posted": request.POST,
        "can_draft": can_draft(asker),
        "errors": errors,
        "section": "settings",
        "here": "aliases",
    }
    return render(request, "desk/aliases.html", context, status=status)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0  # no row has number 0

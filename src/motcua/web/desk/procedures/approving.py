"""What a working copy changes, and the approver's word on it."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue.rules.working_copy import stamp_of
from motcua.catalogue.selectors.drafts import draft_for
from motcua.catalogue.selectors.previews import changes_of
from motcua.catalogue.services.approving import publish, send_back
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel import clock
from motcua.kernel.errors import Refused
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.presenters.facts import NO_ERRORS, errors_of
from motcua.web.kit.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def approve(request: Request, asker: Asker, work_id: int) -> HttpResponse:
    """The differences, for writers too; POST publishes or sends back."""
    check_sits(asker, Role.APPROVER, *((Role.EDITOR,) if request.method != "POST" else ()))
    errors, status = NO_ERRORS, 200
    if request.method == "POST":
        try:
            return _decide(request, asker, work_id)
        except Refused as refusal:
            errors, status = errors_of(refusal), refusal.status
    view = draft_for(asker, work_id)
    found = changes_of(view.draft)
    context = {
        "view": view,
        "draft": view.draft,
        "name": view.draft.content["plain_name"] or view.draft.content["name"],
        "groups": [(part, list(listed)) for part, listed in groupby(found, key=lambda change: change.part)],
        "count": len(found),
        "seen": stamp_of(view.draft.content),
        "words": request.POST.get("words", ""),
        "errors": errors,
        "section": "settings",
        "here": "procedures",
    }
    return render(request, "desk/procedures/approve.html", context, status=status)


def _decide(request: Request, asker: Asker, work_id: int) -> HttpResponse:
    if request.POST.get("do") == "send_back":
        send_back(draft_id=work_id, asker=asker, words=request.POST.get("words", ""), at=clock.now())
        messages.success(request, _("Đã trả lại cho người soạn kèm lời của anh/chị."))
        return redirect("desk:procedures")
    version = publish(draft_id=work_id, asker=asker, at=clock.now(), seen=request.POST.get("seen", ""))
    words = {"n": version.number, "name": version.plain_name}
    messages.success(request, _("Đã công bố bản %(n)d của “%(name)s”. Người dân nộp được từ bây giờ.") % words)
    return redirect("desk:procedure", version.procedure.code)

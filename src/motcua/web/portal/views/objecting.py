"""Saying that one does not agree: the words, who answers, until when."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.dossiers.enums import Act
from motcua.dossiers.rules import check_act
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.services.objecting import LONGEST, TIME_TO_ANSWER, object_to
from motcua.identity.askers import AskerKind
from motcua.kernel import clock
from motcua.kernel.errors import Forbidden, Invalid
from motcua.web.kit.requests import Request
from motcua.web.portal.unsent import Writing, say_kept


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def object_page(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    view = dossier_for(request.asker, dossier_id, at=clock.now())
    if request.asker.kind is not AskerKind.CITIZEN:
        raise Forbidden(_("Trang này của người nộp. Cán bộ ghi nhận tại trang hồ sơ trên bàn làm việc."))
    check_act(Act.OBJECT, request.asker, view.standing)
    writing = Writing(request, dossier_id, Act.OBJECT, f"object:{len(view.objections)}")
    sent, error = writing.posted_before_login(), ""
    if request.method == "POST":
        words = request.POST.get("words", "")[: LONGEST + 1]
        kept = writing.keep({"words": words})
        if request.POST.get("autosave"):
            return kept.proof()
        if request.POST.get("keep"):
            say_kept(request)
            return redirect("portal:object", dossier_id)
        try:
            # The key counts the objections: pressing twice is one, a later one is another.
            key = f"object:{dossier_id}:{len(view.objections)}"
            object_to(dossier_id=dossier_id, asker=request.asker, key=key, at=clock.now(), words=words)
        except Invalid as refusal:
            error = refusal.fields["words"]
        else:
            writing.forget()
            messages.success(request, _("Đã gửi. Cơ quan trả lời ngay ở trang hồ sơ và có thư báo."))
            return redirect("portal:dossier", dossier_id)
    else:
        kept = writing.kept()
        words = sent.get("words", "") if sent is not None else str(kept.typed.get("words", ""))
    page = {
        "code": view.dossier.code,
        "title": view.bundle.plain_name,
        "organisation": view.dossier.organisation.name,
        "days": int(TIME_TO_ANSWER.amount),
        "dossier_url": reverse("portal:dossier", args=[dossier_id]),
    }
    context = {"section": "mine", "page": page, "words": words, "wrong": error, "longest": LONGEST}
    context |= {"saved_at": kept.saved_at, "kept": sent is not None}
    context["errors"] = [("f-words", error)] if error else []
    return render(request, "portal/object.html", context, status=422 if error else 200)

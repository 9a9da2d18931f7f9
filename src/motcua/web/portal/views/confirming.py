"""The applicant's answer to a step that waits for it, with files where the step takes them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.documents.services.accept import accept
from motcua.dossiers.enums import Act
from motcua.dossiers.gates import Gate
from motcua.dossiers.rules import check_act
from motcua.dossiers.selectors.dossier import DossierView, dossier_for
from motcua.dossiers.services.answering import MOST_FILES, confirm
from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.gates import open_gates
from motcua.web.portal.unsent import Kept, Writing, say_kept

LONGEST_WORDS = 1000


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_page(request: Request, dossier_id: uuid.UUID, step: str) -> HttpResponse:
    view = dossier_for(request.asker, dossier_id, at=clock.now())
    gate = next((one for one in open_gates(view) if one.step == step and not one.to_pay), None)
    if gate is None:
        messages.info(request, _("Hồ sơ này không còn chờ anh/chị trả lời."))
        return redirect("portal:dossier", dossier_id)
    view = dossier_for(request.asker, dossier_id, at=clock.now(), step=step)
    check_act(Act.CONFIRM, request.asker, view.standing)
    writing = Writing(request, dossier_id, Act.CONFIRM, f"confirm:{view.standing.task_id}", step=step)
    if request.method == "POST":
        return _posted(request, view, gate, writing)
    sent, kept = writing.posted_before_login(), writing.kept()
    words = sent.get("words", "") if sent is not None else str(kept.typed.get("words", ""))
    return _shown(request, view, gate, kept, words, still_there=sent is not None)


def _posted(request: Request, view: DossierView, gate: Gate, writing: Writing) -> HttpResponse:
    words = request.POST.get("words", "").strip()[:LONGEST_WORDS]
    kept = writing.keep({"words": words})
    if request.POST.get("autosave"):
        return kept.proof()
    if request.POST.get("keep"):
        say_kept(request)
        return redirect("portal:confirm", view.dossier.pk, gate.step)
    try:
        uploads = request.FILES.getlist("file")[: MOST_FILES + 1] if gate.upload else []
        files = [accept(upload=upload, asker=request.asker, at=clock.now()).pk for upload in uploads]
        confirm(
            dossier_id=view.dossier.pk,
            asker=request.asker,
            key=f"confirm:{view.standing.task_id}",  # a task is answered once
            at=clock.now(),
            words=words,
            files=files,
            step=gate.step,
        )
    except Invalid as refusal:
        return _shown(request, view, gate, kept, words, wrong=refusal.message)
    writing.forget()
    messages.success(request, _("Đã gửi trả lời. Hồ sơ được giải quyết tiếp."))
    return redirect("portal:dossier", view.dossier.pk)


def _shown(
    request: Request,
    view: DossierView,
    gate: Gate,
    kept: Kept,
    words: str,
    *,
    wrong: str = "",
    still_there: bool = False,
) -> HttpResponse:
    context = {
        "section": "mine",
        "page": {
            "code": view.dossier.code,
            "title": view.bundle.plain_name,
            "dossier_url": reverse("portal:dossier", args=[view.dossier.pk]),
        },
        "gate": gate,
        "general": wrong,
        "words": words,
        "saved_at": kept.saved_at,
        "kept": still_there,
    }
    return render(request, "portal/confirm.html", context, status=422 if wrong else 200)

"""Answering a request for more papers: only the boxes that are needed, each file posted on its own."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.documents.services.accept import accept
from motcua.dossiers.enums import Act
from motcua.dossiers.models import SupplementRequest
from motcua.dossiers.rules import check_act
from motcua.dossiers.selectors.dossier import DossierView, dossier_for
from motcua.dossiers.services.supplementing import supplement
from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.supplement import asked_papers

FILES_A_PAPER = 10


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def supplement_page(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    view = dossier_for(request.asker, dossier_id, at=clock.now())
    asked = view.open_supplement
    if asked is None:
        messages.info(request, _("Hồ sơ này không còn gì phải bổ sung."))
        return redirect("portal:dossier", dossier_id)
    check_act(Act.SUPPLEMENT, request.asker, view.standing)
    if request.method != "POST":
        return _shown(request, view, asked, {})
    if request.POST.get("send"):
        return _sent(request, view, asked)
    return _received(request, view, asked)


def _received(request: Request, view: DossierView, asked: SupplementRequest) -> HttpResponse:
    """One file, kept in the session until everything is sent."""
    paper, upload = request.POST.get("paper", ""), request.FILES.get("file")
    waiting = _waiting(request, asked)
    if paper not in {item["paper"] for item in asked.items}:
        return _shown(request, view, asked, {}, general=_("Giấy tờ này không nằm trong yêu cầu bổ sung."))
    if upload is None:
        return _shown(request, view, asked, {paper: _("Chọn một tệp rồi bấm Tải lên.")})
    if len(waiting.get(paper, [])) >= FILES_A_PAPER:
        return _shown(request, view, asked, {paper: _("Đã đủ số tệp cho giấy tờ này.")})
    try:
        stored = accept(upload=upload, asker=request.asker, at=clock.now())
    except Invalid as refusal:
        return _shown(request, view, asked, {paper: refusal.message})
    waiting.setdefault(paper, []).append(str(stored.pk))
    request.session[_key(asked)] = waiting
    messages.success(request, _("Đã nhận tệp %(name)s.") % {"name": stored.name})
    return redirect(f"{reverse('portal:supplement', args=[view.dossier.pk])}#ten-{paper}")


def _sent(request: Request, view: DossierView, asked: SupplementRequest) -> HttpResponse:
    words = request.POST.get("words", "").strip()[:1000]
    files = {paper: [uuid.UUID(one) for one in ids] for paper, ids in _waiting(request, asked).items()}
    try:
        supplement(
            dossier_id=view.dossier.pk,
            asker=request.asker,
            key=f"supplement:{asked.pk}",
            at=clock.now(),
            files=files,
            words=words,
        )
    except Invalid as refusal:
        return _shown(request, view, asked, refusal.fields, general=refusal.message, words=words)
    request.session.pop(_key(asked), None)
    messages.success(request, _("Đã gửi bổ sung. Hồ sơ được xử lý tiếp."))
    return redirect("portal:dossier", view.dossier.pk)


@require_POST
def remove(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    view = dossier_for(request.asker, dossier_id, at=clock.now())
    asked, unwanted = view.open_supplement, request.POST.get("remove", "")
    if asked is not None:
        kept = {paper: [one for one in ids if one != unwanted] for paper, ids in _waiting(request, asked).items()}
        request.session[_key(asked)] = kept
    return redirect("portal:supplement", dossier_id)


def _key(asked: SupplementRequest) -> str:
    return f"supplement-{asked.pk}"


def _waiting(request: Request, asked: SupplementRequest) -> dict[str, list[str]]:
    found: dict[str, list[str]] = request.session.get(_key(asked), {})
    return found


def _shown(
    request: Request,
    view: DossierView,
    asked: SupplementRequest,
    errors: dict[str, str],
    *,
    general: str = "",
    words: str = "",
) -> HttpResponse:
    papers = asked_papers(request.asker, view, asked, _waiting(request, asked), errors)
    context = {
        "section": "mine",
        "page": {
            "code": view.dossier.code,
            "deadline": asked.deadline,
            "message": asked.message,
            "dossier_url": reverse("portal:dossier", args=[view.dossier.pk]),
        },
        "papers": papers,
        "errors": [(f"f-{paper.key}", paper.error) for paper in papers if paper.error],
        "general": general,
        "words": words,
    }
    return render(request, "portal/supplement.html", context, status=422 if errors or general else 200)

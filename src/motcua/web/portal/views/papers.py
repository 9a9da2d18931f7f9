"""Papers of a draft: each file posts on its own, so that one refused file never loses the others."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.dossiers.selectors.drafts import draft_for
from motcua.dossiers.services.drafting import PAPERS, attach, detach, save_papers
from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.filing import (
    CHECK,
    after,
    draft_page,
    lookups,
    paper_views,
    step_url,
    steps_of,
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, draft_id, {})
    if request.POST.get("done"):
        return _done(request, draft_id)
    return _received(request, draft_id)


def _received(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    paper, upload = request.POST.get("paper", ""), request.FILES.get("file")
    if upload is None:
        return _shown(request, draft_id, {paper: _("Chọn một tệp rồi bấm Tải lên.")})
    try:
        attached = attach(draft_id=draft_id, asker=request.asker, paper_key=paper, upload=upload, at=clock.now())
    except Invalid as refusal:
        return _shown(request, draft_id, {paper: refusal.fields.get(paper) or refusal.message})
    messages.success(request, _("Đã nhận tệp %(name)s.") % {"name": attached.file.name})
    return redirect(f"{reverse('portal:draft_papers', args=[draft_id])}#ten-{paper}")


def _done(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    saved = save_papers(draft_id=draft_id, asker=request.asker, at=clock.now())
    if saved.errors:
        return _shown(request, draft_id, saved.errors)
    view = draft_for(request.asker, draft_id)
    return redirect(step_url(view, CHECK) if request.POST.get("ve") == CHECK else after(view, PAPERS))


def _shown(request: Request, draft_id: uuid.UUID, errors: dict[str, str]) -> HttpResponse:
    view = draft_for(request.asker, draft_id)
    shown = paper_views(view, errors)
    known = [(f"f-{paper.key}", paper.error) for paper in shown if paper.error]
    context = {
        "section": "mine",
        "draft": draft_page(view, PAPERS),
        "step": next((step for step in steps_of(view) if step.key == PAPERS), {"title": _("Giấy tờ")}),
        "back_url": reverse("portal:draft", args=[draft_id]),
        "papers": shown,
        "lookups": lookups(view),
        "errors": known,
        "general": next(iter(errors.values())) if errors and not known else "",
        "return_to": (request.POST or request.GET).get("ve", ""),
    }
    return render(request, "portal/filing_papers.html", context, status=422 if errors else 200)


@require_POST
def remove(request: Request, draft_id: uuid.UUID, draft_file_id: int) -> HttpResponse:
    detach(draft_id=draft_id, asker=request.asker, draft_file_id=draft_file_id, at=clock.now())
    messages.success(request, _("Đã bỏ tệp."))
    return redirect("portal:draft_papers", draft_id)

"""Papers of a draft: each file is judged alone, so that one refused file never loses the others."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.dossiers.selectors.drafts import draft_for
from motcua.dossiers.selectors.uploads import uploads_under_way
from motcua.dossiers.services.drafting import PAPERS, attach, detach, save_papers
from motcua.dossiers.telling_once.offers import lent_results, offers_for
from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.web.kit.requests import Request
from motcua.web.kit.tus import upload_words
from motcua.web.portal.presenters.filing import CHECK, after, draft_page, step_url, steps_of
from motcua.web.portal.presenters.papers import lookups, paper_views
from motcua.web.portal.views.consents import UNTICKED


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, draft_id, {})
    if request.POST.get("done"):
        return _done(request, draft_id)
    return _received(request, draft_id)


def _received(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """The plain form: one or several files for one paper."""
    paper, files = request.POST.get("paper", ""), request.FILES.getlist("file")
    if not files:
        return _shown(request, draft_id, {paper: [_("Chọn một hoặc nhiều tệp rồi bấm Tải lên.")]})
    refused: list[str] = []
    for upload in files:
        try:
            attached = attach(draft_id=draft_id, asker=request.asker, paper_key=paper, upload=upload, at=clock.now())
        except Invalid as refusal:
            said = refusal.fields.get(paper) or refusal.message
            refused.append(f"{upload.name}: {said}" if len(files) > 1 else said)
        else:
            messages.success(request, _("Đã nhận tệp %(name)s.") % {"name": attached.file.name})
    if refused:
        return _shown(request, draft_id, {paper: refused})
    return redirect(f"{reverse('portal:draft_papers', args=[draft_id])}#ten-{paper}")


def _done(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    saved = save_papers(draft_id=draft_id, asker=request.asker, at=clock.now())
    if saved.errors:
        return _shown(request, draft_id, {paper: [sentence] for paper, sentence in saved.errors.items()})
    view = draft_for(request.asker, draft_id)
    return redirect(step_url(view, CHECK) if request.POST.get("ve") == CHECK else after(view, PAPERS))


def _shown(request: Request, draft_id: uuid.UUID, errors: Mapping[str, Sequence[str]]) -> HttpResponse:
    view = draft_for(request.asker, draft_id)
    case = view.bundle.case_key(view.draft.case_id)
    lent = lent_results(request.asker, view.draft, at=clock.now())
    offered = offers_for(request.asker, view.bundle, case, on=clock.today(), lent=lent)
    shown = paper_views(view, errors, uploads_under_way(request.asker, draft_id, at=clock.now()), offered)
    known = [(f"f-{paper.key}", error) for paper in shown for error in paper.errors]
    context = {
        "section": "mine",
        "draft": draft_page(view, PAPERS),
        "step": next((step for step in steps_of(view) if step.key == PAPERS), {"title": _("Giấy tờ")}),
        "back_url": reverse("portal:draft", args=[draft_id]),
        "papers": shown,
        "lookups": lookups(view),
        "unticked": request.GET.get(UNTICKED, ""),
        "errors": known,
        "general": next((each for said in errors.values() for each in said), "") if not known else "",
        "upload_words": upload_words(),
        "return_to": (request.POST or request.GET).get("ve", ""),
    }
    return render(request, "portal/filing_papers.html", context, status=422 if errors else 200)


@require_POST
def remove(request: Request, draft_id: uuid.UUID, draft_file_id: int) -> HttpResponse:
    detach(draft_id=draft_id, asker=request.asker, draft_file_id=draft_file_id, at=clock.now())
    messages.success(request, _("Đã bỏ tệp."))
    return redirect("portal:draft_papers", draft_id)

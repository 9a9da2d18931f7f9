"""The last look, and filing."""

from __future__ import annotations

import uuid
from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.dossiers.grouping.bundles import file_bundle_draft, is_bundle_draft
from motcua.dossiers.grouping.selectors import group_of_draft
from motcua.dossiers.prechecks.accepting import StillToMend, accept
from motcua.dossiers.prechecks.gathering import findings_of
from motcua.dossiers.selectors.drafts import DraftView, draft_for, filed_from
from motcua.dossiers.services.drafting import PAPERS
from motcua.dossiers.services.submitting import file_draft
from motcua.dossiers.standing_in.cosign_asking import ask
from motcua.dossiers.standing_in.cosigned import needed
from motcua.dossiers.telling_once.filling import hold_against
from motcua.identity.askers import AskerKind
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.places.selectors import communes
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.filing import (
    CHECK,
    check_files,
    draft_page,
    fee_sentence,
    group_url,
    limit_sentence,
    sections,
    step_url,
)
from motcua.web.portal.presenters.offers import stored_papers
from motcua.web.portal.presenters.prechecks import found_lines


@never_cache
@require_safe
def check(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    try:
        view = draft_for(request.asker, draft_id)
    except NotFound:  # "back" after filing leads to what was filed, not into nothing
        filed = filed_from(request.asker, draft_id)
        group = group_of_draft(request.asker, draft_id)
        if group is not None:
            return redirect("portal:group", group)
        if filed is None:
            raise
        return redirect("portal:filed", filed)
    page = draft_page(view, CHECK)
    if any(not step.done for step in page.tasks[:-1]):
        return redirect("portal:draft", draft_id)
    return _shown(request, view)


@never_cache
@require_http_methods(["POST", "GET"])
def submit(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    if request.method == "GET":  # back from a login that ended between the check page and the button
        return redirect("portal:draft_check", draft_id)
    if request.POST.get("only") == "accept":  # of a draft that is filed with its group
        accept(draft_id=draft_id, asker=request.asker, at=clock.now())
        return redirect("portal:draft_check", draft_id)
    if request.POST.get("consent") != "yes":
        sentence = _("Đánh dấu vào ô cam đoan để nộp hồ sơ.")
        view = draft_for(request.asker, draft_id)
        return _shown(request, view, errors=[("f-consent", sentence)], consent_error=sentence)
    if request.POST.get("anyway") == "yes":
        with suppress(NotFound):  # filed by the first of two presses: the filing below gives the same answer again
            accept(draft_id=draft_id, asker=request.asker, at=clock.now())
    try:
        return _file(request, draft_id)
    except StillToMend as refusal:
        told = [("truoc-khi-nop", one.sentence) for one in refusal.findings]
        return _shown(request, draft_for(request.asker, draft_id), errors=told, general=refusal.message)
    except Refused as refusal:
        if refusal.code == "version_closed":  # the page there says what changed, and nothing is lost
            return redirect("portal:new_version", draft_id)
        if not isinstance(refusal, Invalid):
            raise
        view = draft_for(request.asker, draft_id)
        return _shown(request, view, errors=_linked(refusal), general=refusal.message)


def _file(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """A dossier, or the group of dossiers when the procedure is a bundle."""
    hold_against(draft_id=draft_id, asker=request.asker, at=clock.now())
    if group_of_draft(request.asker, draft_id) or is_bundle_draft(request.asker, draft_id):
        bundle = file_bundle_draft(draft_id=draft_id, asker=request.asker, at=clock.now())
        messages.success(request, _("Đã nộp. Mỗi phần là một hồ sơ riêng, anh/chị theo dõi tất cả ở trang này."))
        return redirect("portal:group", bundle.group_id)
    try:
        filed = file_draft(draft_id=draft_id, asker=request.asker, at=clock.now())
    except Refused as refusal:
        if refusal.code != "cosigners":
            raise
        ask(draft_id=draft_id, asker=request.asker, at=clock.now())
        return redirect("portal:draft_cosigning", draft_id)
    if request.asker.kind is AskerKind.OFFICER:  # a helper filed for somebody: the dossier's pages are that person's
        said = _("Đã nộp, mã hồ sơ %(code)s. Giấy hẹn được gửi tới người nộp.") % {"code": filed.code}
        messages.success(request, said)
        return redirect("desk:assisting")
    return redirect("portal:filed", filed.dossier_id)


def _linked(refusal: Invalid) -> list[tuple[str, str]]:
    """Each sentence, leading to the part of this page where the way back is."""
    return [("nop", sentence) for sentence in refusal.fields.values()]


def _shown(
    request: Request,
    view: DraftView,
    *,
    errors: list[tuple[str, str]] | None = None,
    general: str = "",
    consent_error: str = "",
) -> HttpResponse:
    names = {unit.code: unit.name for unit in communes(on=clock.today())}
    page = draft_page(view, CHECK)
    context = {
        "section": "mine",
        "draft": page,
        "step": page.tasks[-1],
        "back_url": reverse("portal:draft", args=[view.draft.pk]),
        "sections": sections(view, names),
        "files": check_files(view),
        "stored": stored_papers(view),
        "papers_url": f"{step_url(view, PAPERS)}?ve={CHECK}",
        "submit_url": reverse("portal:draft_submit", args=[view.draft.pk]),
        "promise": limit_sentence(view),
        "fee": fee_sentence(view),
        "errors": errors or [],
        "general": general,
        "consent_error": consent_error,
        "group_url": group_url(view),
        "helped": view.helped,
        "cosigners": needed(view.draft, at=clock.now()),
        "found": found_lines(view, findings_of(view.draft, asker=request.asker, at=clock.now())),
    }
    return render(request, "portal/filing_check.html", context, status=422 if errors or general else 200)

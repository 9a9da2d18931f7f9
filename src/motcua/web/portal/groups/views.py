"""A group's page, and what is done to it: begun from a draft, added to, submitted with one consent."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue.selectors import open_version_id, search, version_bundle
from motcua.dossiers.enums import GroupKind
from motcua.dossiers.grouping.selectors import group_for
from motcua.dossiers.grouping.several import GroupFiled, add_procedure, begin_group, file_group, file_part_again
from motcua.dossiers.grouping.sheets.filing import submit_sheet
from motcua.dossiers.standing_in.cosign_selectors import waiting_in_group
from motcua.dossiers.telling_once.filling import hold_group_against, tell
from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.web.kit.requests import Request
from motcua.web.portal.cosigning.presenters import sent_rows
from motcua.web.portal.groups.presenters import group_page

HITS = 6


@never_cache
@require_safe
def group(request: Request, group_id: uuid.UUID) -> HttpResponse:
    return _shown(request, group_id)


def _shown(
    request: Request,
    group_id: uuid.UUID,
    *,
    consent_error: str = "",
    anyway_error: str = "",
    refused: GroupFiled | None = None,
) -> HttpResponse:
    at = clock.now()
    wanted = request.GET.get("trang", "1")
    page_number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 1
    needing = request.GET.get("can-toi") == "1"
    found = group_for(request.asker, group_id, at=at, page=page_number, needing=needing)
    page = group_page(found, at=at, needing=needing)
    query = request.GET.get("q", "").strip()[:120]
    context = {
        "section": "mine",
        "page": page,
        "needing": needing,
        "query": query,
        "hits": _hits(query) if query and found.kind is GroupKind.SEVERAL else [],
        "consent_error": consent_error,
        "anyway_error": anyway_error,
        "errors": [
            (place, words) for place, words in (("f-consent", consent_error), ("f-anyway", anyway_error)) if words
        ],
        "not_filed": refused.not_filed if refused else (),
        "sent": sent_rows(waiting_in_group(request.asker, group_id)) if page.drafts else [],
    }
    part = request.htmx and request.htmx.target == "tien-do"
    template = "portal/groups/part_sheet.html#progress" if part else "portal/groups/group.html"
    return render(request, template, context, status=422 if consent_error or anyway_error or refused else 200)


def _hits(query: str) -> list[dict[str, str]]:
    """Procedures that can be filed online here, by themselves."""
    found = [hit.card for hit in search(query, HITS).hits if hit.card is not None]
    return [
        {"code": card.code, "title": card.title, "limit": card.limit, "fee": card.fee}
        for card in found
        if card.online and not card.hand_over and not version_bundle(open_version_id(card.code)).parts
    ]


@require_POST
def begin(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    made = begin_group(draft_id=draft_id, asker=request.asker, at=clock.now())
    return redirect("portal:group", made.pk)


@require_POST
def add(request: Request, group_id: uuid.UUID) -> HttpResponse:
    code = request.POST.get("code", "")
    draft = add_procedure(group_id=group_id, asker=request.asker, procedure_code=code, at=clock.now())
    tell(draft_id=draft.pk, asker=request.asker, at=clock.now())
    if draft.taken:
        messages.success(request, _("Đã thêm thủ tục. Những gì đã khai được điền sẵn; anh/chị soát và khai nốt."))
    return redirect("portal:draft", draft.pk)


@never_cache
@require_http_methods(["GET", "POST"])
def submit(request: Request, group_id: uuid.UUID) -> HttpResponse:
    if request.method == "GET":  # back from a login that ended meanwhile
        return redirect("portal:group", group_id)
    at = clock.now()
    found = group_for(request.asker, group_id, at=at)
    if request.POST.get("consent") != "yes":
        return _shown(request, group_id, consent_error=_("Đánh dấu vào ô cam đoan để nộp hồ sơ."))
    if found.kind is GroupKind.ENTERPRISE:
        try:
            submit_sheet(group_id=group_id, asker=request.asker, at=at, anyway=request.POST.get("anyway") == "yes")
        except Invalid as refusal:
            return _shown(request, group_id, anyway_error=refusal.message)
        return redirect("portal:group", group_id)
    hold_group_against(group_id=group_id, asker=request.asker, at=at)
    outcome = file_group(group_id=group_id, asker=request.asker, at=at)
    if outcome.not_filed:
        return _shown(request, group_id, refused=outcome)
    if outcome.waiting:
        messages.success(request, _("Đã gửi người cùng ký. Mọi người ký đủ thì cả nhóm được nộp ngay."))
        return redirect("portal:group", group_id)
    messages.success(request, _("Đã nộp cả nhóm. Mỗi hồ sơ có mã và ngày hẹn riêng."))
    return redirect("portal:group", group_id)


@require_POST
def again(request: Request, group_id: uuid.UUID, dossier_id: uuid.UUID) -> HttpResponse:
    draft = file_part_again(group_id=group_id, dossier_id=dossier_id, asker=request.asker, at=clock.now())
    return redirect(reverse("portal:draft", args=[draft.pk]))

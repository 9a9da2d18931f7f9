"""Agreeing to what another declared, and asking others to agree."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.documents.selectors import open_file
from motcua.dossiers.grouping.selectors import group_of_draft
from motcua.dossiers.selectors.drafts import draft_for, filed_from
from motcua.dossiers.standing_in.cosign_selectors import (
    cosigning_file,
    cosigning_for,
    cosignings_of_draft,
    sent_with,
)
from motcua.dossiers.standing_in.cosigning import Answered, agree_together, answer, take_back
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.web.kit.requests import Request
from motcua.web.portal.cosigning.presenters import rounds, signing_page
from motcua.web.portal.presenters.filing import CHECK, draft_page, step_url
from motcua.web.portal.views.files import download

LONGEST_WORDS = 500


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: Request, cosigning_id: uuid.UUID) -> HttpResponse:
    """What was declared, with everything else of the group the asker signs, and the two answers to it."""
    view = cosigning_for(request.asker, cosigning_id)
    if request.method != "POST":
        return _shown(request, cosigning_id)
    agrees, words = request.POST.get("do") == "agree", request.POST.get("words", "")[:LONGEST_WORDS]
    others = {one.cosigning.pk for one in sent_with(view)}
    unread = {f"read-{pk}" if pk else "read" for pk in (None, *others) if not _read(request, pk)}
    if agrees and unread:
        sentence = _("Đánh dấu vào ô xác nhận đã đọc để đồng ý.")
        return _shown(request, cosigning_id, errors=dict.fromkeys(sorted(unread), sentence), words=words)
    seen = {cosigning_id: request.POST.get("seen", "")}
    try:
        if agrees:
            seen |= {pk: request.POST.get(f"seen-{pk}", "") for pk in others}
            done = agree_together(seen=seen, asker=request.asker, at=clock.now())
        else:
            done = _decline(request, seen, others, words)
    except Invalid as refusal:
        return _shown(request, cosigning_id, errors=refusal.fields, general=refusal.message, words=words)
    except NotFound:
        raise
    except Refused as refusal:
        return _shown(request, cosigning_id, general=refusal.message, words=words, status=refusal.status)
    messages.success(request, _said(done, agrees=agrees))
    return redirect("portal:cosign", cosigning_id)


def _read(request: Request, other: uuid.UUID | None) -> bool:
    return request.POST.get(f"read-{other}" if other else "read") == "yes"


def _decline(request: Request, seen: dict[uuid.UUID, str], others: set[uuid.UUID], words: str) -> Answered:
    """The one the words are about: the first, or the one chosen of those sent together."""
    chosen = next((pk for pk in others if str(pk) == request.POST.get("which")), None)
    (first,) = seen
    digest = seen[first] if chosen is None else request.POST.get(f"seen-{chosen}", "")
    at = clock.now()
    return answer(cosigning_id=chosen or first, asker=request.asker, agrees=False, seen=digest, words=words, at=at)


def _said(done: Answered, *, agrees: bool) -> str:
    if done.filed is not None:
        return _("Mọi người đã đồng ý, hồ sơ đã nộp với mã %(code)s.") % {"code": done.filed.code}
    if done.problem:
        return _("Đã ghi nhận anh/chị đồng ý. Hồ sơ chưa nộp được, người khai đã được báo để sửa.")
    if done.grouped:
        return _("Đã ghi nhận anh/chị đồng ý. Mọi người ký đủ thì cả nhóm hồ sơ được nộp ngay.")
    return _("Đã ghi nhận anh/chị đồng ý.") if agrees else _("Đã gửi lời không đồng ý tới người khai.")


def _shown(
    request: Request,
    cosigning_id: uuid.UUID,
    *,
    errors: dict[str, str] | None = None,
    general: str = "",
    words: str = "",
    status: int = 422,
) -> HttpResponse:
    wrong = errors or {}
    view = cosigning_for(request.asker, cosigning_id)
    page, more = signing_page(view), [signing_page(one) for one in sent_with(view)]
    context = {
        "section": "mine",
        "page": page,
        "more": more,
        "all": [page, *more],
        "errors": [(f"f-{key}", sentence) for key, sentence in wrong.items()],
        "wrong": wrong,
        "general": general,
        "words": words,
    }
    return render(request, "portal/cosigning/sign.html", context, status=status if wrong or general else 200)


@require_safe
def file(request: Request, cosigning_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    found = cosigning_file(request.asker, cosigning_id, file_id)
    return download(open_file(found.pk), name=found.name, media_type=found.media_type)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def of_draft(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """How far the asker's own filing is; asking no longer. After filing it leads to the dossier."""
    try:
        view = draft_for(request.asker, draft_id)
    except NotFound:
        filed = filed_from(request.asker, draft_id)
        group = group_of_draft(request.asker, draft_id)
        if group is not None:
            return redirect("portal:group", group)
        if filed is None:
            raise
        return redirect("portal:dossier", filed)
    if request.method == "POST":
        take_back(draft_id=draft_id, asker=request.asker, at=clock.now())
        messages.success(request, _("Đã rút yêu cầu ký. Anh/chị sửa rồi gửi lại khi xong."))
        return redirect("portal:draft", draft_id)
    context = {
        "section": "mine",
        "draft": draft_page(view, CHECK),
        "back_url": reverse("portal:draft", args=[draft_id]),
        "check_url": step_url(view, CHECK),
        "rounds": rounds(cosignings_of_draft(request.asker, draft_id)),
    }
    return render(request, "portal/cosigning/draft.html", context)

"""Somebody fills in for me: agree, go on by myself, or "không phải tôi nhờ"."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import AssistanceState, ConsentKind
from motcua.dossiers.models import Assistance
from motcua.dossiers.standing_in.assist_papers import lend, take_back, takes_papers
from motcua.dossiers.standing_in.assist_rights import mine
from motcua.dossiers.standing_in.assist_selectors import Helped
from motcua.dossiers.standing_in.assist_telling import reference
from motcua.dossiers.standing_in.assisting import consent_by_login, stop, take_over
from motcua.kernel import clock
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.drafts import marked_helped

TITLES = {
    AssistanceState.ASKED: gettext_lazy("Có người muốn khai giúp anh/chị"),
    AssistanceState.FILLING: gettext_lazy("Có người đang khai giúp anh/chị"),
    AssistanceState.FILED: gettext_lazy("Có người đã khai giúp anh/chị"),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assisted(request: Request, assistance_id: uuid.UUID) -> HttpResponse:
    if request.method == "POST":
        return _done(request, assistance_id)
    found = mine(request.asker, assistance_id)
    return render(request, "portal/standing_in/assisted.html", {"section": "mine", "page": _page(found)})


def _done(request: Request, assistance_id: uuid.UUID) -> HttpResponse:
    at, wanted = clock.now(), request.POST.get("do", "")
    if wanted == "take":
        draft = take_over(assistance_id=assistance_id, asker=request.asker, at=at)
        messages.success(request, _("Bản khai nay là của anh/chị. Người khai giúp không mở được nữa."))
        return redirect("portal:draft", draft.pk)
    if wanted == "stop":
        stop(assistance_id=assistance_id, asker=request.asker, at=at, words=request.POST.get("words", ""))
        if mine(request.asker, assistance_id).dossier_id:
            messages.warning(request, _("Đã báo lãnh đạo của người đó. Hồ sơ đã nộp vẫn còn, mở hồ sơ để rút."))
        else:
            messages.success(request, _("Đã dừng và báo lãnh đạo của người đó. Cảm ơn anh/chị đã cho biết."))
    elif wanted == "agree":
        papers = request.POST.get("papers") == "yes"
        consent_by_login(assistance_id=assistance_id, asker=request.asker, at=at, papers=papers)
        messages.success(request, _("Đã ghi nhận. Người khai giúp làm tiếp được, anh/chị theo dõi tại đây."))
    elif wanted == "lend":
        lend(assistance_id=assistance_id, asker=request.asker, at=at)
        messages.success(request, _("Đã cho dùng giấy tờ trong kho. Giấy nào được chọn thì anh/chị được báo ngay."))
    elif wanted == "take_back":
        take_back(assistance_id=assistance_id, asker=request.asker, at=at)
        messages.success(request, _("Đã rút lại. Người khai giúp không thấy giấy tờ của anh/chị nữa."))
    return redirect("portal:assisted", assistance_id)


def _page(found: Assistance) -> dict[str, object]:
    state = AssistanceState(found.state)
    return {
        "id": found.pk,
        "title": TITLES.get(state, _("Lượt khai giúp đã kết thúc")),
        "reference": reference(found),
        "procedure": version_bundle(found.version_id).plain_name,
        "helper": found.helper.display_name,
        "organisation": found.organisation.name,
        "started_at": found.started_at,
        "state": str(state.label),
        "waits": state is AssistanceState.ASKED,
        "filling": state is AssistanceState.FILLING,
        "stoppable": state in {AssistanceState.ASKED, AssistanceState.FILLING, AssistanceState.FILED}
        and not found.words,
        "consent": str(ConsentKind(found.consent).label) if found.consent else "",
        "consented_at": found.consented_at,
        "takes_papers": takes_papers(found),
        "papers_consent": str(ConsentKind(found.papers_consent).label) if found.papers_consent else "",
        "papers_consented_at": found.papers_consented_at,
        "words": found.words,
        "dossier_url": reverse("portal:dossier", args=[found.dossier_id]) if found.dossier_id else "",
        "dossier_code": found.dossier.code if found.dossier is not None else "",
    }


def helped_row(one: Helped) -> dict[str, object]:
    """A line of "Hồ sơ của tôi"."""
    return {
        "procedure": one.procedure,
        "helper": one.assistance.helper.display_name,
        "organisation": one.assistance.organisation.name,
        "status": one.status,
        "waits": one.waits,
        "url": reverse("portal:assisted", args=[one.assistance.pk]),
        "marked": marked_helped(one.fate),
    }

"""A co-signer at the counter: found by their card, reads what was declared, answers before the officer."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.dossiers.standing_in.cosign_selectors import cosigning_at_counter, sent_with, waiting_for
from motcua.dossiers.standing_in.cosigning import agree_together_at_counter, answer_at_counter
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.assisting.presenters import signing_page, waiting_row
from motcua.web.desk.idcard import read_card
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, errors_of
from motcua.web.kit.requests import Request

DIGITS = 12


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def find(request: Request, asker: Asker) -> HttpResponse:
    """By the number on the card; posted, so that it stays out of histories and logs."""
    check_sits(asker, Role.RECEPTION)
    text = request.POST.get("scan", "").strip()
    card = read_card(text)
    number = card.id_number if card else "".join(text.split())
    right = number.isascii() and number.isdigit() and len(number) == DIGITS
    rows = waiting_for(asker, number, at=clock.now()) if right else []
    context = {
        "rows": [waiting_row(one) for one in rows],
        "asked": bool(text),
        "wrong": bool(text) and not right,
        "section": "cosignings",
    }
    return render(request, "desk/assisting/cosignings.html", context, status=422 if text and not right else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def sign(request: Request, asker: Asker, cosigning_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    check_sits(asker, Role.RECEPTION)
    if request.method != "POST":
        return _shown(request, asker, cosigning_id, person_id)
    agrees = request.POST.get("do") == "agree"
    try:
        if agrees and request.POST.get("card") != "yes":
            sentence = _("Đối chiếu thẻ căn cước với người đang có mặt rồi đánh dấu.")
            raise Invalid(_("Chưa ghi nhận được."), fields={"card": sentence})
        seen = {cosigning_id: request.POST.get("seen", ""), **_others(request)}
        if agrees:
            done = agree_together_at_counter(seen=seen, person_id=person_id, asker=asker, at=clock.now())
        else:
            about = _uuid(request.POST.get("which", "")) or cosigning_id
            done = answer_at_counter(
                cosigning_id=about,
                person_id=person_id,
                asker=asker,
                agrees=False,
                seen=seen.get(about, ""),
                words=request.POST.get("words", "")[:500],
                at=clock.now(),
            )
    except NotFound:
        raise
    except Refused as refusal:
        return _shown(request, asker, cosigning_id, person_id, errors_of(refusal), refusal.status)
    if done.filed is not None:
        messages.success(
            request, _("Đã ghi nhận. Đủ người đồng ý, hồ sơ đã nộp: %(code)s.") % {"code": done.filed.code}
        )
    elif done.grouped:
        messages.success(request, _("Đã ghi nhận. Mọi người ký đủ thì cả nhóm hồ sơ được nộp ngay."))
    elif done.problem:
        messages.warning(request, _("Đã ghi nhận, nhưng chưa nộp được: %(why)s") % {"why": done.problem})
    else:
        messages.success(request, _("Đã ghi nhận câu trả lời."))
    return redirect("desk:cosignings")


def _others(request: Request) -> dict[uuid.UUID, str]:
    """What else of the group the screen showed, each with what it showed."""
    named = {_uuid(name.removeprefix("seen-")): name for name in request.POST if name.startswith("seen-")}
    return {pk: request.POST.get(name, "") for pk, name in named.items() if pk is not None}


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None


def _shown(
    request: Request,
    asker: Asker,
    cosigning_id: uuid.UUID,
    person_id: uuid.UUID,
    errors: Errors = NO_ERRORS,
    status: int = 200,
) -> HttpResponse:
    view = cosigning_at_counter(asker, cosigning_id, person_id, at=clock.now())
    more = [signing_page(one) for one in sent_with(view)]
    context = {
        "page": signing_page(view),
        "more": more,
        "all": [signing_page(view), *more],
        "errors": errors,
        "words": request.POST.get("words", ""),
        "section": "cosignings",
    }
    return render(request, "desk/assisting/cosigning.html", context, status=status)

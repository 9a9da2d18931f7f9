"""Filling in for somebody: whom, for what, their consent, and from then on the portal's own pages."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.selectors import popular, published_version_id, search, version_bundle
from motcua.documents.services.accept import accept
from motcua.documents.services.qr import qr_svg
from motcua.dossiers.models import Assistance
from motcua.dossiers.standing_in.assist_codes import send_code
from motcua.dossiers.standing_in.assist_rights import own_assistance
from motcua.dossiers.standing_in.assist_selectors import alarms, helped_by
from motcua.dossiers.standing_in.assist_telling import LEADING
from motcua.dossiers.standing_in.assisting import (
    Card,
    begin,
    consent_by_code,
    consent_by_slip,
    give_up,
    hand_over,
)
from motcua.dossiers.standing_in.filers import HELPING
from motcua.dossiers.telling_once.filling import tell
from motcua.identity.askers import Asker
from motcua.identity.directory import names_of_organisations
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.assisting.presenters import assistance_page, helped_row, read_person
from motcua.web.desk.days import day_boxes, read_day
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, choices_of, errors_of
from motcua.web.kit.requests import Request

OFFERED = 12


@require_safe
@for_officers
def show(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, *HELPING, *LEADING)
    at = clock.now()
    context = {
        "rows": [helped_row(one) for one in helped_by(asker, at=at)],
        "alarms": [helped_row(one) for one in alarms(asker)],
        "helps": bool(asker.organisations_with(*HELPING)),
        "section": "assisting",
    }
    return render(request, "desk/assisting/list.html", context)


@require_safe
@for_officers
def choose(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, *HELPING)
    text = request.GET.get("q", "").strip()[:200]
    answer = search(text, OFFERED) if text else None
    cards = [hit.card for hit in answer.hits if hit.card] if answer else popular(OFFERED)
    context = {
        "text": text,
        "cards": [card for card in cards if not card.hand_over],
        "answer": answer,
        "section": "assisting",
    }
    return render(request, "desk/assisting/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def new(request: Request, asker: Asker, code: str) -> HttpResponse:
    check_sits(asker, *HELPING)
    bundle = version_bundle(published_version_id(code))
    if request.method != "POST":
        return _new(request, asker, bundle.plain_name, request.POST)
    if request.POST.get("do") == "read":
        return _new(request, asker, bundle.plain_name, read_person(request.POST))
    try:
        begun = _begin(request.POST, asker, code)
    except Refused as refusal:
        return _new(request, asker, bundle.plain_name, request.POST, _named(refusal), refusal.status)
    return redirect("desk:assistance", begun.pk)


def _begin(posted: QueryDict, asker: Asker, code: str) -> Assistance:
    place = posted.get("organisation", "")
    try:
        key = uuid.UUID(posted.get("key", ""))
    except ValueError:
        raise Invalid(_("Biểu mẫu đã cũ hoặc bị sửa. Tải lại trang rồi làm lại."), code="bad_key") from None
    return begin(
        asker=asker,
        organisation_id=int(place) if place.isascii() and place.isdigit() else 0,
        procedure_code=code,
        card=Card(
            full_name=posted.get("full_name", "").strip()[:100],
            id_number="".join(posted.get("id_number", "").split())[:12],
            birth_date=_born(posted),
            phone="".join(posted.get("phone", "").split())[:20],
        ),
        at=clock.now(),
        key=key,
    )


def _born(posted: QueryDict) -> date | None:
    boxes = day_boxes(posted, "birth", None)
    if not any(boxes[box] for box in "dmy"):
        return None
    return read_day(boxes, field="birth", wrong=_("Ngày sinh chưa đúng."))


def _named(refusal: Refused) -> Errors:
    """A refusal about the person's number belongs to its field."""
    if refusal.code == "id_number" and not refusal.fields:
        return errors_of(Refused(refusal.message, fields={"id_number": refusal.message}))
    return errors_of(refusal)


def _new(
    request: Request, asker: Asker, title: str, given: QueryDict, errors: Errors = NO_ERRORS, status: int = 200
) -> HttpResponse:
    places = names_of_organisations(asker.organisations_with(*HELPING))
    chosen = given.get("organisation", "") or str(next(iter(places), ""))
    context = {
        "title": title,
        "given": given,
        "day": day_boxes(given, "birth", None),
        "places": choices_of([(str(pk), name) for pk, name in places.items()], chosen),
        "key": given.get("key", "") or str(uuid.uuid4()),
        "errors": errors,
        "section": "assisting",
    }
    return render(request, "desk/assisting/new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def one(request: Request, asker: Asker, assistance_id: uuid.UUID) -> HttpResponse:
    """The consent until it is given, then the way to the pages to fill in."""
    if request.method != "POST":
        return _one(request, asker, assistance_id)
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        raise NotFound(_("Không có thao tác này."))
    try:
        return act(request, asker, assistance_id, clock.now())
    except NotFound:
        raise
    except Refused as refusal:
        return _one(request, asker, assistance_id, errors_of(refusal), refusal.status)


def _one(
    request: Request, asker: Asker, assistance_id: uuid.UUID, errors: Errors = NO_ERRORS, status: int = 200
) -> HttpResponse:
    page = assistance_page(own_assistance(asker, assistance_id))
    context = {"page": page, "errors": errors, "section": "assisting"}
    return render(request, "desk/assisting/one.html", context, status=status)


def _send(request: Request, asker: Asker, assistance_id: uuid.UUID, at: datetime) -> HttpResponse:
    phone = send_code(assistance_id=assistance_id, asker=asker, at=at, papers=_papers(request))
    messages.success(request, _("Đã gửi mã 6 số tới %(phone)s. Hỏi người dân mã vừa nhận.") % {"phone": phone})
    return redirect("desk:assistance", assistance_id)


def _papers(request: Request) -> bool:
    """Whether the person's stored papers are asked for as well."""
    return request.POST.get("papers") == "yes"


def _code(request: Request, asker: Asker, assistance_id: uuid.UUID, at: datetime) -> HttpResponse:
    draft = consent_by_code(assistance_id=assistance_id, asker=asker, code=request.POST.get("code", ""), at=at)
    return _filling(asker, draft.pk, at)


def _slip(request: Request, asker: Asker, assistance_id: uuid.UUID, at: datetime) -> HttpResponse:
    own_assistance(asker, assistance_id)
    upload = request.FILES.get("slip")
    if upload is None or isinstance(upload, list):
        raise Invalid(_("Chưa có phiếu."), fields={"slip": _("Chọn ảnh hoặc bản quét phiếu đồng ý đã ký.")})
    try:
        stored = accept(upload=upload, asker=asker, at=at)
    except Invalid as refusal:
        raise Invalid(refusal.message, fields={"slip": refusal.message}) from None
    draft = consent_by_slip(assistance_id=assistance_id, asker=asker, file_id=stored.pk, at=at, papers=_papers(request))
    return _filling(asker, draft.pk, at)


def _go_on(_request: Request, asker: Asker, assistance_id: uuid.UUID, at: datetime) -> HttpResponse:
    """To the pages to fill in; who agreed by their own login left the draft as the card says."""
    draft = own_assistance(asker, assistance_id).draft
    if draft is None:
        raise NotFound(_("Không tìm thấy bản khai này."))
    return redirect("portal:draft", draft.pk) if draft.told else _filling(asker, draft.pk, at)


def _filling(asker: Asker, draft_id: uuid.UUID, at: datetime) -> HttpResponse:
    """With what is known of the person, on the ground of their consent."""
    tell(draft_id=draft_id, asker=asker, at=at)
    return redirect("portal:draft", draft_id)


def _hand_over(request: Request, asker: Asker, assistance_id: uuid.UUID, at: datetime) -> HttpResponse:
    hand_over(assistance_id=assistance_id, asker=asker, at=at)
    messages.success(request, _("Đã gửi đường dẫn. Người dân đăng nhập rồi khai tiếp; lúc đó bản khai là của họ."))
    return redirect("desk:assistance", assistance_id)


def _give_up(request: Request, asker: Asker, assistance_id: uuid.UUID, at: datetime) -> HttpResponse:
    give_up(assistance_id=assistance_id, asker=asker, at=at)
    messages.success(request, _("Đã kết thúc, không giữ lại những gì đã khai."))
    return redirect("desk:assisting")


type Doing = Callable[[Request, Asker, uuid.UUID, datetime], HttpResponse]
ACTS: dict[str, Doing] = {
    "send": _send,
    "code": _code,
    "slip": _slip,
    "go_on": _go_on,
    "hand_over": _hand_over,
    "give_up": _give_up,
}


@require_safe
@for_officers
def qr(_request: Request, asker: Asker, assistance_id: uuid.UUID) -> HttpResponse:
    """The person's own address, for the camera of their telephone."""
    page = assistance_page(own_assistance(asker, assistance_id))
    return HttpResponse(qr_svg(page.own_address, border=2), content_type="image/svg+xml")


@require_safe
@for_officers
def slip(request: Request, asker: Asker, assistance_id: uuid.UUID) -> HttpResponse:
    """The consent to be printed and signed."""
    page = assistance_page(own_assistance(asker, assistance_id))
    return render(request, "desk/assisting/slip.html", {"page": page, "today": clock.today(), "section": "assisting"})

"""Lending one's own role to a colleague for a time, and taking it back."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.identity.askers import Asker
from motcua.identity.directory import colleagues, delegations_of, names_of_organisations
from motcua.identity.enums import Role
from motcua.identity.rules import LENDABLE
from motcua.identity.services.delegations import delegate, revoke
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, Refused
from motcua.web.desk.asking import for_officers
from motcua.web.desk.days import day_boxes, read_day
from motcua.web.desk.presenters.facts import NO_ERRORS, Choice, Errors, choices_of, errors_of
from motcua.web.kit.requests import Request

USUAL_DAYS = 6


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def show(request: Request, asker: Asker) -> HttpResponse:
    if request.method != "POST":
        return _page(request, asker)
    try:
        if request.POST.get("do") == "revoke":
            number = request.POST.get("id", "")
            revoke(asker=asker, delegation_id=int(number) if number.isdecimal() else 0, at=clock.now())
            messages.success(request, _("Đã thu hồi ủy quyền."))
        else:
            _delegate(request.POST, asker)
            messages.success(request, _("Đã ủy quyền. Người nhận dùng được từ ngày bắt đầu, không cần đăng nhập lại."))
    except Refused as refusal:
        return _page(request, asker, errors_of(refusal), status=refusal.status)
    return redirect("desk:delegation")


def _delegate(posted: QueryDict, asker: Asker) -> None:
    organisation, _dash, role = posted.get("seat", "").partition(":")
    receiver = posted.get("receiver", "")
    if not organisation.isdecimal() or role not in Role.values:
        raise Invalid(_("Chưa chọn việc ủy quyền."), fields={"seat": _("Chọn việc của anh/chị.")})
    if not receiver.isdecimal():
        raise Invalid(_("Chưa chọn người nhận."), fields={"receiver": _("Chọn một đồng nghiệp.")})
    delegate(
        asker=asker,
        organisation_id=int(organisation),
        role=Role(role),
        delegate_id=int(receiver),
        valid_from=_day(posted, "from"),
        valid_to=_day(posted, "to"),
        reason=posted.get("reason", ""),
        at=clock.now(),
    )


def _day(posted: QueryDict, name: str) -> date:
    return read_day(day_boxes(posted, name, None), field=f"{name}_d", wrong=_("Ngày chưa đúng."))


def _page(request: Request, asker: Asker, errors: Errors = NO_ERRORS, status: int = 200) -> HttpResponse:
    today = clock.today()
    own = [seat for seat in asker.seats if seat.for_account_id is None]
    names = names_of_organisations({seat.organisation_id for seat in own})
    seats = [
        (f"{seat.organisation_id}:{role.value}", f"{role.label}, {names.get(seat.organisation_id, '')}")
        for seat in own
        for role in sorted(seat.roles & LENDABLE)
    ]
    people = [one for one in colleagues(list(names), on=today) if one.pk != asker.account_id]
    lines = delegations_of(asker)
    context = {
        "seats": choices_of(seats, request.POST.get("seat", seats[0][0] if len(seats) == 1 else "")),
        "people": tuple(
            Choice(str(one.pk), one.display_name, str(one.pk) == request.POST.get("receiver")) for one in people
        ),
        "days": (
            day_boxes(request.POST, "from", today),
            day_boxes(request.POST, "to", today + timedelta(days=USUAL_DAYS)),
        ),
        "lines": [(line, line.in_force(today), line.can_end(today)) for line in lines],
        "posted": request.POST,
        "errors": errors,
        "section": "",
    }
    return render(request, "desk/delegation.html", context, status=status)

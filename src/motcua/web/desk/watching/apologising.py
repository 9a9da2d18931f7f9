"""Apologies that wait for a signature: the list, and one of them to change, sign or drop."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.dossiers.selectors.apologies import SIGNERS, ApologyToSign, apologies_count, apologies_waiting
from motcua.dossiers.services.apologies import drop_apology, sign_apology
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, Refused
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.days import day_boxes, read_day
from motcua.web.desk.presenters.chip import running_chip
from motcua.web.desk.presenters.clockface import minutes_of
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, Fact, errors_of
from motcua.web.desk.presenters.moments import moment
from motcua.web.kit.requests import Request


@require_safe
@for_officers
def waiting(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, *SIGNERS)
    now = clock.now()
    found = apologies_waiting(asker)
    rows = [
        (one, running_chip(due_at=one.due_at, started_at=None, now=now, minutes=minutes_of(one.organisation_id)))
        for one in found
    ]
    context = {"rows": rows, "section": "watching", "here": "apologies", "apologies": apologies_count(asker)}
    return render(request, "desk/watching/apologies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def apology(request: Request, asker: Asker, apology_id: int) -> HttpResponse:
    check_sits(asker, *SIGNERS)
    one = next((draft for draft in apologies_waiting(asker, draft_id=apology_id)), None)
    if request.method != "POST":
        if one is None:
            raise NotFound(_("Không tìm thấy dự thảo này, hoặc hồ sơ không còn cần xin lỗi."))
        return _form(request, one)
    try:
        words = _do(request, asker, apology_id)
    except NotFound:
        raise
    except Refused as refusal:
        if one is None:
            messages.error(request, refusal.message)
            return redirect("desk:apologies")
        return _form(request, one, errors_of(refusal), status=refusal.status)
    messages.success(request, words)
    return redirect("desk:apologies")


def _do(request: Request, asker: Asker, apology_id: int) -> str:
    reason = request.POST.get("reason", "").strip()
    if request.POST.get("do") == "drop":
        why = request.POST.get("why", "").strip()
        drop_apology(draft_id=apology_id, asker=asker, at=clock.now(), reason=why)
        return _("Đã bỏ dự thảo. Hồ sơ giữ nguyên ngày hẹn.")
    until = read_day(day_boxes(request.POST, "until", None), field="until", wrong=_("Ngày hẹn mới chưa đúng."))
    done = sign_apology(draft_id=apology_id, asker=asker, at=clock.now(), until=until, reason=reason)
    return f"{done.code}: {done.message}."


def _form(request: Request, one: ApologyToSign, errors: Errors = NO_ERRORS, status: int = 200) -> HttpResponse:
    facts = [Fact(_("Hẹn trả lần đầu"), moment(one.first_due_at)), Fact(_("Hẹn trả hiện nay"), moment(one.due_at))]
    hint = _("Một ngày làm việc, muộn nhất %(day)s.") % {"day": f"{one.latest:%d/%m/%Y}"} if one.latest else ""
    dropping = request.POST.get("do") == "drop"
    context = {
        "one": one,
        "facts": facts,
        "until": day_boxes(request.POST, "until", one.until),
        "until_hint": hint,
        "reason": request.POST.get("reason", one.reason),
        "why": request.POST.get("why", ""),
        "why_error": errors.fields.get("reason", "") if dropping else "",
        "dropping": dropping,
        "errors": errors,
        "section": "watching",
        "here": "apologies",
    }
    return render(request, "desk/watching/apology.html", context, status=status)

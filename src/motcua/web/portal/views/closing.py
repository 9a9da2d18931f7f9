"""Taking a dossier back, and saying how it went."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.dossiers.enums import Act
from motcua.dossiers.rules import check_act
from motcua.dossiers.selectors.dossier import DossierView, dossier_for
from motcua.dossiers.services.closing import withdraw
from motcua.feedback.selectors import rating_of
from motcua.feedback.services.rate import rate
from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.web.kit.money import money_words
from motcua.web.kit.requests import Request


def _page(view: DossierView) -> dict[str, str]:
    return {
        "code": view.dossier.code,
        "title": view.bundle.plain_name,
        "dossier_url": reverse("portal:dossier", args=[view.dossier.pk]),
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_page(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    view = dossier_for(request.asker, dossier_id, at=clock.now())
    if request.method == "POST":
        key = f"withdraw:{dossier_id}"  # a dossier is withdrawn once: pressing twice is the same act
        withdraw(
            dossier_id=dossier_id,
            asker=request.asker,
            key=key,
            at=clock.now(),
            reason=request.POST.get("reason", "").strip()[:500],
        )
        messages.success(request, _("Đã rút hồ sơ %(code)s.") % {"code": view.dossier.code})
        return redirect("portal:dossier", dossier_id)
    check_act(Act.WITHDRAW, request.asker, view.standing)
    context = {"section": "mine", "page": _page(view), "money": money_words(view)}
    return render(request, "portal/withdraw.html", context)


def _scores() -> list[tuple[str, str]]:
    return [
        ("5", _("Rất tốt")),
        ("4", _("Tốt")),
        ("3", _("Được")),
        ("2", _("Chưa tốt")),
        ("1", _("Rất tệ")),
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate_page(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    view = dossier_for(request.asker, dossier_id, at=clock.now())
    context: dict[str, object] = {"section": "mine", "page": _page(view), "scores": _scores()}
    if request.method == "POST":
        score, comment = request.POST.get("score", ""), request.POST.get("comment", "")
        try:
            rate(
                dossier_id=dossier_id,
                asker=request.asker,
                score=int(score) if score in dict(_scores()) else 0,
                comment=comment,
                at=clock.now(),
            )
        except Invalid as refusal:
            context |= {"errors": [("f-score", refusal.message)], "score": score, "comment": comment}
            return render(request, "portal/rate.html", context, status=refusal.status)
        return redirect("portal:rate", dossier_id)
    context["given"] = rating_of(request.asker, dossier_id)
    return render(request, "portal/rate.html", context)

"""All procedures by sector, and the page of one."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue.selectors import ProcedureView, closed, index_entry, published
from motcua.catalogue.selectors import sectors as all_sectors
from motcua.catalogue.services.queries import log_click
from motcua.kernel.errors import NotFound
from motcua.web.kit.procedure_facts import five_facts
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.procedures import card_view, elsewhere_facts

MOST_DIGITS = 18


@login_not_required
@require_safe
def sectors(request: Request) -> HttpResponse:
    wanted = request.GET.get("linh-vuc", "")
    found = all_sectors()
    if not wanted:
        return render(request, "portal/sectors.html", {"section": "find", "sectors": found})
    sector = next((one for one in found if one.slug == wanted), None)
    if sector is None:
        raise NotFound(_("Không tìm thấy lĩnh vực này."))
    cards = [card_view(card) for card in sector.cards]
    return render(request, "portal/sectors.html", {"section": "find", "sector": sector.name, "procedures": cards})


@login_not_required
@require_safe
def procedure(request: Request, code: str) -> HttpResponse:
    try:
        view = published(code)
    except NotFound:
        return _not_offered(request, code)
    asked = request.GET.get("tu", "")
    if asked.isascii() and asked.isdigit() and len(asked) < MOST_DIGITS:
        log_click(query_id=int(asked), code=view.code)
    if view.code != code:
        return redirect("portal:procedure", view.code, permanent=False)
    context = {
        "section": "find",
        "page": view,
        "facts": five_facts(view),
        "sector_url": f"{reverse('portal:sectors')}?{urlencode({'linh-vuc': _slug(view)})}",
        "start_url": _begin(view) if view.online and not view.hand_over else "",
    }
    return render(request, "portal/procedure.html", context)


def _begin(view: ProcedureView) -> str:
    """The guide's first question, else the start page."""
    return reverse("portal:guide" if view.guided else "portal:start", args=[view.code])


def _slug(view: ProcedureView) -> str:
    return next((sector.slug for sector in all_sectors() if sector.name == view.sector), "")


def _not_offered(request: Request, code: str) -> HttpResponse:
    """Abolished, or resolved by somebody else."""
    try:
        found = closed(code)
    except NotFound:
        return _elsewhere(request, code)
    return render(request, "portal/procedure_closed.html", {"section": "find", "page": found})


def _elsewhere(request: Request, code: str) -> HttpResponse:
    entry = index_entry(code)
    context = {"section": "find", "entry": entry, "facts": elsewhere_facts(entry)}
    return render(request, "portal/procedure_elsewhere.html", context)

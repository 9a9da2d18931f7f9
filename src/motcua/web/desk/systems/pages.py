"""Three lists of what is not finished with a decision: not arrived, not in step, recorded elsewhere."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.dossiers.records.in_step import MINDERS, confirm_by_hand
from motcua.dossiers.records.reading import mirrors, out_of_step, undelivered
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, errors_of
from motcua.web.desk.systems.presenter import mirror_page, out_of_step_page, undelivered_page
from motcua.web.kit.requests import Request


@require_safe
@for_officers
def not_arrived(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, *MINDERS)
    page = undelivered_page(undelivered(asker), now=clock.now())
    return render(request, "desk/systems/undelivered.html", {"page": page, "section": "systems", "tab": "arrival"})


@require_safe
@for_officers
def not_in_step(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, *MINDERS)
    return _out_of_step(request, asker)


@require_POST
@for_officers
def by_hand(request: Request, asker: Asker, row_id: int) -> HttpResponse:
    """The officer says the other system was brought up to date, and how."""
    check_sits(asker, *MINDERS)
    event = request.POST.get("event", "")
    note = request.POST.get("note", "")
    try:
        row = confirm_by_hand(
            asker=asker,
            row_id=row_id,
            event_id=int(event) if event.isascii() and event.isdigit() and len(event) < 19 else 0,
            note=note,
            at=clock.now(),
        )
    except Invalid as wrong:
        return _out_of_step(request, asker, row_id, note, errors_of(wrong), wrong.status)
    messages.success(request, _("Đã ghi nhận cập nhật tay hồ sơ %(code)s.") % {"code": row.dossier.code})
    return redirect("desk:out_of_step")


def _out_of_step(
    request: Request, asker: Asker, row_id: int = 0, note: str = "", errors: Errors = NO_ERRORS, status: int = 200
) -> HttpResponse:
    page = out_of_step_page(out_of_step(asker), now=clock.now(), wrong_row=row_id, note=note)
    context = {"page": page, "errors": errors, "section": "systems", "tab": "step"}
    return render(request, "desk/systems/out_of_step.html", context, status=status)


@require_safe
@for_officers
def copies(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, *MINDERS)
    page = mirror_page(mirrors(asker, at=clock.now()))
    return render(request, "desk/systems/mirrors.html", {"page": page, "section": "systems", "tab": "mirrors"})

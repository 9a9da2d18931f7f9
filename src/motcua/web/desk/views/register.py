"""The register of dossiers of a unit and a period, on the screen and as the form's PDF."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.documents.papers.register import RegisterContent, register_pdf
from motcua.dossiers.selectors.register import KEEPERS, register, registers_of
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.days import day_boxes, read_day
from motcua.web.desk.presenters.facts import NO_ERRORS, errors_of
from motcua.web.desk.presenters.register import register_page
from motcua.web.desk.sending import file_response
from motcua.web.kit.requests import Request


@require_safe
@for_officers
def show(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, *KEEPERS)
    content, errors, status = None, NO_ERRORS, 200
    try:
        content = _content(request, asker)
    except Invalid as wrong:
        errors, status = errors_of(wrong), wrong.status
    page = register_page(request.GET, registers_of(asker), _usual(), content)
    context = {"page": page, "errors": errors, "section": "register"}
    return render(request, "desk/register.html", context, status=status)


@require_safe
@for_officers
def pdf(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, *KEEPERS)
    content = _content(request, asker)
    name = f"Sổ theo dõi hồ sơ {content.period_from:%Y%m%d}-{content.period_to:%Y%m%d}.pdf"
    return file_response(register_pdf(content), name=name, media_type="application/pdf", download=False, ours=True)


def _content(request: Request, asker: Asker) -> RegisterContent:
    """The register asked for; the asker's first unit and this month when nothing is said."""
    unit = request.GET.get("unit", str(next(iter(registers_of(asker)))))
    since, until = _usual()
    wrong = _("Kỳ chưa đúng.")
    return register(
        asker,
        organisation_id=int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 19 else 0,
        period_from=read_day(day_boxes(request.GET, "from", since), field="from", wrong=wrong),
        period_to=read_day(day_boxes(request.GET, "to", until), field="to", wrong=wrong),
        at=clock.now(),
    )


def _usual() -> tuple[date, date]:
    """This month so far."""
    today = clock.today()
    return today.replace(day=1), today

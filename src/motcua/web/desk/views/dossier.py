"""The dossier page and its acts: one page to see, one small form an act."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.dossiers.enums import Act
from motcua.dossiers.grouping.selectors import siblings_of
from motcua.dossiers.selectors.dossier import DossierView, dossier_for
from motcua.forms.rules import row_button
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, Refused
from motcua.kernel.record import as_read
from motcua.web.desk.acts.page import ActForm, Case
from motcua.web.desk.acts.registry import BY_SLUG
from motcua.web.desk.asking import for_officers, is_part, new_key, posted_key
from motcua.web.desk.presenters.act import act_page
from motcua.web.desk.presenters.dossier import dossier_page
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, errors_of
from motcua.web.desk.presenters.open_steps import STEP
from motcua.web.kit.requests import Request


@require_GET
@for_officers
def show(request: Request, asker: Asker, dossier_id: uuid.UUID) -> HttpResponse:
    return _page(request, asker, dossier_id, request.GET.get(STEP, ""))


def _page(request: Request, asker: Asker, dossier_id: uuid.UUID, step: str = "") -> HttpResponse:
    at = clock.now()
    page = dossier_page(_seen_from(asker, dossier_id, at, step), now=at)
    part = is_part(request)
    template = "desk/dossier.html#detail" if part else "desk/dossier.html"
    context = {"page": page, "section": "inbox", "split": part and in_split(request)}
    return render(request, template, context | {"group": siblings_of(asker, dossier_id)})


def _seen_from(asker: Asker, dossier_id: uuid.UUID, at: datetime, step: str) -> DossierView:
    """The dossier from the step meant; from the asker's own when that one is open no more."""
    try:
        return dossier_for(asker, dossier_id, at=at, step=step)
    except NotFound:
        raise
    except Refused:
        return dossier_for(asker, dossier_id, at=at)


def in_split(request: Request) -> bool:
    """Whether the part goes beside the inbox rather than into the dossier's own page."""
    return "/ho-so/" not in (request.htmx.current_url_abs_path or "")


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def act(request: Request, asker: Asker, dossier_id: uuid.UUID, slug: str) -> HttpResponse:
    form = BY_SLUG.get(slug)
    if form is None:
        raise NotFound(_("Không có thao tác này."))
    at = clock.now()
    step = request.POST.get(STEP, request.GET.get(STEP, ""))
    case = Case(view=_seen_from(asker, dossier_id, at, step), asker=asker, at=at, posted=request.POST, step=step)
    if request.method != "POST":
        return _form(request, form, case, new_key())
    rows = any(row_button(page, request.POST) for page in case.view.bundle.form.pages)
    if request.GET.get("xem") or rows:
        return _form(request, form, case, posted_key(request))
    return _do(request, form, case)


def _do(request: Request, form: ActForm, case: Case) -> HttpResponse:
    key = posted_key(request)
    try:
        done = form.run(case, request, key)
    except NotFound:
        raise
    except Refused as refusal:
        return _form(request, form, case, key, errors_of(refusal), status=refusal.status)
    messages.success(request, f"{done.code}: {as_read(done.message) or form.act.label}.")
    if not is_part(request):
        return redirect("desk:dossier", dossier_id=case.view.dossier.pk)
    response = _page(request, case.asker, case.view.dossier.pk)
    response["HX-Retarget"] = "#ho-so"
    # Whoever ticks boxes stays where the boxes are.
    show = "none" if form.act is Act.TICK else "#ho-so:top"
    response["HX-Reswap"] = f"outerHTML show:{show} settle:0ms"
    response["HX-Trigger"] = "dossier-changed"
    return response


def _form(
    request: Request, form: ActForm, case: Case, key: str, errors: Errors = NO_ERRORS, status: int = 200
) -> HttpResponse:
    part = is_part(request)
    context = {
        "form": act_page(form, case, key=key, inline=part),
        "posted": case.posted,
        "errors": errors,
        "section": "inbox",
    }
    # htmx shows a refusal where the form stands; only 422 is swapped by its configuration.
    shown = 422 if part and status >= 400 else status
    return render(request, "desk/act.html#form" if part else "desk/act.html", context, status=shown)

"""Filling in a dossier, one small group of questions a page. Works as plain form posts; saved at each."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue.selectors import agencies_for
from motcua.dossiers.applicants import applicant_form
from motcua.dossiers.selectors.drafts import DraftView, draft_for
from motcua.dossiers.services.drafting import PLACE, discard, save_page, save_place
from motcua.forms.presenters import FieldView, page_fields
from motcua.forms.rules import Page, read, warnings
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.places.selectors import communes as communes_on
from motcua.web.kit.kept import kept_form
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.filing import CHECK, after, draft_page, step_url, steps_of, with_sources
from motcua.web.portal.presenters.placing import place_fields

NO_CONTENT = 204


@never_cache
@require_safe
def tasks(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    view = draft_for(request.asker, draft_id)
    return render(request, "portal/filing_tasks.html", {"section": "mine", "draft": draft_page(view)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    view = draft_for(request.asker, draft_id)
    chosen, case, errors = _placed(view)
    if request.method == "POST":
        chosen, case = request.POST.get("organisation", ""), request.POST.get("case", "")
        organisation_id = int(chosen) if chosen.isascii() and chosen.isdigit() else None
        saved = save_place(
            draft_id=draft_id, asker=request.asker, organisation_id=organisation_id, case_key=case, at=clock.now()
        )
        errors = saved.errors
        if not errors:
            return _onwards(request, draft_id, PLACE)
        view = draft_for(request.asker, draft_id)
    agencies = agencies_for(view.bundle, on=clock.today())
    fields = place_fields(view, agencies, chosen=chosen, case=case, errors=errors)
    return _step(request, view, PLACE, "portal/filing_place.html", fields, errors, old_address=len(agencies) > 1)


def _placed(view: DraftView) -> tuple[str, str, dict[str, str]]:
    return str(view.draft.organisation_id or ""), view.draft.case.key if view.draft.case else "", {}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, draft_id: uuid.UUID, page_key: str) -> HttpResponse:
    view = draft_for(request.asker, draft_id)
    part, asked = _page_of(view, page_key)
    kept = kept_form(request) if request.method == "GET" else None
    answers, errors = view.draft.applicant if part == "applicant" else view.draft.answers, {}
    if kept is not None:
        answers = {**answers, **read(asked, kept)}
    if request.method == "POST":
        typed = read(asked, request.POST)
        saved = save_page(draft_id=draft_id, asker=request.asker, page_key=page_key, answers=typed, at=clock.now())
        if request.POST.get("autosave"):
            return HttpResponse(status=NO_CONTENT, headers={"X-Saved-At": f"{clock.local(saved.draft.saved_at):%H:%M}"})
        if not saved.errors:
            return _onwards(request, draft_id, page_key)
        view, errors = draft_for(request.asker, draft_id), saved.errors
        answers = {**answers, **typed}
    definition = applicant_form() if part == "applicant" else view.bundle.form
    fields = page_fields(
        asked,
        answers,
        errors,
        warnings=warnings(definition, answers),
        communes=[(unit.code, unit.name) for unit in communes_on(on=clock.today())],
    )
    fields = with_sources(fields, view.draft.taken)
    return _step(request, view, page_key, "portal/filing_page.html", fields, errors, kept=kept is not None)


def _page_of(view: DraftView, page_key: str) -> tuple[str, Page]:
    for part, found in view.pages:
        if found.key == page_key:
            return part, found
    raise NotFound(_("Tờ khai không có trang này."))


def _onwards(request: Request, draft_id: uuid.UUID, key: str) -> HttpResponse:
    view = draft_for(request.asker, draft_id)
    return redirect(step_url(view, CHECK) if request.POST.get("ve") == CHECK else after(view, key))


def _step(
    request: Request,
    view: DraftView,
    key: str,
    template: str,
    fields: list[FieldView],
    errors: dict[str, str],
    **more: object,
) -> HttpResponse:
    """A page of the draft with what was typed; 422 when something on it is wrong."""
    shown = [field for field in fields if field.error]
    context = {
        "section": "mine",
        "draft": draft_page(view, key),
        "step": next(step for step in steps_of(view) if step.key == key),
        "back_url": draft_url(view),
        "fields": fields,
        "errors": [(field.id, field.error) for field in shown],
        "return_to": (request.POST or request.GET).get("ve", ""),
        **more,
    }
    return render(request, template, context, status=422 if errors else 200)


def draft_url(view: DraftView) -> str:
    return reverse("portal:draft", args=[view.draft.pk])


@require_POST
def discard_draft(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    discard(draft_id=draft_id, asker=request.asker)
    messages.success(request, _("Đã bỏ bản nháp."))
    return redirect("portal:dossiers")

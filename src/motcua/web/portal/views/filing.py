"""Filling in a dossier, one small group of questions a page. Works as plain form posts; saved at each."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue.selectors import agencies_for
from motcua.dossiers.applicants import applicant_form
from motcua.dossiers.models import Draft
from motcua.dossiers.overtaking import Overtaken, mark_of
from motcua.dossiers.selectors.drafts import DraftView, draft_for
from motcua.dossiers.services.drafting import PLACE, discard, save_page, save_place
from motcua.dossiers.telling_once.filling import tell
from motcua.dossiers.telling_once.guarding import locked_of
from motcua.forms.presenters import FieldView, error_links, page_fields
from motcua.forms.rules import Answers, Page, Pointing, asking, check, pointing, read, row_button, warnings
from motcua.identity.askers import AskerKind
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.maps.rules.frames import Frame
from motcua.places.selectors import communes as communes_on
from motcua.web.kit.context import is_easy
from motcua.web.kit.kept import kept_form
from motcua.web.kit.maps import start_frame, with_maps
from motcua.web.kit.requests import Request
from motcua.web.kit.tus import upload_words
from motcua.web.portal.presenters.filing import CHECK, after, draft_page, paper_slots, step_url, with_sources
from motcua.web.portal.presenters.one_question import following, narrowed
from motcua.web.portal.presenters.placing import chosen_agency, place_fields
from motcua.web.portal.presenters.telling import outside, unverified, with_told

NO_CONTENT = 204
WHO = "nguoi_nop"  # the page that asks for whom this is filed
QUESTION = "cau"  # the question the easy mode shows
SHOWN = "da-xem"  # the mark of what was stored when the page was shown


@never_cache
@require_safe
def tasks(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    view = draft_for(request.asker, draft_id)
    context = {"section": "mine", "draft": draft_page(view), **outside(view)}
    return render(request, "portal/filing_tasks.html", context)


@require_POST
def tell_again(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """Ask once more for what could not be had."""
    tell(draft_id=draft_id, asker=request.asker, at=clock.now())
    if unverified(draft_for(request.asker, draft_id).draft):
        messages.info(request, _("Vẫn chưa lấy được. Anh/chị cứ khai, cán bộ sẽ đối chiếu."))
    else:
        messages.success(request, _("Đã lấy được dữ liệu."))
    return redirect("portal:draft", draft_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    view = draft_for(request.asker, draft_id)
    chosen, case, errors = _placed(view)
    if request.method == "POST":
        chosen, case = request.POST.get("organisation", ""), request.POST.get("case", "")
        saved = save_place(
            draft_id=draft_id,
            asker=request.asker,
            organisation_id=chosen_agency(chosen),
            case_key=case,
            at=clock.now(),
        )
        errors = saved.errors
        if not errors:
            return _onwards(request, draft_id, PLACE)
        view = draft_for(request.asker, draft_id)
    agencies = agencies_for(view.bundle, on=clock.today())
    fields = place_fields(view.bundle, agencies, chosen=chosen, case=case, errors=errors)
    return _step(request, view, PLACE, "portal/filing_place.html", fields, errors, old_address=len(agencies) > 1)


def _placed(view: DraftView) -> tuple[str, str, dict[str, str]]:
    return str(view.draft.organisation_id or ""), view.draft.case.key if view.draft.case else "", {}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, draft_id: uuid.UUID, page_key: str) -> HttpResponse:
    view = draft_for(request.asker, draft_id)
    part, asked = _page_of(view, page_key)
    kept = kept_form(request) if request.method == "GET" else None
    locked = locked_of(view.draft) if part == "form" else frozenset()
    answers, errors = view.draft.applicant if part == "applicant" else view.draft.answers, {}
    frames: Mapping[str, Frame] = {}
    if kept is not None:
        answers = {**answers, **read(asked, kept, locked=locked)}
    if request.method == "POST":
        sent = _shown_only(request, read(asked, request.POST))
        typed = {key: value for key, value in sent.items() if key not in locked}
        if request.POST.get("react"):
            shown = _fields(view, part, asked, {**answers, **typed}, {})
            return render(request, "kit/c/fields.html", {"fields": with_sources(shown, view.draft.taken)})
        moved = pointing([asked], request.POST, sent, start=start_frame())
        if moved.pressed:
            return _pointed(request, view, (part, asked), answers, moved)
        frames, row = moved.frames, row_button(asked, request.POST)
        try:
            saved = save_page(
                draft_id=draft_id,
                asker=request.asker,
                page_key=page_key,
                answers=sent,
                at=clock.now(),
                finished=not row,
                shown=request.POST.get(SHOWN, ""),
            )
        except Overtaken as overtaken:
            return _overtaken(request, view, (part, asked), {**answers, **typed}, overtaken)
        if request.POST.get("autosave"):
            return HttpResponse(status=NO_CONTENT, headers=_proof(saved.draft, part, asked))
        if row:
            return redirect(f"{request.get_full_path()}#{row}")
        view, errors = draft_for(request.asker, draft_id), saved.errors
        answers = {**answers, **typed}
        if coming := _next_question(request, _fields(view, part, asked, answers, errors)):
            return redirect(f"{request.path}?{urlencode({QUESTION: coming, 've': request.POST.get('ve', '')})}")
        if not errors:
            return _onwards(request, draft_id, page_key)
    return _questions(request, view, (part, asked), answers, errors, frames=frames, kept=kept is not None)


def _proof(draft: Draft, part: str, page: Page) -> dict[str, str]:
    """For a page that goes on: when it was saved, and what of it is stored by now."""
    stored = draft.applicant if part == "applicant" else draft.answers
    return {"X-Saved-At": f"{clock.local(draft.saved_at):%H:%M}", "X-Saved-Mark": mark_of(page, stored)}


def _overtaken(
    request: Request, view: DraftView, where: tuple[str, Page], answers: Answers, overtaken: Overtaken
) -> HttpResponse:
    """Nothing was saved; what was typed here comes back beside the way to what was saved there."""
    if request.POST.get("autosave"):
        return HttpResponse(status=overtaken.status)
    answer = _questions(request, view, where, answers, {}, frames={}, overtaken=overtaken.message)
    answer.status_code = overtaken.status
    return answer


def _pointed(
    request: Request, view: DraftView, where: tuple[str, Page], answers: Answers, moved: Pointing
) -> HttpResponse:
    """A map was clicked or moved: what is typed is kept as it is, and the same page comes back, not judged yet."""
    (part, page), draft_id = where, view.draft.pk
    locked = locked_of(view.draft)
    answers = {**answers, **{key: value for key, value in moved.answers.items() if key not in locked}}
    proof: dict[str, str] = {}
    try:
        saved = save_page(
            draft_id=draft_id,
            asker=request.asker,
            page_key=page.key,
            answers=moved.answers,
            at=clock.now(),
            finished=False,
            shown=request.POST.get(SHOWN, ""),
        )
        proof = _proof(saved.draft, part, page)
    except Overtaken as overtaken:
        if not request.htmx:  # a script goes on with the map; the page is told at its own next save
            return _overtaken(request, view, where, answers, overtaken)
    view = draft_for(request.asker, draft_id)
    if request.htmx:
        fields = [field for field in _fields(view, *where, answers, {}) if field.key == moved.pressed]
        drawn = with_maps(fields, answers, request.asker, moved.frames)
        return HttpResponse(render_to_string("kit/c/fields.html", {"fields": drawn}, request), headers=proof)
    return _questions(request, view, where, answers, {}, frames=moved.frames)


def _questions(
    request: Request,
    view: DraftView,
    where: tuple[str, Page],
    answers: Answers,
    errors: dict[str, str],
    *,
    frames: Mapping[str, Frame],
    kept: bool = False,
    overtaken: str = "",
) -> HttpResponse:
    """A page of questions with what was typed; in the easy mode one of them."""
    fields, question = _fields(view, *where, answers, errors), ""
    if is_easy(request):
        wrong = [field.key for field in fields if field.is_wrong]
        fields, question = narrowed(fields, request.GET.get(QUESTION, ""), wrong)
    fields = with_maps(with_sources(fields, view.draft.taken), answers, request.asker, frames)
    not_me = step_url(view, WHO) if any(field.locked and not field.unasked for field in fields) else ""
    here = any(field.upload and field.upload.begin_url for field in fields)
    more = {
        "kept": kept,
        "overtaken": overtaken,
        "shown": mark_of(where[1], view.draft.applicant if where[0] == "applicant" else view.draft.answers),
        "question": question,
        "not_me_url": not_me,
        "upload_words": upload_words() if here else {},
    }
    return _step(request, view, where[1].key, "portal/filing_page.html", fields, errors, **more)


def _shown_only(request: Request, sent: Answers) -> Answers:
    """In the easy mode a page asks one question, and what it did not ask it does not overwrite."""
    key = request.POST.get(QUESTION, "") if is_easy(request) else ""
    return {key: sent[key]} if key in sent else sent


def _next_question(request: Request, fields: list[FieldView]) -> str:
    """Where the easy mode goes on within the page; "" when the answer is wrong or was the last one."""
    key = request.POST.get(QUESTION, "") if is_easy(request) else ""
    wrong = {field.key for field in fields if field.is_wrong}
    return following(fields, key) if key and key not in wrong else ""


def _fields(view: DraftView, part: str, page: Page, answers: Answers, errors: dict[str, str]) -> list[FieldView]:
    """The questions of a page with what was typed; which are asked is judged by what of it is right."""
    definition = applicant_form() if part == "applicant" else view.bundle.form
    today, case = clock.today(), view.bundle.case_key(view.draft.case_id)
    right, _wrong = check(definition, answers, page=page, today=today, case=case)
    applies = asking(definition, {**answers, **right}, today=today, case=case)
    own = part == "applicant"
    fields = page_fields(
        page,
        answers,
        errors,
        warnings=warnings(definition, answers, asking=applies, today=today),
        communes=[(unit.code, unit.name) for unit in communes_on(on=today)],
        asking=applies,
        locked=() if own else locked_of(view.draft),
        uploads=paper_slots(view),
    )
    return fields if own else with_told(fields, view, at=clock.now())


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
    page = draft_page(view, key)
    context = {
        "section": "mine",
        "draft": page,
        "step": next(step for step in page.tasks if step.key == key),
        "back_url": draft_url(view),
        "fields": fields,
        "errors": error_links(fields),
        "return_to": (request.POST or request.GET).get("ve", ""),
        **more,
    }
    return render(request, template, context, status=422 if errors else 200)


def draft_url(view: DraftView) -> str:
    return reverse("portal:draft", args=[view.draft.pk])


@require_POST
def discard_draft(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    discard(draft_id=draft_id, asker=request.asker, at=clock.now())
    messages.success(request, _("Đã bỏ bản nháp."))
    return redirect("desk:assisting" if request.asker.kind is AskerKind.OFFICER else "portal:dossiers")

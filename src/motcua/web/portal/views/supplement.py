"""Answering a request to supplement: just the boxes that are needed, in one form; an upload loses nothing typed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.dossiers.enums import Act
from motcua.dossiers.models import SupplementRequest
from motcua.dossiers.rules import check_act
from motcua.dossiers.selectors.dossier import DossierView, dossier_for
from motcua.dossiers.selectors.uploads import files_for_answer
from motcua.dossiers.services.supplementing import supplement
from motcua.dossiers.services.uploading import Target, drop_upload, for_answer, take_whole
from motcua.forms.presenters import error_links
from motcua.forms.rules import pointing, read, row_button
from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.maps.rules.frames import Frame
from motcua.web.kit.maps import start_frame
from motcua.web.kit.requests import Request
from motcua.web.kit.tus import upload_words
from motcua.web.portal.presenters import supplement as present
from motcua.web.portal.unsent import Writing, say_kept

LONGEST_WORDS = 1000


@dataclass
class Typed:
    """What was typed so far, kept on the server until everything is sent: answers and words."""

    answers: dict[str, Any] = field(default_factory=dict)
    words: str = ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def supplement_page(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    view = dossier_for(request.asker, dossier_id, at=clock.now())
    asked = view.open_supplement
    if asked is None:
        messages.info(request, _("Hồ sơ này không còn gì phải bổ sung."))
        return redirect("portal:dossier", dossier_id)
    check_act(Act.SUPPLEMENT, request.asker, view.standing)
    writing = _writing(request, asked)
    if request.method != "POST":
        sent = writing.posted_before_login()
        return _shown(request, view, asked, {}, typed=_typed(sent, view, asked) if sent is not None else None)
    typed = _typed(request.POST, view, asked)
    moved = pointing(view.bundle.form.pages, request.POST, typed.answers, start=start_frame())
    typed.answers = moved.answers
    if request.POST.get("react"):
        shown = present.asked_fields(view, asked, typed.answers, {}, on=clock.today())
        return render(request, "kit/c/fields.html", {"fields": [one.field for one in shown]})
    row = next((found for page in view.bundle.form.pages if (found := row_button(page, request.POST))), "")
    kept = writing.keep(asdict(typed))
    if request.POST.get("autosave"):
        return kept.proof()
    if moved.pressed:
        return _shown(request, view, asked, {}, frames=moved.frames)
    if request.POST.get("keep"):
        say_kept(request)
    taken, errors = _take_files(request, asked)
    if request.POST.get("send") and not errors:
        return _sent(request, view, asked, typed)
    wanted = request.POST.get("upload", "")
    if not taken and not errors and wanted in {item["paper"] for item in asked.items if item["paper"]}:
        errors = {wanted: _("Chọn một tệp rồi bấm Tải lên.")}
    if errors and not row:
        return _shown(request, view, asked, errors, frames=moved.frames)
    return redirect(f"{reverse('portal:supplement', args=[dossier_id])}#{row or f'ten-{wanted}'}")


def _typed(post: QueryDict, view: DossierView, asked: SupplementRequest) -> Typed:
    """The answers and words of a post."""
    keys = present.editable(view.bundle, asked)
    posted = {key: value for page in view.bundle.form.pages for key, value in read(page, post).items()}
    answers = {key: value for key, value in posted.items() if key in keys}
    return Typed(answers, post.get("words", "").strip()[:LONGEST_WORDS])


def _take_files(request: Request, asked: SupplementRequest) -> tuple[int, dict[str, str]]:
    """Take in every file of the post, each under its paper; how many, and sentences for those that are not taken."""
    taken, errors = 0, {}
    for paper in (item["paper"] for item in asked.items if item["paper"]):
        for upload in request.FILES.getlist(f"file_{paper}"):
            try:
                one = take_whole(_target(request, asked, paper), asker=request.asker, upload=upload, at=clock.now())
            except Invalid as refusal:
                errors[paper] = refusal.fields.get(paper, refusal.message)
                continue
            taken += 1
            messages.success(request, _("Đã nhận tệp %(name)s.") % {"name": one.name})
    return taken, errors


def _target(request: Request, asked: SupplementRequest, paper: str) -> Target:
    return for_answer(dossier_id=asked.dossier_id, asker=request.asker, paper_key=paper, at=clock.now())


def _sent(request: Request, view: DossierView, asked: SupplementRequest, typed: Typed) -> HttpResponse:
    uploads = files_for_answer(request.asker, asked, at=clock.now())
    try:
        supplement(
            dossier_id=view.dossier.pk,
            asker=request.asker,
            key=f"supplement:{asked.pk}",
            at=clock.now(),
            files={
                paper: ids for paper, found in uploads.items() if (ids := [one.file_id for one in found if one.file_id])
            },
            answers=typed.answers,
            words=typed.words,
        )
    except Invalid as refusal:
        return _shown(request, view, asked, refusal.fields, general=refusal.message)
    _writing(request, asked).forget()
    messages.success(request, _("Đã gửi bổ sung. Hồ sơ được xử lý tiếp."))
    return redirect("portal:dossier", view.dossier.pk)


@require_POST
def remove(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Take one file off again; what was typed beside it stays."""
    asker, at = request.asker, clock.now()
    view = dossier_for(asker, dossier_id, at=at)
    asked, unwanted = view.open_supplement, request.POST.get("remove", "")
    if asked is not None:
        check_act(Act.SUPPLEMENT, asker, view.standing)
        _writing(request, asked).keep(asdict(_typed(request.POST, view, asked)))
        for paper, found in files_for_answer(asker, asked, at=at).items():
            for one in found:
                if str(one.pk) == unwanted:
                    drop_upload(_target(request, asked, paper), asker=asker, upload_id=one.pk, at=at)
    return redirect("portal:supplement", dossier_id)


def _writing(request: Request, asked: SupplementRequest) -> Writing:
    return Writing(request, asked.dossier_id, Act.SUPPLEMENT, f"supplement:{asked.number}")


def _shown(
    request: Request,
    view: DossierView,
    asked: SupplementRequest,
    errors: dict[str, str],
    *,
    general: str = "",
    typed: Typed | None = None,
    frames: Mapping[str, Frame] | None = None,
) -> HttpResponse:
    """The page with what is kept, or with what was ``typed`` before a login that had run out."""
    kept = _writing(request, asked).kept()
    still_there, typed = typed is not None, typed or Typed(**kept.typed)
    papers = present.asked_papers(asked, files_for_answer(request.asker, asked, at=clock.now()), errors)
    fields = present.asked_fields(view, asked, typed.answers, errors, on=clock.today())
    fields = present.mapped(fields, {**view.dossier.answers, **typed.answers}, request.asker, frames)
    context = {
        "section": "mine",
        "page": present.supplement_page(view, asked),
        "papers": papers,
        "fields": fields,
        "errors": [(f"f-{paper.key}", paper.error) for paper in papers if paper.error]
        + error_links(one.field for one in fields),
        "general": general,
        "words": typed.words,
        "saved_at": kept.saved_at,
        "kept": still_there,
        "upload_words": upload_words(),
    }
    return render(request, "portal/supplement.html", context, status=422 if errors or general else 200)

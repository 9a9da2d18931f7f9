"""One part of a working copy: seen, changed, kept at every press of a button."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue.enums import Part
from motcua.catalogue.rules.problems import Problem
from motcua.catalogue.rules.working_copy import part_of, stamp_of, with_part
from motcua.catalogue.selectors.drafts import DraftView, draft_for
from motcua.catalogue.services.drafts import save_part
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, Refused
from motcua.web.desk.asking import check_sits, for_officers, is_part
from motcua.web.desk.presenters.facts import NO_ERRORS, ErrorLine, Errors, errors_of
from motcua.web.desk.procedures.boxes import Asked
from motcua.web.desk.procedures.parts import PAGES
from motcua.web.desk.procedures.presenters import what_now
from motcua.web.kit.requests import Request

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def edit(request: Request, asker: Asker, work_id: int, slug: str) -> HttpResponse:
    """A page of the description. ``?loi=1`` shows at once what is wrong on it (links of the check page)."""
    check_sits(asker, Role.EDITOR, *((Role.APPROVER,) if request.method != "POST" else ()))
    part = _part(slug)
    view = draft_for(asker, work_id)
    if request.method == "POST":
        return _save(request, asker, view, part)
    found = [each for each in view.of(part) if not each.advice] if request.GET.get("loi") else []
    return _page(request, view, part, errors=_errors(found, ""), extra=request.GET.get("them", ""))


def _part(slug: str) -> Part:
    try:
        return Part(slug)
    except ValueError:
        raise NotFound(_("Bản mô tả không có phần này.")) from None


def _save(request: Request, asker: Asker, view: DraftView, part: Part) -> HttpResponse:
    do, page = request.POST.get("do", "next"), PAGES[part]
    changed = page.read(request.POST, view.draft.content)
    try:
        saved = save_part(
            draft_id=view.draft.pk,
            asker=asker,
            part=part,
            changed=changed,
            at=clock.now(),
            seen=request.POST.get("seen", ""),
        )
    except Refused as refusal:
        kept = draft_for(asker, view.draft.pk)
        seen = stamp_of(part_of(kept.draft.content, part))
        kept.draft.content = with_part(kept.draft.content, part, changed)  # what was typed, over what is kept
        return _page(request, kept, part, errors=errors_of(refusal), status=refusal.status, seen=seen)
    if ":" in do:
        return _rearranged(request, draft_for(asker, view.draft.pk), part, do)
    found = [each for each in saved.problems if not each.advice]
    wishes = page.refuse(request.POST)
    if found or wishes:
        sentence = _("Đã lưu những gì anh/chị nhập. Còn %d chỗ cần sửa:") % (len(found) + len(wishes))
        errors = _errors(found, sentence, wishes)
        return _page(request, draft_for(asker, view.draft.pk), part, errors=errors, status=WRONG)
    messages.success(
        request,
        _("Đã lưu phần “%(part)s” lúc %(at)s.")
        % {"part": part.label, "at": f"{clock.local(saved.draft.changed_at):%H:%M}"},
    )
    following = _next(part)
    if do == "next" and following:
        return redirect("desk:procedure_edit", view.draft.pk, following.value)
    return redirect("desk:procedure_draft", view.draft.pk)


def _rearranged(request: Request, view: DraftView, part: Part, do: str) -> HttpResponse:
    """After a row was added, moved or taken away: the page again, the part of it for htmx."""
    extra = do.removeprefix("add:") if do.startswith("add:") else ""
    if is_part(request):
        return _page(request, view, part, extra=extra, said=True)
    url = reverse("desk:procedure_edit", args=[view.draft.pk, part.value])
    return redirect(f"{url}?them={extra}#cuoi-{extra}" if extra else url)


def _next(part: Part) -> Part | None:
    parts = list(Part)
    place = parts.index(part) + 1
    return parts[place] if place < len(parts) else None


def _errors(found: Iterable[Problem], sentence: str, more: dict[str, str] | None = None) -> Errors:
    fields = {**{each.field: each.sentence for each in found}, **(more or {})}
    if not fields:
        return NO_ERRORS
    lines = tuple(ErrorLine(text, f"f-{name}") for name, text in fields.items())
    return Errors(sentence or _("Phần này còn %d chỗ cần sửa:") % len(lines), lines, fields)


def _page(
    request: Request,
    view: DraftView,
    part: Part,
    *,
    errors: Errors = NO_ERRORS,
    extra: str = "",
    status: int = 200,
    said: bool = False,
    seen: str = "",
) -> HttpResponse:
    copy = view.draft.content
    asked = Asked(copy, errors.fields, extra)
    parts = list(Part)
    context = {
        "view": view,
        "draft": view.draft,
        "part": part,
        "help": PAGES[part].help,
        "groups": PAGES[part].groups(asked),
        "seen": seen or stamp_of(part_of(copy, part)),
        "number": parts.index(part) + 1,
        "total": len(parts),
        "next": _next(part),
        "errors": errors,
        "said": said,
        "now": what_now(view.draft, part),
        "section": "settings",
        "here": "procedures",
    }
    template = "desk/procedures/part.html"
    return render(request, f"{template}#form" if said else template, context, status=status)

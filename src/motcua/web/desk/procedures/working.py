"""A working copy as a whole: its tasks, what is missing, how it will look, handing it over, throwing it away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.presenters import procedure_view
from motcua.catalogue.selectors.drafts import DraftView, draft_for
from motcua.catalogue.selectors.guide_checks import guide_advice
from motcua.catalogue.selectors.previews import preview_of
from motcua.catalogue.selectors.staffing import staffing_advice
from motcua.catalogue.services import drafts as services
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel import clock
from motcua.kernel.errors import Refused
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, errors_of
from motcua.web.desk.procedures.presenters import form_pages, problem_url, tasks_of
from motcua.web.kit.procedure_facts import five_facts
from motcua.web.kit.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def tasks(request: Request, asker: Asker, work_id: int) -> HttpResponse:
    """The task list; POST throws the copy away or takes it back from approval."""
    check_sits(asker, Role.EDITOR, *((Role.APPROVER,) if request.method != "POST" else ()))
    errors, status = NO_ERRORS, 200
    if request.method == "POST":
        try:
            return _act(request, asker, work_id)
        except Refused as refusal:
            errors, status = errors_of(refusal), refusal.status
    view = draft_for(asker, work_id)
    lines = tasks_of(view)
    context = {
        "tasks": lines,
        "done": sum(line.done for line in lines),
        "following": next((line for line in lines if not line.done and line.tone != "is-quiet"), None),
        **_context(view, errors),
    }
    return render(request, "desk/procedures/tasks.html", context, status=status)


def _act(request: Request, asker: Asker, work_id: int) -> HttpResponse:
    if request.POST.get("do") == "take_back":
        services.take_back(draft_id=work_id, asker=asker, at=clock.now())
        messages.success(request, _("Đã rút lại. Sửa xong thì gửi duyệt lần nữa."))
        return redirect("desk:procedure_draft", work_id)
    code = services.discard(draft_id=work_id, asker=asker, at=clock.now())
    messages.success(request, _("Đã bỏ bản nháp của %s. Bản đang áp dụng (nếu có) không đổi.") % code)
    return redirect("desk:procedures")


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def check(request: Request, asker: Asker, work_id: int) -> HttpResponse:
    """What is still missing; POST hands the copy over for approval."""
    check_sits(asker, Role.EDITOR, *((Role.APPROVER,) if request.method != "POST" else ()))
    errors, status = NO_ERRORS, 200
    if request.method == "POST":
        try:
            services.send(draft_id=work_id, asker=asker, at=clock.now())
        except Refused as refusal:
            errors, status = errors_of(refusal), refusal.status
        else:
            messages.success(request, _("Đã gửi duyệt. Người duyệt xem những gì thay đổi rồi công bố hoặc trả lại."))
            return redirect("desk:procedure_draft", work_id)
    view = draft_for(asker, work_id)
    advice = [*view.advice, *guide_advice(view.draft), *staffing_advice(view.draft)]
    context = {
        "missing": [(each, problem_url(view.draft, each)) for each in view.blocking],
        "advice": [(each, problem_url(view.draft, each)) for each in advice],
        **_context(view, errors),
    }
    return render(request, "desk/procedures/check.html", context, status=status)


@require_safe
@for_officers
def preview(request: Request, asker: Asker, work_id: int) -> HttpResponse:
    """The page people will read and the first pages they will fill in, drawn from the copy."""
    check_sits(asker, Role.EDITOR, Role.APPROVER)
    view = draft_for(asker, work_id)
    bundle = preview_of(view.draft)
    page = procedure_view(bundle)
    context = {
        "draft": view.draft,
        "page": page,
        "facts": five_facts(page),
        "form_pages": form_pages(bundle),
        "more_pages": max(0, len(bundle.form.pages) - len(form_pages(bundle))),
        "start_url": "#to-khai" if page.online and not page.hand_over else "",
    }
    return render(request, "desk/procedures/preview.html", context)


def _context(view: DraftView, errors: Errors) -> dict[str, object]:
    name = view.draft.content["plain_name"] or view.draft.content["name"]
    return {
        "view": view,
        "draft": view.draft,
        "name": name,
        "errors": errors,
        "section": "settings",
        "here": "procedures",
    }

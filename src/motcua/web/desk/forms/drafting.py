"""A draft of a form on the designer's table: moving, removing, undoing, handing over, publishing."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods

from motcua.forms.rules import editing
from motcua.forms.rules.comparing import printed_words
from motcua.forms.services import designing
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, Refused
from motcua.web.desk.asking import for_officers
from motcua.web.desk.forms.opened import Opened, back_to, changeable, frame, keep, opened
from motcua.web.desk.forms.outline import outline
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, errors_of
from motcua.web.kit.requests import Request

AROUND = {**settings.SECURE_CSP, "frame-src": ["'self'"]}  # the telephone beside the questions


@require_http_methods(["GET", "HEAD", "POST"])
@csp_override(AROUND)
@for_officers
def draft(request: Request, asker: Asker, draft_id: int) -> HttpResponse:
    found = opened(asker, draft_id)
    if request.method != "POST":
        return _page(request, found)
    do, _colon, key = request.POST.get("do", "").partition(":")
    if do == "publish":
        return _publish(request, asker, found)
    act = DOES.get(do)
    if act is None:
        raise NotFound(_("Không có thao tác này."))
    try:
        said, anchor = act(request, asker, found, key)
    except Refused as refusal:
        return _page(request, opened(asker, draft_id), errors_of(refusal), status=refusal.status)
    messages.success(request, said)
    return redirect("desk:forms") if do == "discard" else back_to(found, anchor)


def _page(request: Request, found: Opened, errors: Errors = NO_ERRORS, status: int = 200) -> HttpResponse:
    shown = outline(found.draft.definition, found.problems, draft_id=found.draft.pk)
    context = frame(
        found=found,
        draft=found.draft,
        outline=shown,
        printed=printed_words(found.draft.definition),
        errors=errors,
        words=request.POST.get("words", ""),
    )
    return render(request, "desk/forms/draft.html", context, status=status)


def _publish(request: Request, asker: Asker, found: Opened) -> HttpResponse:
    try:
        version = designing.publish(
            draft_id=found.draft.pk, asker=asker, seen=request.POST.get("seen", ""), at=clock.now()
        )
    except Refused as refusal:
        return _page(request, found, errors_of(refusal), status=refusal.status)
    words = {"n": version.number, "name": version.form.name}
    messages.success(
        request, _("Đã ban hành bản %(n)d của “%(name)s”. Chọn tờ khai này trong bản mô tả thủ tục để dùng.") % words
    )
    return redirect("desk:form", version.form.code)


type Done = tuple[str, str]


def _page_moves(request: Request, asker: Asker, found: Opened, key: str, *, up: bool) -> Done:
    keep(request, asker, changeable(found), editing.move_page(found.draft.definition, key, up=up), f"move page {key}")
    return _("Đã chuyển trang."), f"trang-{key}"


def _field_moves(request: Request, asker: Asker, found: Opened, key: str, *, up: bool) -> Done:
    moved = editing.move_field(found.draft.definition, key, up=up)
    keep(request, asker, changeable(found), moved, f"move {key}")
    return _("Đã chuyển câu hỏi."), f"cau-{key.replace('.', '-')}"


def _remove_page(request: Request, asker: Asker, found: Opened, key: str) -> Done:
    keep(request, asker, changeable(found), editing.remove_page(found.draft.definition, key), f"remove page {key}")
    return _("Đã bỏ trang cùng các câu hỏi của nó. Bấm “Hoàn tác” nếu nhầm."), ""


def _remove_field(request: Request, asker: Asker, found: Opened, key: str) -> Done:
    page = editing.page_of(found.draft.definition, key)
    keep(request, asker, changeable(found), editing.remove_field(found.draft.definition, key), f"remove {key}")
    return _("Đã bỏ câu hỏi. Bấm “Hoàn tác” nếu nhầm."), f"trang-{page}"


def _remove_rule(request: Request, asker: Asker, found: Opened, key: str) -> Done:
    keep(request, asker, changeable(found), editing.remove_rule(found.draft.definition, key), f"remove rule {key}")
    return _("Đã bỏ quy tắc. Bấm “Hoàn tác” nếu nhầm."), "quy-tac"


def _undo(request: Request, asker: Asker, found: Opened, _key: str) -> Done:
    designing.undo(draft_id=found.draft.pk, asker=asker, seen=request.POST.get("seen", ""), at=clock.now())
    return _("Đã hoàn tác thay đổi cuối."), ""


def _redo(request: Request, asker: Asker, found: Opened, _key: str) -> Done:
    designing.redo(draft_id=found.draft.pk, asker=asker, seen=request.POST.get("seen", ""), at=clock.now())
    return _("Đã làm lại thay đổi vừa hoàn tác."), ""


def _rename(request: Request, asker: Asker, found: Opened, _key: str) -> Done:
    designing.rename(draft_id=found.draft.pk, asker=asker, name=request.POST.get("name", ""), at=clock.now())
    return _("Đã đổi tên tờ khai."), ""


def _discard(_request: Request, asker: Asker, found: Opened, _key: str) -> Done:
    designing.discard(draft_id=found.draft.pk, asker=asker, at=clock.now())
    return _("Đã bỏ bản nháp “%s”.") % found.draft.name, ""


def _send_back(request: Request, asker: Asker, found: Opened, _key: str) -> Done:
    designing.send_back(draft_id=found.draft.pk, asker=asker, words=request.POST.get("words", ""), at=clock.now())
    return _("Đã trả lại cho người soạn kèm lời của anh/chị."), ""


def _hand_in_again(_request: Request, asker: Asker, found: Opened, _key: str) -> Done:
    designing.hand_in_again(draft_id=found.draft.pk, asker=asker, at=clock.now())
    return _("Đã gửi lại. Người duyệt xem và ban hành."), ""


DOES: dict[str, Callable[[Request, Asker, Opened, str], Done]] = {
    "page_up": lambda request, asker, found, key: _page_moves(request, asker, found, key, up=True),
    "page_down": lambda request, asker, found, key: _page_moves(request, asker, found, key, up=False),
    "page_remove": _remove_page,
    "up": lambda request, asker, found, key: _field_moves(request, asker, found, key, up=True),
    "down": lambda request, asker, found, key: _field_moves(request, asker, found, key, up=False),
    "remove": _remove_field,
    "rule_remove": _remove_rule,
    "undo": _undo,
    "redo": _redo,
    "rename": _rename,
    "discard": _discard,
    "send_back": _send_back,
    "hand_in_again": _hand_in_again,
}

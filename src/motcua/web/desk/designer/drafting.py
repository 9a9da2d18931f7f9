"""A version on the designer's table: moving, deleting, adding and editing steps, undoing, publishing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue.selectors.process_checks import condition_names
from motcua.catalogue.services.processes import publish_process
from motcua.expressions import NameKind
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.web.desk.asking import for_officers, is_part
from motcua.web.desk.conditions import asked_of, built
from motcua.web.desk.designer.design import design
from motcua.web.desk.designer.forms import add_context, placed, step_context
from motcua.web.desk.designer.opened import Opened, frame, opened
from motcua.web.desk.designer.stepform import Boxes, boxes_of, boxes_sent, step_of, usual_boxes
from motcua.web.desk.presenters.facts import NO_ERRORS, ErrorLine, Errors, errors_of
from motcua.web.kit.requests import Request
from motcua.workflow.rules import outcome_names, sketch
from motcua.workflow.rules.editing import move_step, new_key, raw_step, remove_step, replace_step
from motcua.workflow.services import drafts


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def version(request: Request, asker: Asker, code: str, number: int) -> HttpResponse:
    found = opened(asker, code, number)
    if request.method != "POST":
        return _version(request, found)
    do, _colon, key = request.POST.get("do", "").partition(":")
    act = DOES.get(do)
    if act is None:
        raise NotFound(_("Không có thao tác này."))
    try:
        said = act(request, asker, found, key)
    except Refused as refusal:
        if is_part(request):
            return _parts(request, opened(asker, code, number), refusal.message, wrong=True)
        return _version(request, opened(asker, code, number), errors_of(refusal), status=refusal.status)
    if do == "discard":
        messages.success(request, said)
        return redirect("desk:process", code=code)
    if is_part(request):
        return _parts(request, opened(asker, code, number), said)
    messages.success(request, said)
    return redirect("desk:process_version", code=code, number=number)


def _version(request: Request, found: Opened, errors: Errors = NO_ERRORS, status: int = 200) -> HttpResponse:
    context = _context(found, errors=errors, remarks=found.version.remarks, words=request.POST.get("words", ""))
    return render(request, "desk/designer/version.html", context, status=status)


def _parts(request: Request, found: Opened, said: str, *, wrong: bool = False) -> HttpResponse:
    """Only what htmx puts in place: table, drawing, findings and what was done."""
    return render(request, "desk/designer/version.html#live", _context(found, said=said, wrong=wrong, swapping=True))


def _context(found: Opened, **more: Any) -> dict[str, Any]:
    shown = design(found.version, found.bundle, on=clock.today())
    return frame(found.code, found=found, version=found.version, design=shown, **more)


def _move(request: Request, asker: Asker, found: Opened, key: str, *, up: bool) -> str:
    name = str(raw_step(found.version.definition, key).get("name", key))
    moved, rewired = move_step(found.version.definition, key, up=up)
    _change(request, asker, found, moved, f"move {key}")
    words = _("Đã chuyển “%s” lên trên.") if up else _("Đã chuyển “%s” xuống dưới.")
    kept = "" if rewired else " " + _("Chỉ đổi thứ tự trong bảng; đường đi của hồ sơ giữ nguyên.")
    return words % name + kept


def _up(request: Request, asker: Asker, found: Opened, key: str) -> str:
    return _move(request, asker, found, key, up=True)


def _down(request: Request, asker: Asker, found: Opened, key: str) -> str:
    return _move(request, asker, found, key, up=False)


def _delete(request: Request, asker: Asker, found: Opened, key: str) -> str:
    name = str(raw_step(found.version.definition, key).get("name", key))
    _change(request, asker, found, remove_step(found.version.definition, key), f"delete {key}")
    return _("Đã xóa bước “%s”. Bấm “Hoàn tác” nếu nhầm.") % name


def _undo(request: Request, asker: Asker, found: Opened, _key: str) -> str:
    drafts.undo(version_id=found.version.pk, asker=asker, seen=request.POST.get("seen", ""), at=clock.now())
    return _("Đã hoàn tác thay đổi cuối. Bấm lần nữa để làm lại.")


def _discard(_request: Request, asker: Asker, found: Opened, _key: str) -> str:
    drafts.discard(version_id=found.version.pk, asker=asker, at=clock.now())
    return _("Đã xóa bản nháp số %d.") % found.version.number


def _publish(request: Request, asker: Asker, found: Opened, _key: str) -> str:
    done = publish_process(version_id=found.version.pk, asker=asker, seen=request.POST.get("seen", ""), at=clock.now())
    if done.procedure is None:
        return _("Đã ban hành quy trình. Thủ tục chưa có bản đang áp dụng nên hồ sơ chưa chạy theo quy trình này.")
    words = {"n": done.procedure.number, "code": done.procedure.procedure.code}
    return _("Đã ban hành quy trình cùng bản %(n)d của thủ tục %(code)s. Hồ sơ đang chạy giữ quy trình cũ.") % words


def _send_back(request: Request, asker: Asker, found: Opened, _key: str) -> str:
    drafts.send_back(version_id=found.version.pk, asker=asker, words=request.POST.get("words", ""), at=clock.now())
    return _("Đã trả lại cho người soạn kèm lời của anh/chị.")


def _hand_in_again(_request: Request, asker: Asker, found: Opened, _key: str) -> str:
    drafts.hand_in_again(version_id=found.version.pk, asker=asker, at=clock.now())
    return _("Đã gửi lại. Người duyệt xem và ban hành.")


def _change(request: Request, asker: Asker, found: Opened, definition: Any, what: str) -> None:
    drafts.change(
        version_id=found.version.pk,
        asker=asker,
        seen=request.POST.get("seen", ""),
        definition=definition,
        what=what,
        at=clock.now(),
    )


DOES: dict[str, Callable[[Request, Asker, Opened, str], str]] = {
    "up": _up,
    "down": _down,
    "delete": _delete,
    "undo": _undo,
    "discard": _discard,
    "publish": _publish,
    "send_back": _send_back,
    "hand_in_again": _hand_in_again,
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def add(request: Request, asker: Asker, code: str, number: int) -> HttpResponse:
    found = _changeable(opened(asker, code, number))
    boxes, errors, status = Boxes(), NO_ERRORS, 200
    if request.method == "POST":
        boxes = usual_boxes(boxes_sent(request.POST))
        boxes.way, boxes.join, boxes.notify = "next", "", True
        key = new_key(found.version.definition, boxes.name)
        raw, wrong = step_of(boxes, key, None)
        try:
            if wrong:
                raise Invalid(_("Bước mới còn chỗ phải sửa."), fields=wrong)
            _change(request, asker, found, placed(found.version.definition, raw, request.POST), f"add {key}")
        except Refused as refusal:
            errors, status = errors_of(refusal), refusal.status
        else:
            messages.success(request, _("Đã thêm bước “%s”. Xem lại các mục dưới đây.") % boxes.name)
            return redirect("desk:process_step", code=code, number=number, key=key)
    context = _context(found, **add_context(found, boxes, request.POST, request.GET), errors=errors)
    return render(request, "desk/designer/add.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def step(request: Request, asker: Asker, code: str, number: int, key: str) -> HttpResponse:
    """The step's own form; while it is typed, ``do=preview`` shows what would follow and keeps nothing."""
    found = opened(asker, code, number)
    raw = raw_step(found.version.definition, key)
    if request.method != "POST":
        return _step(request, found, key, boxes_of(raw), found.version.definition)
    _changeable(found)
    boxes = boxes_sent(request.POST)
    raw, wrong = step_of(boxes, key, _names(found) if found.bundle else None)
    would_be = replace_step(found.version.definition, key, raw) if not wrong else found.version.definition
    if request.POST.get("do") == "preview":
        return _step(request, found, key, boxes, would_be, _errors(wrong), part=True)
    if request.POST.get("do") == "build":
        return _build(request, found, key, boxes)
    try:
        if wrong:
            raise Invalid(_("Bước này còn chỗ phải sửa."), fields=wrong)
        _change(request, asker, found, would_be, f"edit {key}")
    except Refused as refusal:
        return _step(request, found, key, boxes, would_be, errors_of(refusal), status=refusal.status)
    messages.success(request, _("Đã lưu bước “%s”.") % boxes.name)
    return redirect(reverse("desk:process_version", kwargs=found.where) + f"#buoc-{key}")


def _step(
    request: Request,
    found: Opened,
    key: str,
    boxes: Boxes,
    definition: Any,
    errors: Errors = NO_ERRORS,
    *,
    status: int = 200,
    part: bool = False,
) -> HttpResponse:
    shown = design(found.version, found.bundle, on=clock.today(), definition=definition, open_step=key)
    told = step_context(found, boxes, key, asked=_names(found), post=request.POST)
    context = frame(
        found.code, found=found, version=found.version, design=shown, errors=errors, key=key, swapping=part, **told
    )
    template = "desk/designer/step.html#live" if part else "desk/designer/step.html"
    return render(request, template, context, status=status)


def _build(request: Request, found: Opened, key: str, boxes: Boxes) -> HttpResponse:
    """Write the condition put together below into its box; nothing is kept yet."""
    place = request.POST.get("build_place", "1")
    number = int(place) if place.isascii() and place.isdigit() and len(place) < 3 else 1
    sent = dict(enumerate(boxes.branches))
    before, target = sent.get(number - 1, ("", boxes.next))
    errors, status = NO_ERRORS, 200
    try:
        made = built(asked_of(_names(found), found.bundle.form if found.bundle else None), request.POST, before)
        sent[min(number - 1, len(sent))] = (made, target)
        boxes.branches, boxes.way = [sent[at] for at in sorted(sent)], "branches"
    except Refused as refusal:
        errors, status = errors_of(refusal), refusal.status
    return _step(request, found, key, boxes, found.version.definition, errors, status=status)


def _names(found: Opened) -> dict[str, NameKind]:
    """What conditions may ask: the answers of the procedure's form, and what other agencies' dossiers came to."""
    answers = condition_names(found.bundle.form) if found.bundle else {}
    process = sketch(found.version.definition)
    return {**answers, **outcome_names(process.steps if process else ())}


def _errors(wrong: dict[str, str]) -> Errors:
    lines = tuple(ErrorLine(text=text, target=f"f-{name}") for name, text in wrong.items())
    return Errors(_("Chưa lưu được: còn chỗ phải sửa."), lines, wrong) if wrong else NO_ERRORS


def _changeable(found: Opened) -> Opened:
    """``Refused`` where nothing can be changed: published, or somebody else's draft."""
    if not found.mine:
        raise Refused(
            _("Bản này đã ban hành hoặc là bản nháp của người khác. Tạo bản nháp của mình từ nó để sửa."),
            code="not_yours",
            status=403,
        )
    return found

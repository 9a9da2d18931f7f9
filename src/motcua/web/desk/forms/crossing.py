"""A rule across questions: what must hold, and what is said where when it does not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.forms.rules import editing
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, Refused
from motcua.web.desk.asking import for_officers
from motcua.web.desk.forms.asked import build_into, fault_of, piece
from motcua.web.desk.forms.opened import Opened, back_to, changeable, keep, opened
from motcua.web.desk.forms.words import LEVELS
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, choices_of, errors_of
from motcua.web.desk.procedures.boxes import Box, typed
from motcua.web.kit.requests import Request

LONGEST_SAY = 300


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def add(request: Request, asker: Asker, draft_id: int) -> HttpResponse:
    return _edit(request, asker, changeable(opened(asker, draft_id)), "", {})


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def edit(request: Request, asker: Asker, draft_id: int, key: str) -> HttpResponse:
    found = opened(asker, draft_id)
    return _edit(request, asker, found, key, editing.raw_rule(found.draft.definition, key))


def _edit(request: Request, asker: Asker, found: Opened, key: str, raw: dict[str, Any]) -> HttpResponse:
    if request.method != "POST":
        return _page(request, found, key, raw)
    changeable(found)
    sent = {name: typed(request.POST, name) for name in ("say", "at", "level")}
    sent["that"] = typed(request.POST, "when")
    try:
        if request.POST.get("do") == "build":
            sent["that"] = build_into(found, request.POST, sent["that"], before=None)
            return _page(request, found, key, sent)
        new = key or editing.new_key(found.draft.definition, f"quy tac {sent['at']}")
        definition = editing.set_rule(found.draft.definition, {"key": new, **_checked(sent)})
        if sentence := fault_of(definition, "rule", new):
            raise Invalid(_("Quy tắc còn chỗ phải sửa."), fields={"when": sentence})
        keep(request, asker, found, definition, f"rule {new}")
    except Refused as refusal:
        return _page(request, found, key, sent, errors_of(refusal), status=refusal.status)
    messages.success(request, _("Đã lưu quy tắc."))
    return back_to(found, "quy-tac")


def _checked(sent: dict[str, str]) -> dict[str, str]:
    wrong = {}
    if not sent["that"]:
        wrong["when"] = _("Ghi điều phải đúng, hoặc dựng nó bằng cách chọn.")
    if not 0 < len(sent["say"]) <= LONGEST_SAY:
        wrong["say"] = _("Ghi câu người dân đọc khi sai: sai gì và làm tiếp thế nào, tối đa %d ký tự.") % LONGEST_SAY
    if not sent["at"]:
        wrong["at"] = _("Chọn câu hỏi để báo ở đó.")
    if wrong:
        raise Invalid(_("Quy tắc còn chỗ phải sửa."), fields=wrong)
    return sent if sent["level"] == "warning" else {name: sent[name] for name in ("that", "say", "at")}


def _page(
    request: Request,
    found: Opened,
    key: str,
    raw: dict[str, Any],
    errors: Errors = NO_ERRORS,
    status: int = 200,
) -> HttpResponse:
    form, wrong = found.form, errors.fields
    questions = [(item.key, item.name) for item in form.fields.values()] if form else []
    boxes = [
        Box(
            "say",
            _("Câu người dân đọc khi sai"),
            raw.get("say", ""),
            kind="long",
            hint=_("Sai gì, làm tiếp thế nào. Ví dụ: Ngày về phải sau ngày đi. Sửa lại một trong hai ngày."),
            error=wrong.get("say", ""),
            longest=LONGEST_SAY,
        ),
        Box(
            "at",
            _("Báo ở câu"),
            kind="choose",
            choices=choices_of([("", _("Chọn câu hỏi")), *questions], raw.get("at", "")),
            error=wrong.get("at", ""),
        ),
        Box("level", _("Khi sai thì"), kind="radios", choices=choices_of(LEVELS, raw.get("level", "error"))),
    ]
    return piece(
        request, found, "rule", key, boxes, when=raw.get("that", ""), before=None, errors=errors, status=status
    )

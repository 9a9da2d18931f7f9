"""A page of the form: its title, its help and when it is asked."""

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
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, errors_of
from motcua.web.desk.procedures.boxes import Box, typed
from motcua.web.kit.requests import Request

LONGEST_TITLE, LONGEST_HELP = 120, 1000


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def add(request: Request, asker: Asker, draft_id: int) -> HttpResponse:
    """A new page at the end, or behind ``?sau=``."""
    found = changeable(opened(asker, draft_id))
    return _edit(request, asker, found, "", {})


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def edit(request: Request, asker: Asker, draft_id: int, key: str) -> HttpResponse:
    found = opened(asker, draft_id)
    return _edit(request, asker, found, key, editing.raw_page(found.draft.definition, key))


def _edit(request: Request, asker: Asker, found: Opened, key: str, raw: dict[str, Any]) -> HttpResponse:
    if request.method != "POST":
        return _page(request, found, key, raw)
    changeable(found)
    sent = {name: typed(request.POST, name) for name in ("title", "help", "when")}
    try:
        if request.POST.get("do") == "build":
            sent["when"] = build_into(found, request.POST, sent["when"], before=key)
            return _page(request, found, key, sent)
        new, definition = _changed(request, found, key, sent)
        keep(request, asker, found, definition, f"page {new}")
    except Refused as refusal:
        return _page(request, found, key, sent, errors_of(refusal), status=refusal.status)
    messages.success(request, _("Đã lưu trang “%s”.") % sent["title"])
    return back_to(found, f"trang-{new}")


def _changed(request: Request, found: Opened, key: str, sent: dict[str, str]) -> tuple[str, dict[str, Any]]:
    """The page's key and the definition with it; ``Invalid`` at the box that is wrong."""
    if not 0 < len(sent["title"]) <= LONGEST_TITLE:
        sentence = _("Ghi tiêu đề, tối đa %d ký tự, ví dụ “Người được khai sinh”.") % LONGEST_TITLE
        raise Invalid(_("Trang này còn chỗ phải sửa."), fields={"title": sentence})
    raw = {name: value for name, value in sent.items() if value}
    before = found.draft.definition
    if key:
        definition = editing.replace_page(before, key, raw)
    else:
        key = editing.new_key(before, sent["title"])
        definition = editing.add_page(before, {"key": key, **raw}, after=request.POST.get("after", ""))
    if sentence := fault_of(definition, "page", key):
        raise Invalid(_("Trang này còn chỗ phải sửa."), fields={"when": sentence})
    return key, definition


def _page(
    request: Request,
    found: Opened,
    key: str,
    raw: dict[str, Any],
    errors: Errors = NO_ERRORS,
    status: int = 200,
) -> HttpResponse:
    wrong = errors.fields
    boxes = [
        Box("title", _("Tiêu đề trang"), raw.get("title", ""), error=wrong.get("title", ""), longest=LONGEST_TITLE),
        Box(
            "help",
            _("Lời giải thích dưới tiêu đề, nếu có"),
            raw.get("help", ""),
            kind="long",
            longest=LONGEST_HELP,
        ),
    ]
    after = request.POST.get("after", request.GET.get("sau", ""))
    return piece(
        request,
        found,
        "page",
        key,
        boxes,
        when=raw.get("when", ""),
        before=key or None,
        errors=errors,
        status=status,
        after=after,
    )

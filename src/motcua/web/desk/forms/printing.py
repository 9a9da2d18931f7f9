"""How the form is printed as a declaration (tờ khai): its texts, the order of its parts, the words of its items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.dossiers.services.declaring import trial_pdf
from motcua.forms.rules import FieldType, editing
from motcua.forms.rules.declaration import LONGEST
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, Refused
from motcua.web.desk.asking import for_officers
from motcua.web.desk.forms.opened import Opened, back_to, changeable, frame, keep, opened
from motcua.web.desk.presenters.facts import NO_ERRORS, Choice, Errors, errors_of
from motcua.web.desk.procedures.boxes import Box, one_line, typed
from motcua.web.kit.requests import Request

TEXTS: tuple[tuple[str, str | Promise, str | Promise, str], ...] = (
    ("title", gettext_lazy("Tên tờ khai"), gettext_lazy("Để trống thì in “Tờ khai” và tên thủ tục."), "line"),
    ("legal_form", gettext_lazy("Theo mẫu"), gettext_lazy("Ví dụ: Mẫu số 01, Thông tư 04/2020/TT-BTP"), "line"),
    ("addressee", gettext_lazy("Kính gửi"), gettext_lazy("Để trống thì in cơ quan giải quyết hồ sơ."), "line"),
    ("declarant", gettext_lazy("Trên chữ ký in"), gettext_lazy("Để trống thì in “Người khai”."), "line"),
    ("request", gettext_lazy("Lời đề nghị, trước các mục"), gettext_lazy("Ví dụ: Đề nghị cơ quan đăng ký …"), "long"),
    ("pledge", gettext_lazy("Lời cam đoan, sau các mục"), gettext_lazy("Để trống thì in lời cam đoan chung."), "long"),
)
UNPRINTED = frozenset({FieldType.INFO, FieldType.PAPER})

type Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of questions with the box of its place on the sheet, and the boxes of its items."""

    title: str
    place: Box
    boxes: tuple[Box, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def edit(request: Request, asker: Asker, draft_id: int) -> HttpResponse:
    found = opened(asker, draft_id)
    if request.method != "POST":
        return _page(request, found, found.draft.definition.get("declaration") or {})
    changeable(found)
    sent, wrong = _sent(request.POST, found.draft.definition)
    try:
        if wrong:
            raise Invalid(_("Phần in còn chỗ phải sửa."), fields=wrong)
        keep(request, asker, found, editing.set_declaration(found.draft.definition, sent), "declaration")
    except Refused as refusal:
        return _page(request, found, sent, errors_of(refusal), status=refusal.status)
    messages.success(request, _("Đã lưu cách in tờ khai."))
    return back_to(found, "to-khai-in")


@require_safe
@for_officers
def sheet(_request: HttpRequest, asker: Asker, draft_id: int) -> HttpResponse:
    """The declaration of the draft with its test answers, as PDF."""
    found = opened(asker, draft_id)
    if found.form is None or not found.form.fields:
        raise Invalid(_("Tờ khai chưa có gì để in thử. Thêm câu hỏi đầu tiên."))
    name = re.sub(r"^tờ khai:?\s+", "", found.draft.name, flags=re.IGNORECASE)
    content = trial_pdf(form=found.form, name=name, answers=found.draft.sample, at=clock.now())
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{found.draft.code}.pdf"'
    return response


def _sent(post: QueryDict, definition: Mapping[str, Any]) -> tuple[Raw, dict[str, str]]:
    """What the boxes say, and by box what is wrong; what is as it would be printed anyway is left out."""
    said: Raw = {name: text for name, _label, _hint, _kind in TEXTS if (text := typed(post, name)[:LONGEST])}
    keys = [str(page["key"]) for page in editing.raw_pages(definition)]
    places = {key: one_line(post, f"order-{key}") or str(at) for at, key in enumerate(keys, 1)}
    wrong = {
        f"order-{key}": _("Ghi một số, ví dụ 1.")
        for key, place in places.items()
        if not (place.isascii() and place.isdigit() and len(place) < 4)
    }
    order = keys if wrong else sorted(keys, key=lambda key: int(places[key]))
    items = [item for page in editing.raw_pages(definition) for item in page["fields"]]
    asked = [str(item["key"]) for item in items]
    labels = {key: text for key in asked if (text := one_line(post, f"label-{key}")[:LONGEST])}
    omit = [key for key in asked if f"omit-{key}" in post]
    more = {"order": order if order != keys else [], "labels": labels, "omit": omit}
    return said | {name: value for name, value in more.items() if value}, wrong


def _page(request: Request, found: Opened, said: Raw, errors: Errors = NO_ERRORS, status: int = 200) -> HttpResponse:
    boxes = [
        Box(
            name,
            label,
            str(said.get(name, "")),
            kind=kind,
            hint=hint,
            rows=3,
            longest=LONGEST,
            span="c6" if kind == "line" else "",
        )
        for name, label, hint, kind in TEXTS
    ]
    pages = editing.raw_pages(found.draft.definition)
    order = list(said.get("order", []))
    ranked = sorted(pages, key=lambda page: order.index(page["key"]) if page["key"] in order else len(order))
    shown = [
        PrintedPage(
            title=str(page.get("title") or page["key"]),
            place=_place(page, place, errors, request.POST),
            boxes=tuple(
                box for item in page["fields"] if item.get("type") not in UNPRINTED for box in _item(item, said)
            ),
        )
        for place, page in enumerate(ranked, 1)
    ]
    context = frame(found=found, draft=found.draft, boxes=boxes, pages=shown, errors=errors)
    return render(request, "desk/forms/printing.html", context, status=status)


def _place(page: Raw, place: int, errors: Errors, post: QueryDict) -> Box:
    name = f"order-{page['key']}"
    return Box(
        name,
        _("Phần này in thứ mấy"),
        post.get(name, str(place)),
        kind="number",
        span="c3",
        error=errors.fields.get(name, ""),
        longest=3,
    )


def _item(item: Raw, said: Raw) -> tuple[Box, ...]:
    """The words an item is printed under and whether it is left out; a consent is printed in its own words."""
    if item.get("type") in UNPRINTED:
        return ()
    key, label = str(item["key"]), str(item.get("label") or item["key"])
    leave = Choice("1", _("Không in"), key in said.get("omit", ()))
    if item.get("type") == FieldType.CONSENT:
        return (Box(f"omit-{key}", "", kind="tick", choices=(Choice("1", f"{leave.label}: {label}", leave.chosen),)),)
    words = str(said.get("labels", {}).get(key, ""))
    return (
        Box(f"label-{key}", label, words, span="c8", longest=LONGEST),
        Box(f"omit-{key}", "", kind="tick", choices=(leave,), hint=label, span="c4 f-omit"),
    )

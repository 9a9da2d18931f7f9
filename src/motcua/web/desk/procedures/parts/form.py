"""The questions: the generic form, another procedure's, or the definition itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.catalogue.rules.outcome import read_form
from motcua.catalogue.selectors.contents import borrowed_form, forms_to_borrow
from motcua.kernel.text import nfc
from motcua.web.desk.presenters.facts import choices_of
from motcua.web.desk.procedures.boxes import Asked, Box, Group

GENERIC, BORROW, OWN = "generic", "borrow", "own"
LONGEST_TEXT = 200_000


def groups(asked: Asked) -> list[Group]:
    copy = asked.copy
    own = bool(copy["form_text"]) or copy["form"] is not None
    sources = forms_to_borrow()
    ways = [
        (GENERIC, _("Tờ khai chung: người dân viết điều mình đề nghị")),
        (BORROW, _("Chép tờ khai của thủ tục khác")),
        *([(OWN, _("Giữ tờ khai riêng dưới đây"))] if own else [(OWN, _("Viết tờ khai riêng dưới đây"))]),
    ]
    boxes = (
        Box(
            name="source",
            label=_("Tờ khai nào"),
            kind="radios",
            choices=choices_of(ways, OWN if own else GENERIC),
            error=asked.error("source"),
        ),
        Box(
            name="borrow",
            label=_("Chép từ thủ tục"),
            kind="choose",
            choices=choices_of([("", _("Chọn thủ tục")), *((code, f"{name} ({code})") for code, name in sources)], ""),
            hint=_("Chép xong vẫn sửa được; thủ tục kia không đổi theo."),
            error=asked.error("borrow"),
        ),
    )
    text = Box(
        name="form_text",
        label=_("Tờ khai riêng, dạng JSON"),
        kind="code",
        value=copy["form_text"] or _pretty(copy["form"]),
        rows=24 if own else 6,
        hint=_("Danh sách trang, mỗi trang có câu hỏi. Lưu xong hệ thống chỉ đúng dòng chưa đúng."),
        error=asked.error("form_text"),
    )
    return [Group(boxes=boxes), Group(title=_("Sửa từng câu hỏi"), boxes=(text,))]


def _pretty(form: Mapping[str, Any] | None) -> str:
    return json.dumps({"pages": form["pages"]}, ensure_ascii=False, indent=2) if form else ""


def read(post: QueryDict, _copy: Mapping[str, Any]) -> dict[str, Any]:
    """A form that cannot be read is kept as it was typed; one not chosen just now is not kept."""
    source = post.get("source", GENERIC)
    if source == BORROW and (code := post.get("borrow", "")):
        return {"form": borrowed_form(code), "form_text": "", "form_from": code}
    text = nfc(post.get("form_text", "")).replace("\r\n", "\n")[:LONGEST_TEXT].strip()
    if source == GENERIC or (source == OWN and not text):
        return {"form": None, "form_text": "", "form_from": ""}
    if not text:
        return {}
    definition, wrong = read_form(text)
    if wrong:
        return {"form_text": text}
    return {"form": definition, "form_text": ""}


def refuse(post: QueryDict) -> dict[str, str]:
    """A wish without its object."""
    if post.get("source") == BORROW and not post.get("borrow"):
        return {"borrow": _("Chọn thủ tục muốn chép tờ khai.")}
    return {}

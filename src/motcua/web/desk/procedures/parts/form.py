"""The questions: the generic form, one published in the form designer, or another procedure's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.catalogue.selectors.contents import borrowed_form, designed_form, designed_forms, forms_to_borrow
from motcua.web.desk.presenters.facts import choices_of
from motcua.web.desk.procedures.boxes import Asked, Box, Group

GENERIC, DESIGNED, BORROW, OWN = "generic", "designed", "borrow", "own"


def groups(asked: Asked) -> list[Group]:
    own = asked.copy["form"] is not None
    ways = [
        (GENERIC, _("Tờ khai chung: người dân viết điều mình đề nghị")),
        (DESIGNED, _("Dùng một tờ khai đã ban hành")),
        (BORROW, _("Chép tờ khai của thủ tục khác")),
        *([(OWN, _("Giữ tờ khai riêng đang có"))] if own else []),
    ]
    designed = [("", _("Chọn tờ khai")), *((code, f"{name} ({code})") for code, name in designed_forms())]
    sources = [("", _("Chọn thủ tục")), *((code, f"{name} ({code})") for code, name in forms_to_borrow())]
    boxes = (
        Box(
            name="source",
            label=_("Tờ khai nào"),
            kind="radios",
            choices=choices_of(ways, OWN if own else GENERIC),
            error=asked.error("source"),
        ),
        Box(
            name="designed",
            label=_("Tờ khai đã ban hành"),
            kind="choose",
            choices=choices_of(designed, asked.copy["form_from"]),
            hint=_("Lấy bản mới nhất. Sau này tờ khai có bản mới thì chọn lại ở đây."),
            error=asked.error("designed"),
        ),
        Box(
            name="borrow",
            label=_("Chép từ thủ tục"),
            kind="choose",
            choices=choices_of(sources, ""),
            hint=_("Thủ tục kia không đổi theo."),
            error=asked.error("borrow"),
        ),
    )
    return [Group(boxes=boxes)]


def read(post: QueryDict, copy: Mapping[str, Any]) -> dict[str, Any]:
    source = post.get("source", GENERIC)
    if source == DESIGNED:
        code = post.get("designed", "")
        return {"form": designed_form(code), "form_from": code} if code else {}
    if source == BORROW:
        code = post.get("borrow", "")
        return {"form": borrowed_form(code), "form_from": code} if code else {}
    if source == OWN:
        return {"form": copy["form"]}
    return {"form": None, "form_from": ""}


def refuse(post: QueryDict) -> dict[str, str]:
    """A wish without its object."""
    if post.get("source") == DESIGNED and not post.get("designed"):
        return {"designed": _("Chọn tờ khai muốn dùng.")}
    if post.get("source") == BORROW and not post.get("borrow"):
        return {"borrow": _("Chọn thủ tục muốn chép tờ khai.")}
    return {}

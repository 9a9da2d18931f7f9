"""The way of the dossier: the usual one, or one that somebody designed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.catalogue.selectors.contents import borrowed_steps, processes_to_borrow
from motcua.web.desk.presenters.facts import choices_of
from motcua.web.desk.procedures.boxes import Asked, Box, Group

USUAL, BORROW, OWN = "usual", "borrow", "own"


def groups(asked: Asked) -> list[Group]:
    own = bool(asked.copy["steps"])
    ways = [
        (USUAL, _("Quy trình chung: tiếp nhận, xử lý, ký, trả; tự chia thời hạn")),
        (BORROW, _("Lấy một quy trình đã thiết kế")),
        *([(OWN, _("Giữ quy trình riêng đang có"))] if own else []),
    ]
    sources = [("", _("Chọn quy trình")), *processes_to_borrow()]
    boxes = (
        Box(
            name="source",
            label=_("Quy trình nào"),
            kind="radios",
            choices=choices_of(ways, OWN if own else USUAL),
            error=asked.error("source"),
        ),
        Box(
            name="borrow",
            label=_("Lấy quy trình"),
            kind="choose",
            choices=choices_of(sources, ""),
            hint=_("Chép các bước vào bản nháp này; quy trình kia không đổi theo."),
            error=asked.error("borrow"),
        ),
    )
    return [Group(boxes=boxes)]


def read(post: QueryDict, copy: Mapping[str, Any]) -> dict[str, Any]:
    source = post.get("source", USUAL)
    if source == BORROW:
        code = post.get("borrow", "")
        return {"steps": borrowed_steps(code), "steps_from": code} if code else {}
    if source == OWN:
        return {"steps": copy["steps"]}
    return {"steps": [], "steps_from": ""}


def refuse(post: QueryDict) -> dict[str, str]:
    """A wish without its object."""
    if post.get("source") == BORROW and not post.get("borrow"):
        return {"borrow": _("Chọn quy trình muốn lấy.")}
    return {}

"""What is handed in, shown at the counter, or looked up by the state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.catalogue.models import Paper
from motcua.web.desk.presenters.facts import Choice, choices_of
from motcua.web.desk.procedures.boxes import (
    Asked,
    Box,
    Group,
    drawn,
    number,
    number_text,
    one_line,
    posted_rows,
    rearranged,
    rows_of,
)

PREFIX = "papers"
BLANK = {"name": "", "help": "", "kind": "upload", "case": "", "required": True, "originals": 1, "copies": 0}
NAMES = ["key", "name", "help", "kind", "case", "required", "originals", "copies"]


def groups(asked: Asked) -> list[Group]:
    listed = rows_of(asked, PREFIX, asked.copy[PREFIX], dict(BLANK))
    cases = [(row["key"], row.get("name", "")) for row in asked.copy["cases"]]
    rows = drawn(listed, _("Giấy tờ %d"), lambda row, place, last: _boxes(asked, row, place, cases, newest=last))
    photo = Box(
        name="good_photo",
        label=_("Lời dặn khi chụp giấy tờ"),
        kind="long",
        value=asked.copy["facts"].get("good_photo", ""),
        hint=_("Hiện dưới danh sách giấy tờ. Để trống cũng được."),
        longest=400,
    )
    return [Group(prefix=PREFIX, rows=rows, add=_("Thêm giấy tờ")), Group(boxes=(photo,))]


def _boxes(
    asked: Asked, row: Mapping[str, Any], place: int, cases: list[tuple[str, str]], *, newest: bool
) -> tuple[Box, ...]:
    at = f"{PREFIX}-{place}"

    def box(name: str, label: str, **more: Any) -> Box:
        return Box(name=f"{at}-{name}", label=label, error=asked.error(f"{at}-{name}"), **more)

    kinds = [
        (Paper.Kind.UPLOAD.value, _("Phải nộp")),
        (Paper.Kind.SHOW.value, _("Xuất trình tại quầy")),
        (Paper.Kind.LOOKUP.value, _("Không cần nộp, nhà nước tra")),
    ]
    required = Choice("1", _("Bắt buộc: thiếu thì không nộp được"), chosen=bool(row.get("required")))
    chosen = choices_of(kinds, row.get("kind", ""))
    focus = asked.extra == PREFIX and newest
    called = _("Mã để tờ khai gọi giấy này: %s") % row["key"].partition("--")[0] if row.get("key") else ""
    boxes = [
        box("name", _("Tên giấy tờ"), value=row.get("name", ""), span="c8", longest=600, focus=focus, hint=called),
        box("kind", _("Người dân phải làm gì"), kind="choose", span="c4", choices=chosen),
        box("help", _("Chỉ dẫn"), kind="long", value=row.get("help", ""), span="c4" if cases else "c8", longest=400),
        box("originals", _("Bản chính"), kind="number", value=number_text(row.get("originals")), span="c2"),
        box("copies", _("Bản sao"), kind="number", value=number_text(row.get("copies")), span="c2"),
        box("required", _("Bắt buộc"), kind="ticks", choices=(required,)),
    ]
    if cases or row.get("case"):
        offered = [("", _("Mọi trường hợp")), *cases]
        if row.get("case", "") not in dict(offered):
            offered.append((row["case"], _("(trường hợp đã bỏ)")))
        case = box("case", _("Khi nào cần"), kind="choose", span="c4", choices=choices_of(offered, row.get("case", "")))
        boxes.insert(3, case)
    return tuple(boxes)


def read(post: QueryDict, _copy: Mapping[str, Any]) -> dict[str, Any]:
    rows = rearranged(posted_rows(post, PREFIX, NAMES), post.get("do", ""), PREFIX)
    kept = [
        {
            **row,
            "name": " ".join(row["name"].split()),
            "help": " ".join(row["help"].split()),
            "required": bool(row["required"]) and row["kind"] == Paper.Kind.UPLOAD,
            "originals": number(row["originals"], empty=0),
            "copies": number(row["copies"], empty=0),
        }
        for row in rows
        if row["name"] or row["help"]
    ]
    return {PREFIX: kept, "facts": {"good_photo": one_line(post, "good_photo")}}

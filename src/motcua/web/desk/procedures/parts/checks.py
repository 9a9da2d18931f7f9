"""What is looked at before a dossier gets its number, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.prechecks import BLOCK, WARN, PrecheckKind
from motcua.catalogue.rules.outcome import form_fields
from motcua.catalogue.selectors.contents import generic_form
from motcua.web.desk.presenters.facts import choices_of
from motcua.web.desk.procedures.boxes import Asked, Box, Group, drawn, number, posted_rows, rearranged, rows_of

PREFIX = "prechecks"
KINDS: Mapping[PrecheckKind, str | Promise] = {
    PrecheckKind.PAPER: gettext_lazy("Có giấy tờ này"),
    PrecheckKind.READABLE: gettext_lazy("Giấy tờ đọc được: không mờ, không trắng"),
    PrecheckKind.PAGES: gettext_lazy("Giấy tờ đủ số trang"),
    PrecheckKind.SIGNATURE: gettext_lazy("Giấy tờ có chữ ký số còn nguyên vẹn"),
    PrecheckKind.RULE: gettext_lazy("Các câu trả lời khớp nhau"),
    PrecheckKind.AGE: gettext_lazy("Tuổi trong khoảng"),
    PrecheckKind.DUPLICATE: gettext_lazy("Không trùng hồ sơ đang giải quyết"),
    PrecheckKind.IDENTITY: gettext_lazy("Mức định danh VNeID"),
}
LEVELS: Sequence[tuple[str, str | Promise]] = (
    (BLOCK, gettext_lazy("Chặn, phải sửa mới nộp được")),
    (WARN, gettext_lazy("Nhắc, người nộp vẫn có thể nộp")),
)
TEXTS = ("say", "that", "when", "paper", "at", "of")
BLANK = {"kind": "", "level": WARN}


def groups(asked: Asked) -> list[Group]:
    kept = asked.copy["facts"].get(PREFIX, [])
    listed = rows_of(asked, PREFIX, kept, dict(BLANK), least=0)
    rows = drawn(
        listed,
        _("Mục kiểm tra %d"),
        lambda row, place, last: tuple(_boxes(asked, f"{PREFIX}-{place}", row, last=last)),
    )
    words = _("Điều kiện và phép so sánh viết bằng ngôn ngữ biểu thức, như trong tờ khai và quy trình.")
    return [Group(prefix=PREFIX, rows=rows, add=_("Thêm mục kiểm tra"), help=words)]


def _boxes(asked: Asked, at: str, row: Mapping[str, Any], *, last: bool) -> list[Box]:
    papers = [("", _("Mọi giấy tờ")), *((one["key"].partition("--")[0], one["name"]) for one in asked.copy["papers"])]
    definition = form_fields(asked.copy) or generic_form()
    questions = [("", "–"), *((key, item.label) for key, item in definition.fields.items() if item.holds)]
    kinds = [("", _("Chọn")), *((kind.value, label) for kind, label in KINDS.items())]
    focus = asked.extra == PREFIX and last

    def chosen(name: str, label: str, offered: Sequence[tuple[str, Any]], span: str) -> Box:
        choices = choices_of(list(dict(offered).items()), str(row.get(name, "")))
        error, first = asked.error(f"{at}-{name}"), focus and name == "kind"
        return Box(f"{at}-{name}", label, kind="choose", span=span, choices=choices, error=error, focus=first)

    def line(name: str, label: str, span: str, hint: str = "", longest: int = 300) -> Box:
        value, error = str(row.get(name) if row.get(name) is not None else ""), asked.error(f"{at}-{name}")
        return Box(f"{at}-{name}", label, value, span=span, hint=hint, longest=longest, error=error)

    return [
        chosen("kind", _("Kiểm tra gì"), kinds, "c6"),
        chosen("level", _("Khi không đạt"), LEVELS, "c6"),
        chosen("paper", _("Giấy tờ"), papers, "c6"),
        chosen("at", _("Sửa ở câu"), questions, "c6"),
        chosen("of", _("Tuổi tính từ câu"), questions, "c6"),
        line("min", _("Ít nhất (trang, tuổi, mức)"), "c3", longest=4),
        line("max", _("Nhiều nhất (tuổi)"), "c3", longest=4),
        line("that", _("Phải đúng"), "c6", _("Ví dụ: age(mother_birth, child_birth) >= 13"), 2000),
        line("when", _("Chỉ kiểm tra khi"), "c6", _("Để trống là luôn kiểm tra."), 2000),
        line("say", _("Câu nói với người nộp"), "c12", _("Sai gì, sửa thế nào. Để trống thì dùng câu có sẵn."), 300),
    ]


def read(post: QueryDict, _copy: Mapping[str, Any]) -> dict[str, Any]:
    names = ["key", "kind", "level", *TEXTS, "min", "max"]
    rows = rearranged(posted_rows(post, PREFIX, names), post.get("do", ""), PREFIX)
    told = [row for row in rows if row["kind"] or row["say"] or row["that"]]
    taken = {row["key"] for row in told if row["key"]}
    return {"facts": {PREFIX: [_kept(row, taken) for row in told]}}


def _kept(row: Mapping[str, str], taken: set[str]) -> dict[str, Any]:
    """As a curated file would say it: what is empty is left out, bounds are numbers."""
    key = row["key"] or next(name for place in range(1, 99) if (name := f"{row['kind'] or 'muc'}-{place}") not in taken)
    taken.add(key)
    texts = {name: " ".join(row[name].split()) for name in TEXTS if row[name].strip()}
    bounds = {name: number(row[name]) for name in ("min", "max") if row[name].strip()}
    return {"key": key, "kind": row["kind"], "level": row["level"], **texts, **bounds}

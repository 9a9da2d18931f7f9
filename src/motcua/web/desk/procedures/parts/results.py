"""What is given, and which answers it states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.catalogue.enums import ResultTemplate
from motcua.catalogue.rules.outcome import SUBJECT, form_fields
from motcua.catalogue.selectors.contents import generic_form
from motcua.forms.rules import Field, FieldType, FormDefinition
from motcua.web.desk.presenters.facts import Choice, choices_of
from motcua.web.desk.procedures.boxes import Asked, Box, Group, drawn, one_line, posted_rows, rearranged, rows_of

PREFIX = "results"
PARTED = frozenset({FieldType.PERSON, FieldType.ORGANISATION})
SUBJECT_TYPES = {
    "full_name": {FieldType.NAME, FieldType.TEXT},
    "birth_date": {FieldType.DATE},
    "id_number": {FieldType.ID_NUMBER},
}


def groups(asked: Asked) -> list[Group]:
    return [_results(asked), _symbol(asked), _facts(asked), _subject(asked)]


def _results(asked: Asked) -> Group:
    blank = {"name": "", "code": "", "template": ResultTemplate.GENERIC.value}
    listed = rows_of(asked, PREFIX, asked.copy[PREFIX], blank)
    rows = drawn(listed, _("Kết quả %d"), lambda row, place, last: _boxes(asked, row, place, newest=last))
    return Group(prefix=PREFIX, rows=rows, add=_("Thêm kết quả"))


def _boxes(asked: Asked, row: Mapping[str, Any], place: int, *, newest: bool) -> tuple[Box, ...]:
    at = f"{PREFIX}-{place}"

    def line(name: str, label: str, span: str, longest: int, *, focus: bool = False) -> Box:
        value, error = row.get(name, ""), asked.error(f"{at}-{name}")
        return Box(f"{at}-{name}", label, value, span=span, longest=longest, error=error, focus=focus)

    template = Box(
        name=f"{at}-template",
        label=_("In theo mẫu"),
        kind="choose",
        span="c4",
        choices=choices_of(ResultTemplate.choices, row.get("template", "")),
        error=asked.error(f"{at}-template"),
    )
    return (
        line("name", _("Tên kết quả"), "c5", 300, focus=asked.extra == PREFIX and newest),
        template,
        line("code", _("Mã kết quả quốc gia"), "c3", 30),
    )


def _symbol(asked: Asked) -> Group:
    box = Box(
        name="result_symbol",
        label=_("Ký hiệu trong số văn bản"),
        value=asked.copy["facts"].get("result_symbol", ""),
        span="c4",
        hint=_("Ví dụ TLHT cho số 12/TLHT-UBND. Để trống thì lấy chữ đầu của tên."),
        longest=10,
        error=asked.error("result_symbol"),
    )
    return Group(boxes=(box,))


def _facts(asked: Asked) -> Group:
    """One line a question: ticked ones are printed, under the label beside them."""
    chosen = {key: label for label, key in asked.copy["facts"].get("result_facts", ())}
    boxes: list[Box] = []
    for key, field in _answers(asked.copy).items():
        boxes.append(
            Box(
                name="facts",
                label=field.label,
                kind="tick",
                value=key,
                span="c6",
                choices=(Choice(key, field.label, key in chosen),),
            )
        )
        boxes.append(
            Box(
                name=f"fact-{key}",
                label=_("Nhãn in cho câu “%s”") % field.label,
                kind="quiet",
                value=chosen.get(key, field.label.rstrip("?: ")),
                span="c6",
                longest=120,
                error=asked.error(f"fact-{key}"),
            )
        )
    help_text = _("Tích câu trả lời nào thì câu đó được in, dưới nhãn bên cạnh. Đổi tờ khai thì xem lại phần này.")
    return Group(title=_("In trên kết quả"), help=help_text, boxes=tuple(boxes))


def _subject(asked: Asked) -> Group:
    known = asked.copy["facts"].get("subject_fields", {})
    labels = dict(zip(SUBJECT, (_("Họ tên"), _("Ngày sinh"), _("Số định danh cá nhân")), strict=True))
    answers = _answers(asked.copy)
    boxes = []
    for name in SUBJECT:
        fitting = [(key, each.label) for key, each in answers.items() if each.type in SUBJECT_TYPES[name]]
        offered = [("", _("Là người nộp")), *fitting]
        boxes.append(
            Box(
                name=f"subject-{name}",
                label=labels[name],
                kind="choose",
                span="c4",
                choices=choices_of(offered, known.get(name, "")),
                error=asked.error(f"subject-{name}"),
            )
        )
    help_text = _("Khi hồ sơ là việc của người khác (con, người đã mất…), chọn câu hỏi nêu người đó.")
    return Group(title=_("Việc của ai"), help=help_text, boxes=tuple(boxes))


def _answers(copy: Mapping[str, Any]) -> dict[str, Field]:
    definition: FormDefinition = form_fields(copy) or generic_form()
    found: dict[str, Field] = {}
    for key, field in definition.fields.items():
        if field.holds:
            found[key] = field
        if field.type in PARTED:
            found |= {f"{key}_{part.key}": replace(part, label=f"{field.label}: {part.label}") for part in field.fields}
    return found


def read(post: QueryDict, copy: Mapping[str, Any]) -> dict[str, Any]:
    rows = rearranged(posted_rows(post, PREFIX, ["name", "template", "code"]), post.get("do", ""), PREFIX)
    answers = _answers(copy)
    ticked = set(post.getlist("facts"))
    return {
        PREFIX: [row for row in rows if row["name"] or row["code"]],
        "facts": {
            "result_symbol": one_line(post, "result_symbol").upper(),
            "result_facts": [[one_line(post, f"fact-{key}"), key] for key in answers if key in ticked],
            "subject_fields": {name: key for name in SUBJECT if (key := post.get(f"subject-{name}", "")) in answers},
        },
    }

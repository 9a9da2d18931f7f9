"""Who must sign too before the dossier is filed, and which answers say who that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.rules.cosigners import LONGEST_SAY, PART_TYPES, PEOPLE, offered, told
from motcua.catalogue.rules.outcome import form_fields
from motcua.catalogue.selectors.contents import generic_form
from motcua.forms.rules import FormDefinition
from motcua.web.desk.presenters.facts import choices_of
from motcua.web.desk.procedures.boxes import Asked, Box, Group, Row, posted_rows, rearranged, rows_of

PREFIX = "cosigners"
PART_LABELS: Mapping[str, str | Promise] = {
    "full_name": gettext_lazy("Họ tên ở câu"),
    "id_number": gettext_lazy("Số định danh ở câu"),
    "birth": gettext_lazy("Ngày sinh ở câu"),
    "phone": gettext_lazy("Số điện thoại ở câu"),
}


def groups(asked: Asked) -> list[Group]:
    kept = asked.copy["facts"].get(PREFIX, [])
    listed = rows_of(asked, PREFIX, kept, {}, least=0)
    rows = tuple(
        Row(
            number=place,
            title=_("Người cùng ký %d") % (place + 1),
            key=row.get("key", ""),
            boxes=_boxes(asked, row, place, newest=place == len(listed) - 1),
            first=place == 0,
            last=place == len(listed) - 1,
        )
        for place, row in enumerate(listed)
    )
    words = _("Người nộp không phải tự ký với mình: hệ thống bỏ qua người có số định danh của người nộp.")
    return [Group(prefix=PREFIX, rows=rows, add=_("Thêm người cùng ký"), help=words)]


def _boxes(asked: Asked, row: Mapping[str, Any], place: int, *, newest: bool) -> tuple[Box, ...]:
    at, definition = f"{PREFIX}-{place}", form_fields(asked.copy) or generic_form()
    group, parts = told(row.get("who", ""))

    def line(name: str, label: str, hint: str, longest: int, *, focus: bool = False) -> Box:
        value, error = row.get(name, ""), asked.error(f"{at}-{name}")
        return Box(f"{at}-{name}", label, value, span="c6", hint=hint, longest=longest, error=error, focus=focus)

    def chosen(name: str, label: Any, value: str, among: Sequence[tuple[str, Any]]) -> Box:
        choices = [*among] if value in dict(among) else [*among, (value, _("(câu hỏi đã bỏ)"))]
        span, error = "c6" if name == "group" else "c3", asked.error(f"{at}-{name}")
        return Box(f"{at}-{name}", label, kind="choose", span=span, choices=choices_of(choices, value), error=error)

    people = [each for each in definition.fields.values() if each.type in PEOPLE]
    listed = [("", _("Ghi ở từng câu riêng")), *((each.key, each.label or each.key) for each in people)]
    when = _('Để trống là luôn phải ký. Ví dụ: truong_hop = "thue-muon"')
    return (
        line("say", _("Ký với tư cách"), _("Ví dụ: Chủ hộ đồng ý cho nhập hộ khẩu"), LONGEST_SAY,
             focus=asked.extra == PREFIX and newest),
        chosen("group", _("Người này khai ở"), group, listed),
        *(chosen(name, label, parts.get(name, ""), _questions(definition, group, name))
          for name, label in PART_LABELS.items()),
        line("when", _("Chỉ phải ký khi"), when, 2000),
    )  # fmt: skip


def _questions(definition: FormDefinition, group: str, name: str) -> list[tuple[str, Any]]:
    """Without a person or rows chosen the form's own questions; those of the group once it is saved."""
    blank = _("Như tên gọi sẵn") if group else "–"
    return [("", blank), *((each.key, each.label or each.key) for each in offered(definition, group, name))]


def read(post: QueryDict, copy: Mapping[str, Any]) -> dict[str, Any]:
    """``paper`` and ``part`` have no control here and stay as they are."""
    rows = posted_rows(post, PREFIX, ["key", "say", "group", "when", *PART_TYPES])
    kept = [row for row in rearranged(rows, post.get("do", ""), PREFIX) if any({**row, "key": ""}.values())]
    taken = {row["key"] for row in kept if row["key"]}
    before = {row.get("key", ""): row for row in copy["facts"].get(PREFIX, [])}
    return {"facts": {PREFIX: [_kept(row, taken) | _silent(before.get(row["key"], {})) for row in kept]}}


def _silent(before: Mapping[str, Any]) -> dict[str, Any]:
    return {name: before[name] for name in ("paper", "part") if before.get(name)}


def _kept(row: Mapping[str, str], taken: set[str]) -> dict[str, Any]:
    """As a curated file would say it: a person or rows by their key alone unless their questions have other names."""
    key = row["key"] or next(name for place in range(1, 99) if (name := f"nguoi-{place}") not in taken)
    taken.add(key)
    parts = {name: row[name] for name in PART_TYPES if row[name]}
    who: Any = row["group"]
    if parts:
        who = {"rows": who, **parts} if who else parts
    when = " ".join(row["when"].split())
    return {"key": key, "who": who, "say": " ".join(row["say"].split()), **({"when": when} if when else {})}

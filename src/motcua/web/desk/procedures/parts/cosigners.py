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
from motcua.web.desk.procedures.boxes import Asked, Box, Group, drawn, posted_rows, rearranged, rows_of

PREFIX = "cosigners"
TEXTS = ("when", "paper", "part")
PART_LABELS: Mapping[str, str | Promise] = {
    "full_name": gettext_lazy("Họ tên ở câu"),
    "id_number": gettext_lazy("Số định danh ở câu"),
    "birth": gettext_lazy("Ngày sinh ở câu"),
    "phone": gettext_lazy("Số điện thoại ở câu"),
}


def groups(asked: Asked) -> list[Group]:
    kept = asked.copy["facts"].get(PREFIX, [])
    listed = rows_of(asked, PREFIX, kept, {}, least=0)
    rows = drawn(listed, _("Người cùng ký %d"), lambda row, place, last: _boxes(asked, row, place, newest=last))
    words = _("Người nộp không phải tự ký với mình: hệ thống bỏ qua người có số định danh của người nộp.")
    return [Group(prefix=PREFIX, rows=rows, add=_("Thêm người cùng ký"), help=words)]


def _boxes(asked: Asked, row: Mapping[str, Any], place: int, *, newest: bool) -> tuple[Box, ...]:
    at, definition = f"{PREFIX}-{place}", form_fields(asked.copy) or generic_form()
    group, parts = told(row.get("who", ""))

    def line(name: str, label: str, hint: str, longest: int, *, focus: bool = False) -> Box:
        value, error = row.get(name, ""), asked.error(f"{at}-{name}")
        return Box(f"{at}-{name}", label, value, span="c6", hint=hint, longest=longest, error=error, focus=focus)

    def chosen(name: str, label: Any, value: str, among: Sequence[tuple[str, Any]], gone: str = "") -> Box:
        choices = [*among] if value in dict(among) else [*among, (value, gone or _("(câu hỏi đã bỏ)"))]
        span, error = "c3" if name in PART_LABELS else "c6", asked.error(f"{at}-{name}")
        return Box(f"{at}-{name}", label, kind="choose", span=span, choices=choices_of(choices, value), error=error)

    papers = [(each["key"].partition("--")[0], each["name"]) for each in asked.copy["papers"] if each.get("key")]
    bundle = [(each["key"], each["title"]) for each in asked.copy["facts"].get("parts", ())]
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
        chosen("paper", _("Không phải ký nếu đã nộp giấy"), row.get("paper", ""),
               [("", _("Luôn phải ký")), *dict(papers).items()], _("(giấy đã bỏ)")),
        *((chosen("part", _("Đồng ý với việc"), row.get("part", ""), [("", _("Tất cả các việc")), *bundle],
                  _("(việc đã bỏ)")),) if bundle or row.get("part") else ()),
    )  # fmt: skip


def _questions(definition: FormDefinition, group: str, name: str) -> list[tuple[str, Any]]:
    """Without a person or rows chosen the form's own questions; those of the group once it is saved."""
    blank = _("Như tên gọi sẵn") if group else "–"
    return [("", blank), *((each.key, each.label or each.key) for each in offered(definition, group, name))]


def read(post: QueryDict, _copy: Mapping[str, Any]) -> dict[str, Any]:
    rows = posted_rows(post, PREFIX, ["key", "say", "group", *TEXTS, *PART_TYPES])
    kept = [row for row in rearranged(rows, post.get("do", ""), PREFIX) if any({**row, "key": ""}.values())]
    taken = {row["key"] for row in kept if row["key"]}
    return {"facts": {PREFIX: [_kept(row, taken) for row in kept]}}


def _kept(row: Mapping[str, str], taken: set[str]) -> dict[str, Any]:
    """As a curated file would say it: a person or rows by their key alone unless their questions have other names."""
    key = row["key"] or next(name for place in range(1, 99) if (name := f"nguoi-{place}") not in taken)
    taken.add(key)
    parts = {name: row[name] for name in PART_TYPES if row[name]}
    who: Any = row["group"]
    if parts:
        who = {"rows": who, **parts} if who else parts
    texts = {name: " ".join(row[name].split()) for name in TEXTS if row[name].strip()}
    return {"key": key, "who": who, "say": " ".join(row["say"].split()), **texts}

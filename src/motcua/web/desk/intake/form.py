"""The counter's questions about people, in a clerk's words, with the form engine that citizens' pages use."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from motcua.dossiers.applicants import definition as applicants_definition
from motcua.forms.rules import Answers, FormDefinition, parse, prefixed

PERSON = "nguoi_den_nop"
PREFIX = "p_"  # the procedure's own form may ask for a telephone too; on one screen both need a name


def people_form() -> FormDefinition:
    """Who stands at the counter, then for whom, then how to reach them and how they get the result."""
    definition = applicants_definition()
    labels = _labels()
    for page in definition["pages"]:
        for item in page["fields"]:
            item["label"] = labels.get(item["key"], item["label"])
            item.pop("hint", None)
            if item["key"] == "acting_for":
                item["choices"] = [
                    ["self", _("Cho chính người này")],
                    ["person", _("Thay người khác")],
                    ["business", _("Cho doanh nghiệp, tổ chức")],
                ]
            if item["key"] == "delivery":
                item["choices"] = [
                    ["counter", _("Tại quầy")],
                    ["online", _("Bản điện tử")],
                    ["post", _("Qua bưu chính")],
                ]
    person = {
        "key": PERSON,
        "title": _("Người đến nộp"),
        "fields": [
            {"key": "acting_name", "label": _("Họ, chữ đệm và tên"), "type": "name", "required": True},
            {
                "key": "acting_id_number",
                "label": _("Số định danh"),
                "type": "id_number",
                "birth": "acting_birth_date",
            },
            {"key": "acting_birth_date", "label": _("Ngày sinh"), "type": "date", "past": True},
        ],
    }
    definition["pages"][0]["fields"] += _authority()
    pages = [person, *definition["pages"]]
    for item in (item for page in pages for item in page["fields"]):
        _prefix(item)
    return parse({"pages": pages})


def _authority() -> list[dict[str, Any]]:
    """The paper by which somebody is authorised, in the clerk's hand; online an authorisation is on record instead."""
    when = 'acting_for = "person" and ground = "authorised"'
    return [
        {
            "key": "authority_number",
            "label": _("Số giấy ủy quyền, số chứng thực"),
            "type": "text",
            "required": True,
            "max": 60,
            "when": when,
        },
        {"key": "authority_date", "label": _("Ngày ký"), "type": "date", "required": True, "past": True, "when": when},
        {"key": "authority_until", "label": _("Có giá trị đến"), "type": "date", "when": when},
    ]


def _prefix(item: dict[str, Any]) -> None:
    item["key"] = PREFIX + item["key"]
    for name in ("birth", "sex", "not_before"):
        if name in item:
            item[name] = PREFIX + item[name]
    if "when" in item:
        item["when"] = prefixed(item["when"], PREFIX)


def plain_keys(people: Answers) -> Answers:
    """The people's answers under the keys that ``dossiers`` knows them by."""
    return {key.removeprefix(PREFIX): value for key, value in people.items()}


def _labels() -> dict[str, str]:
    return {
        "acting_for": _("Nộp cho ai?"),
        "ground": _("Nộp thay với tư cách"),
        "owner_name": _("Họ, chữ đệm và tên người được giải quyết"),
        "owner_id_number": _("Số định danh người được giải quyết"),
        "owner_birth_date": _("Ngày sinh người được giải quyết"),
        "business_name": _("Tên doanh nghiệp, tổ chức, hộ kinh doanh"),
        "address": _("Nơi ở hiện nay"),
        "delivery": _("Nhận kết quả"),
    }

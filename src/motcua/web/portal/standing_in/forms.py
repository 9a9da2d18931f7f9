"""The questions of an authorisation, asked with the same form engine as everything else."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


def authority_form(*, paper: bool) -> dict[str, Any]:
    """Who and from when until when; of a paper also its number and day. For what: ``scopes``."""
    name = _("Họ, chữ đệm và tên người ủy quyền") if paper else _("Họ, chữ đệm và tên người được ủy quyền")
    fields: list[dict[str, Any]] = [
        {"key": "full_name", "label": name, "type": "name", "required": True},
        {"key": "id_number", "label": _("Số định danh của người đó"), "type": "id_number", "required": True},
    ]
    if paper:
        fields += [
            {
                "key": "number",
                "label": _("Số giấy ủy quyền, số chứng thực"),
                "type": "text",
                "required": True,
                "max": 60,
            },
            {"key": "signed_on", "label": _("Ngày ký"), "type": "date", "required": True, "past": True},
        ]
    fields += [
        {
            "key": "valid_from",
            "label": _("Có hiệu lực từ ngày"),
            "type": "date",
            "required": True,
            "short": _("ngày bắt đầu"),
        },
        {
            "key": "valid_until",
            "label": _("Đến hết ngày"),
            "type": "date",
            "required": True,
            "short": _("ngày hết hạn"),
            "hint": _("Hết ngày này ủy quyền tự hết hiệu lực. Dài nhất 5 năm."),
        },
    ]
    return {"pages": [{"key": "uy_quyen", "title": _("Ủy quyền"), "fields": fields}]}


def company_form() -> dict[str, Any]:
    """Whom the legal representative lets file, in what post, by which paper, from when to when."""
    return {
        "pages": [
            {
                "key": "giao_viec",
                "title": _("Giao việc nộp hồ sơ"),
                "fields": [
                    {"key": "full_name", "label": _("Họ, chữ đệm và tên"), "type": "name", "required": True},
                    {"key": "id_number", "label": _("Số định danh"), "type": "id_number", "required": True},
                    {"key": "title", "label": _("Chức danh"), "type": "text", "required": True, "max": 100},
                    {"key": "proof", "label": _("Số quyết định, giấy giới thiệu"), "type": "text", "max": 120},
                    {"key": "valid_from", "label": _("Từ ngày"), "type": "date", "required": True},
                    {
                        "key": "valid_until",
                        "label": _("Đến hết ngày"),
                        "type": "date",
                        "required": True,
                        "short": _("ngày hết hạn"),
                    },
                ],
            }
        ]
    }

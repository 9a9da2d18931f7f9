"""Who stands behind a filing, asked with the same form engine as everything else."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Ground
from motcua.dossiers.models import Dossier
from motcua.forms.rules import Answer, FormDefinition, parse
from motcua.identity.askers import Asker
from motcua.identity.selectors import own_person

PERSON = 'acting_for = "person"'
BUSINESS = 'acting_for = "business"'


def definition() -> dict[str, Any]:
    """The applicant's part as a form, in the reader's language."""
    return {"pages": [_for_whom(), _contact()]}


def _for_whom() -> dict[str, Any]:
    return {
        "key": "nguoi_nop",
        "title": _("Người nộp hồ sơ"),
        "fields": [
            {
                "key": "acting_for",
                "label": _("Anh/chị nộp hồ sơ cho ai?"),
                "type": "choice",
                "required": True,
                "choices": [
                    ["self", _("Cho bản thân tôi")],
                    ["person", _("Cho người khác")],
                    ["business", _("Cho doanh nghiệp, tổ chức, hộ kinh doanh")],
                ],
            },
            {
                "key": "ground",
                "label": _("Anh/chị nộp thay với tư cách gì?"),
                "type": "choice",
                "required": True,
                "when": PERSON,
                "choices": [[ground.value, str(ground.label)] for ground in Ground if ground is not Ground.COMPANY],
            },
            {
                "key": "owner_name",
                "label": _("Họ, chữ đệm và tên của người đó"),
                "type": "name",
                "required": True,
                "when": PERSON,
            },
            {
                "key": "owner_id_number",
                "label": _("Số định danh cá nhân của người đó"),
                "type": "id_number",
                "when": PERSON,
                "hint": _("12 số, để trống nếu chưa có, ví dụ trẻ mới sinh"),
            },
            {"key": "owner_birth_date", "label": _("Ngày sinh của người đó"), "type": "date", "when": PERSON},
            {
                "key": "business_name",
                "label": _("Tên doanh nghiệp, tổ chức, hộ kinh doanh"),
                "type": "text",
                "required": True,
                "max": 200,
                "when": BUSINESS,
            },
            {
                "key": "business_tax_code",
                "label": _("Mã số thuế"),
                "type": "tax_code",
                "required": True,
                "when": BUSINESS,
            },
        ],
    }


def _contact() -> dict[str, Any]:
    return {
        "key": "lien_he",
        "title": _("Liên hệ và nhận kết quả"),
        "fields": [
            {
                "key": "phone",
                "label": _("Số điện thoại"),
                "type": "phone",
                "required": True,
                "prefill": "person.phone",
                "hint": _("Để báo tin khi hồ sơ có thay đổi"),
            },
            {"key": "email", "label": _("Thư điện tử"), "type": "email", "prefill": "person.email"},
            {
                "key": "address",
                "label": _("Nơi ở hiện nay"),
                "type": "address",
                "required": True,
                "prefill": "person.address",
            },
            {
                "key": "delivery",
                "label": _("Anh/chị muốn nhận kết quả thế nào?"),
                "type": "choice",
                "required": True,
                "choices": [
                    [Dossier.Delivery.ONLINE.value, _("Bản điện tử, ký số, lưu trong kho giấy tờ của tôi")],
                    [Dossier.Delivery.COUNTER.value, _("Bản giấy, nhận tại bộ phận một cửa")],
                    [Dossier.Delivery.POST.value, _("Bản giấy, gửi qua bưu chính về nơi ở")],
                ],
            },
        ],
    }


def applicant_form() -> FormDefinition:
    """The two pages every filing begins with."""
    return parse(definition())


def known_facts(asker: Asker) -> dict[str, Answer]:
    """What is already known of the person, under the names a field's ``prefill`` uses."""
    person = own_person(asker)
    return {
        "person.full_name": person.full_name,
        "person.id_number": person.id_number or "",
        "person.birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "person.sex": person.sex,
        "person.phone": person.phone,
        "person.email": person.email,
        "person.address": {"commune": person.commune.code, "detail": person.address} if person.commune else {},
    }

"""What the state already knows that a question may be filled in with, by the type of its answer."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.forms.rules import FieldType
from motcua.web.desk.forms.words import Words

WHO: tuple[tuple[str, Words], ...] = (
    ("person", gettext_lazy("người nộp")),
    ("spouse", gettext_lazy("vợ hoặc chồng người nộp")),
    ("father", gettext_lazy("cha người nộp")),
    ("mother", gettext_lazy("mẹ người nộp")),
    ("as_mother", gettext_lazy("mẹ của trẻ: người nộp hoặc vợ")),
    ("as_father", gettext_lazy("cha của trẻ: người nộp hoặc chồng")),
    ("child", gettext_lazy("trẻ trên kết quả đã cấp")),
)
WHAT: Mapping[str, Mapping[str, Words]] = {
    FieldType.NAME: {"full_name": gettext_lazy("Họ tên")},
    FieldType.DATE: {"birth_date": gettext_lazy("Ngày sinh")},
    FieldType.ID_NUMBER: {"id_number": gettext_lazy("Số định danh")},
    FieldType.CHOICE: {"sex": gettext_lazy("Giới tính"), "marital": gettext_lazy("Tình trạng hôn nhân")},
    FieldType.ETHNICITY: {"ethnicity": gettext_lazy("Dân tộc")},
    FieldType.ADDRESS: {"home": gettext_lazy("Nơi cư trú"), "hometown": gettext_lazy("Quê quán")},
    FieldType.TEXT: {"nationality": gettext_lazy("Quốc tịch"), "full_name": gettext_lazy("Họ tên")},
    FieldType.YES_NO: {"known": gettext_lazy("Cơ sở dữ liệu có biết")},
    FieldType.PERSON: {"": gettext_lazy("Các phần đã biết")},
    FieldType.PHONE: {},
    FieldType.EMAIL: {},
}
OWN: Mapping[str, tuple[str, Words]] = {
    FieldType.PHONE: ("person.phone", gettext_lazy("Điện thoại: người nộp")),
    FieldType.EMAIL: ("person.email", gettext_lazy("Thư điện tử: người nộp")),
    FieldType.ADDRESS: ("person.address", gettext_lazy("Nơi ở hiện nay: người nộp")),
}


def prefills(kind: str, key: str, given: str) -> list[tuple[str, Words]]:
    """Facts that fit an answer of ``kind``, as (name, words). ``key``: the question's own; ``given`` stays offered."""
    offered: list[tuple[str, Words]] = [("", _("Không tự điền")), *([OWN[kind]] if kind in OWN else [])]
    for what, words in WHAT.get(kind, {}).items():
        offered += [
            (f"{who}.{what}".rstrip("."), f"{words}: {name}" if what else f"{words} {name}") for who, name in WHO
        ]
    if kind != FieldType.PERSON:
        offered.append((f"earlier.{key}", _("Câu trả lời của chính câu này trong hồ sơ trước")))
    return offered if given in dict(offered) else [*offered, (given, given)]

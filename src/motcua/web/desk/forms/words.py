"""What the form designer offers to choose from, and which boxes each type of question has."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.forms.rules import FieldType

type Words = str | Promise

TYPES: tuple[tuple[str, Words], ...] = (
    (FieldType.TEXT, _("Chữ, một dòng")),
    (FieldType.LONG_TEXT, _("Chữ, nhiều dòng")),
    (FieldType.NAME, _("Họ tên")),
    (FieldType.NUMBER, _("Số")),
    (FieldType.MONEY, _("Số tiền (đồng)")),
    (FieldType.DATE, _("Ngày")),
    (FieldType.YES_NO, _("Có hoặc không")),
    (FieldType.CHOICE, _("Chọn một")),
    (FieldType.MANY, _("Chọn nhiều")),
    (FieldType.ID_NUMBER, _("Số định danh cá nhân")),
    (FieldType.PHONE, _("Số điện thoại")),
    (FieldType.EMAIL, _("Thư điện tử")),
    (FieldType.TAX_CODE, _("Mã số thuế")),
    (FieldType.ADDRESS, _("Địa chỉ")),
    (FieldType.ETHNICITY, _("Dân tộc")),
    (FieldType.PERSON, _("Một người (nhiều phần)")),
    (FieldType.ORGANISATION, _("Tổ chức")),
    (FieldType.PLACE, _("Vị trí trên bản đồ")),
    (FieldType.ROWS, _("Nhóm lặp: nhiều dòng như nhau")),
    (FieldType.PAPER, _("Chỗ nộp giấy tờ")),
    (FieldType.CONSENT, _("Câu đồng ý, cam đoan")),
    (FieldType.CALCULATED, _("Tự tính ra")),
    (FieldType.INFO, _("Đoạn chữ chỉ để đọc")),
)
NO_COLUMN = frozenset(
    {
        FieldType.PERSON,
        FieldType.ORGANISATION,
        FieldType.PLACE,
        FieldType.ROWS,
        FieldType.PAPER,
        FieldType.CONSENT,
        FieldType.CALCULATED,
        FieldType.INFO,
    }
)
COLUMN_TYPES = tuple((value, words) for value, words in TYPES if value not in NO_COLUMN)
OWN_BOXES: Mapping[str, tuple[str, ...]] = {
    FieldType.TEXT: ("max", "prefill", "autocomplete"),
    FieldType.LONG_TEXT: ("max", "rows"),
    FieldType.NAME: ("max", "prefill", "autocomplete"),
    FieldType.NUMBER: ("min", "max", "decimals", "suffix"),
    FieldType.MONEY: ("min", "max"),
    FieldType.DATE: ("past", "future", "unknown_day", "lunar_note", "not_before", "prefill", "autocomplete"),
    FieldType.YES_NO: ("prefill",),
    FieldType.CHOICE: ("choices", "prefill"),
    FieldType.MANY: ("choices",),
    FieldType.ID_NUMBER: ("birth", "sex", "prefill", "autocomplete"),
    FieldType.PHONE: ("prefill", "autocomplete"),
    FieldType.EMAIL: ("max", "prefill", "autocomplete"),
    FieldType.ADDRESS: ("anywhere", "hamlet", "max", "prefill", "autocomplete"),
    FieldType.ETHNICITY: ("max", "prefill"),
    FieldType.PERSON: ("parts", "prefill"),
    FieldType.ROWS: ("row_name", "look", "min", "max"),
    FieldType.PAPER: ("paper",),
    FieldType.CONSENT: ("text",),
    FieldType.CALCULATED: ("value", "as", "suffix"),
}
NUMBERS = ("min", "max", "decimals", "rows")
FLAGS: Mapping[str, Words] = {
    "past": _("Không sau hôm nay"),
    "future": _("Không trước hôm nay"),
    "unknown_day": _("Có thể không rõ ngày, tháng"),
    "lunar_note": _("Hiện ngày âm lịch bên cạnh"),
    "anywhere": _("Có thể ở ngoài tỉnh"),
    "hamlet": _("Hỏi riêng thôn, tổ dân phố"),
}
TEXTS: Mapping[str, tuple[Words, Words]] = {
    "suffix": (_("Đơn vị viết sau ô"), _("Ví dụ: m², bản")),
    "row_name": (_("Một dòng gọi là gì"), _("Ví dụ: Thành viên")),
    "look": (_("Hiện dạng"), ""),
    "as": (_("Tính ra"), ""),
    "value": (_("Công thức"), _("Ví dụ: so_ban * 8000, hoặc count(thanh_vien)")),
    "paper": (_("Mã giấy tờ của thủ tục"), _("Ghi ở phần Giấy tờ của thủ tục, ví dụ: giay-chung-sinh")),
    "prefill": (_("Tự điền từ dữ liệu đã có"), _("Người nộp khỏi nhập lại")),
    "autocomplete": (_("Trình duyệt gợi ý"), _("Từ những gì máy của người khai đã nhớ")),
    "not_before": (_("Không trước ngày ở câu"), ""),
    "birth": (_("Phải khớp ngày sinh ở câu"), ""),
    "sex": (_("Phải khớp giới tính ở câu"), ""),
}
NUMBER_WORDS: Mapping[str, Words] = {
    "min": _("Ít nhất"),
    "max": _("Nhiều nhất"),
    "decimals": _("Chữ số sau dấu phẩy"),
    "rows": _("Số dòng của ô"),
}
COMPLETIONS: tuple[tuple[str, Words], ...] = (
    ("", _("Để trình duyệt tự quyết")),
    ("name", _("Họ tên của chính người khai")),
    ("bday", _("Ngày sinh của chính người khai")),
    ("tel", _("Điện thoại của chính người khai")),
    ("email", _("Thư điện tử của chính người khai")),
    ("street-address", _("Địa chỉ của chính người khai")),
    ("organization", _("Nơi làm việc của chính người khai")),
    ("off", _("Không gợi ý: hỏi về người khác")),
)
LOOKS: tuple[tuple[str, Words], ...] = (("cards", _("Từng khung một (hợp với điện thoại)")), ("table", _("Bảng")))
RESULTS: tuple[tuple[str, Words], ...] = (
    ("number", _("số")),
    ("money", _("số tiền")),
    ("text", _("chữ")),
    ("date", _("ngày")),
)
PERSON_PARTS: tuple[tuple[str, Words], ...] = (
    ("full_name", _("Họ, chữ đệm và tên")),
    ("birth", _("Ngày sinh")),
    ("sex", _("Giới tính")),
    ("id_number", _("Số định danh")),
    ("ethnicity", _("Dân tộc")),
    ("nationality", _("Quốc tịch")),
    ("religion", _("Tôn giáo")),
    ("job", _("Nghề nghiệp")),
    ("relation", _("Quan hệ")),
    ("phone", _("Điện thoại")),
    ("email", _("Thư điện tử")),
    ("home", _("Nơi cư trú")),
)
LEVELS = (("error", _("Không cho nộp")), ("warning", _("Chỉ nhắc, vẫn nộp được")))


def type_words(kind: str) -> str:
    return str(dict(TYPES).get(FieldType(kind), kind)) if kind in FieldType else kind

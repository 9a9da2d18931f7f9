"""Sentences that say what is missing or wrong and how to mend it, with the field's own name in them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.forms.rules.definition import Field, FieldType

CHOOSING = {FieldType.CHOICE, FieldType.MANY, FieldType.YES_NO}


class Wrong(ValueError):
    """An answer that cannot be stored; its text is the sentence for the person."""


def missing(item: Field) -> str:
    """What to do about an empty required field."""
    if item.type in CHOOSING:
        is_question = item.label.rstrip().endswith("?")
        return _("Chọn câu trả lời cho “%s”.") % item.label if is_question else _("Chọn %s.") % item.name
    if item.type is FieldType.DATE:
        return _("Nhập %s gồm ngày, tháng, năm.") % item.name
    if item.type is FieldType.ADDRESS:
        return _("Nhập %s gồm xã, phường và số nhà, đường, thôn.") % item.name
    if item.type is FieldType.CONSENT:
        return _("Đánh dấu vào ô “%s” nếu anh/chị đồng ý.") % item.label
    if item.type is FieldType.PLACE:
        return _("Cho biết %s: nhập tọa độ hoặc mô tả vị trí.") % item.name
    return _("Nhập %s.") % item.name


def only_read(item: Field) -> str:
    return _("Mục “%s” chỉ để đọc, không nhận câu trả lời.") % item.label[:60]


def too_many_letters(item: Field, length: int) -> Wrong:
    told = {"name": _upper(item.name), "most": item.max, "now": length}
    return Wrong(_("%(name)s dài tối đa %(most)d ký tự, đang có %(now)d. Viết gọn lại.") % told)


def too_long(item: Field) -> Wrong:
    return Wrong(_("%s dài quá mức cho phép. Viết gọn lại hoặc tải lên thành tệp.") % _upper(item.name))


def unknown(key: str) -> str:
    return _("Tờ khai không có mục “%s”. Bỏ mục này rồi gửi lại.") % key


def not_before(item: Field, earlier: Field) -> str:
    return _("%(name)s không thể trước %(earlier)s. Kiểm tra lại hai ngày.") % {
        "name": _upper(item.name),
        "earlier": earlier.name,
    }


def number_disagrees(item: Field, other: Field) -> str:
    return _("%(name)s không khớp với %(other)s. Kiểm tra lại cả hai.") % {
        "name": _upper(item.name),
        "other": other.name,
    }


def strange_province(item: Field) -> str:
    return _("Ba số đầu của %s không phải mã tỉnh đã biết. Anh/chị xem lại, nếu đúng thì cứ tiếp tục.") % item.name


def bare_name(item: Field) -> str:
    return _("%s chưa có dấu tiếng Việt. Nếu giấy tờ ghi có dấu, anh/chị thêm dấu vào.") % _upper(item.name)


def _upper(name: str) -> str:
    return name[:1].upper() + name[1:]

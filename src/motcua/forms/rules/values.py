"""One answer of one field: from what was typed to what is stored, or the sentence that says what to mend."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from motcua.forms.rules import dates, texts
from motcua.forms.rules.addresses import clean_address
from motcua.forms.rules.definition import MONEY_MOST, Answer, Field, FieldType
from motcua.forms.rules.peoples import OTHER, people_named
from motcua.forms.rules.sentences import Wrong, too_long, too_many_letters

_NAME_MARKS = frozenset(" '’-.")
_PHONE = re.compile(r"0(?:[35789]\d{8}|2\d{8,9})")
_TAX_CODE = re.compile(r"\d{10}(?:-?\d{3})?|\d{12}")
_GROUPED = re.compile(r"-?\d{1,3}(?:[.\s]\d{3})+")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a value is judged against: the day of asking, the communes there are and the papers handed in (None = not
    judged), and ``former``: the communes of today that an address with a name of before July 2025 may mean."""

    today: date
    communes: Container[str] | None = None
    papers: Container[str] | None = None
    former: Callable[[str], Sequence[str]] | None = None


def clean(item: Field, raw: object, ground: Ground) -> Answer:
    """The stored value of a given (not empty) answer. Raises ``Wrong``."""
    judged = _JUDGED.get(item.type)
    return judged(item, raw, ground) if judged else _CLEANERS[item.type](item, raw)


def is_empty(item: Field, raw: object) -> bool:
    """Whether nothing was answered: an empty text, list, all boxes empty, an address without both parts."""
    if item.type is FieldType.DATE:
        return raw is None or (isinstance(raw, (str, Mapping)) and dates.is_empty(raw))
    if isinstance(raw, Mapping):
        return not any(_said(part) for part in raw.values())
    return raw is None or raw == [] or (isinstance(raw, str) and not _said(raw))


def _said(raw: object) -> bool:
    return bool(raw.strip()) if isinstance(raw, str) else raw is not None


def _string(item: Field, raw: object) -> str:
    if not isinstance(raw, str):
        raise Wrong(_("Nhập %s bằng chữ.") % item.name)
    if len(raw) > texts.LONGEST_INPUT:
        raise too_long(item)
    return texts.many_lines(raw) if item.type is FieldType.LONG_TEXT else texts.one_line(raw)


def _text(item: Field, raw: object) -> str:
    text = _string(item, raw)
    if not text:
        raise Wrong(_("Nhập %s bằng chữ đọc được.") % item.name)
    if item.max is not None and len(text) > item.max:
        raise too_many_letters(item, len(text))
    return text


def _name(item: Field, raw: object) -> str:
    text = _text(item, raw)
    strange = sorted({mark for mark in text if not _belongs_to_name(mark)})
    if any(mark.isdigit() for mark in strange):
        raise Wrong(_("%s không được có chữ số. Nhập tên như trên giấy tờ.") % _capital(item.name))
    if strange or not any(mark.isalpha() for mark in text):
        raise Wrong(_("%s chỉ gồm chữ cái, dấu cách và dấu ' - . Nhập tên như trên giấy tờ.") % _capital(item.name))
    return text


def _belongs_to_name(mark: str) -> bool:
    return mark in _NAME_MARKS or unicodedata.category(mark)[0] in "LM"


def _number(item: Field, raw: object) -> int | float:
    value = _decimal(item, raw)
    _in_range(item, value)
    if value != round(value, item.decimals):
        raise Wrong(
            _("%(name)s nhiều nhất %(n)d chữ số sau dấu phẩy.") % {"name": _capital(item.name), "n": item.decimals}
            if item.decimals
            else _("%s phải là số nguyên, ví dụ 2.") % _capital(item.name)
        )
    return float(value) if item.decimals else int(value)


def typed_number(item: Field, text: str) -> int | float | None:
    """The number of a field as it was typed; ``None`` when it is none."""
    try:
        return _money(item, text) if item.type is FieldType.MONEY else _number(item, text)
    except Wrong:
        return None


def _decimal(item: Field, raw: object) -> Decimal:
    huge = isinstance(raw, (int, float)) and abs(raw) > MONEY_MOST * 1000  # str() of a long enough one raises
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)) or huge or len(str(raw)) > 30:
        raise Wrong(_("Nhập %s bằng chữ số.") % item.name)
    text = str(raw).strip()
    if isinstance(raw, str):
        whole, comma, part = text.partition(",")
        grouped = _GROUPED.fullmatch(whole) and not (item.decimals and whole.count(".") == 1 and not comma)
        text = (re.sub(r"[.\s]", "", whole) if grouped or comma else whole) + ("." + part if comma else "")
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise Wrong(_("Nhập %s bằng chữ số.") % item.name) from None
    if not value.is_finite():
        raise Wrong(_("Nhập %s bằng chữ số.") % item.name)
    return value


def _in_range(item: Field, value: Decimal) -> None:
    low = item.min if item.min is not None else 0
    high = item.max if item.max is not None else MONEY_MOST
    if low <= value <= high:
        return
    spread = {"name": _capital(item.name), "low": _grouped(low), "high": _grouped(high)}
    raise Wrong(_("%(name)s phải từ %(low)s đến %(high)s.") % spread)


def _money(item: Field, raw: object) -> int:
    if isinstance(raw, str):
        raw = re.sub(r"\s*(đồng|đ|vnd|vnđ)\.?$", "", texts.one_line(raw[:60]).lower())
        if not re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+|\d{1,15}", raw):
            raise Wrong(_("Nhập %s bằng đồng, chỉ có chữ số, ví dụ 25.000.") % item.name)
        raw = int(re.sub(r"[. ]", "", raw))
    if isinstance(raw, bool) or not isinstance(raw, int) or abs(raw) > MONEY_MOST * 1000:
        raise Wrong(_("Nhập %s bằng đồng, chỉ có chữ số, ví dụ 25.000.") % item.name)
    _in_range(item, Decimal(raw))
    return raw


def _date(item: Field, raw: object, ground: Ground) -> str:
    if not isinstance(raw, (str, Mapping)):
        raise Wrong(_("Nhập %s gồm ngày, tháng, năm.") % item.name)
    typed = dates.boxes(raw)
    if item.unknown_day and not typed["d"] and typed["y"]:
        return _partly_known(item, typed, ground)
    sentence = dates.problem(item.name, typed)
    if sentence:
        raise Wrong(sentence)
    day = dates.made(typed)
    _in_time(item, day, day, ground)
    return day.isoformat()


def _partly_known(item: Field, typed: Mapping[dates.Box, str], ground: Ground) -> str:
    """A month or a year alone: judged kindly, as any day of it would be."""
    sentence = dates.problem(item.name, {"d": "1", "m": typed["m"] or "1", "y": typed["y"]})
    if sentence:
        raise Wrong(sentence)
    year, month = int(typed["y"]), int(typed["m"] or 0)
    _in_time(item, date(year, month or 1, 1), date(year, month or 12, 28), ground)
    return f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def _in_time(item: Field, first: date, last: date, ground: Ground) -> None:
    if item.past and first > ground.today:
        raise Wrong(_("%s không thể sau hôm nay. Kiểm tra lại năm.") % _capital(item.name))
    if item.future and last < ground.today:
        raise Wrong(_("%s phải là hôm nay hoặc sau hôm nay.") % _capital(item.name))


def _choice(item: Field, raw: object) -> str:
    if not isinstance(raw, str) or raw not in {value for value, _label in item.choices}:
        raise Wrong(_("Chọn một trong các câu trả lời có sẵn cho “%s”.") % item.label)
    return raw


def _many(item: Field, raw: object) -> list[str]:
    offered = [value for value, _label in item.choices]
    listed = raw if isinstance(raw, list) else [raw]
    if len(listed) > len(offered) or any(value not in offered for value in listed):
        raise Wrong(_("Chọn trong các câu trả lời có sẵn cho “%s”.") % item.label)
    return [value for value in offered if value in listed]


def _yes_no(item: Field, raw: object) -> str:
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if raw not in ("yes", "no"):
        raise Wrong(_("Chọn một câu trả lời cho “%s”.") % item.label)
    return str(raw)


def _id_number(item: Field, raw: object) -> str:
    number = texts.digits(_string(item, raw))
    if not (number.isascii() and number.isdigit() and len(number) == 12):
        raise Wrong(_("%s phải đủ 12 chữ số, như trên thẻ căn cước.") % _capital(item.name))
    return number


def _phone(item: Field, raw: object) -> str:
    number = re.sub(r"^(\+|00)84", "0", texts.digits(re.sub(r"[()]", "", _string(item, raw))))
    if not (number.isascii() and _PHONE.fullmatch(number)):
        raise Wrong(_("%s phải gồm 10 chữ số, bắt đầu bằng 0, ví dụ 0912 345 678.") % _capital(item.name))
    return number


def _email(item: Field, raw: object) -> str:
    text = _text(item, raw)
    try:
        validate_email(text)
    except ValidationError:
        raise Wrong(_("%s phải có dạng ten@noigui.vn.") % _capital(item.name)) from None
    return text


def _tax_code(item: Field, raw: object) -> str:
    text = re.sub(r"[\s.]", "", _string(item, raw))
    if not (text.isascii() and _TAX_CODE.fullmatch(text)):
        raise Wrong(_("%s gồm 10, 12 hoặc 13 chữ số. Kiểm tra lại trên giấy đăng ký.") % _capital(item.name))
    return f"{text[:10]}-{text[-3:]}" if len(text) == 13 else text


def _ethnicity(item: Field, raw: object) -> str:
    text = _text(item, raw)
    known = people_named(text)
    if known:
        return known
    said, colon, other = text.partition(":")
    other = other.strip()
    if not colon or said.strip().casefold() != OTHER.removesuffix(":") or not other:
        raise Wrong(_("“%s” không có trong 54 dân tộc. Chọn trong danh sách, hoặc viết “khác: …”.") % text[:60])
    if not all(_belongs_to_name(mark) for mark in other) or not any(mark.isalpha() for mark in other):
        raise Wrong(_("%s chỉ gồm chữ cái, dấu cách và dấu ' - .") % _capital(item.name))
    return people_named(other) or f"{OTHER} {other}"


def _consent(item: Field, raw: object) -> str:
    if raw not in ("yes", True):
        raise Wrong(_("Đánh dấu vào ô “%s” nếu anh/chị đồng ý.") % item.label)
    return "yes"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


_CLEANERS: dict[FieldType, Callable[[Field, object], Answer]] = {
    FieldType.TEXT: _text,
    FieldType.NAME: _name,
    FieldType.LONG_TEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.CHOICE: _choice,
    FieldType.MANY: _many,
    FieldType.YES_NO: _yes_no,
    FieldType.ID_NUMBER: _id_number,
    FieldType.PHONE: _phone,
    FieldType.EMAIL: _email,
    FieldType.ETHNICITY: _ethnicity,
    FieldType.CONSENT: _consent,
    FieldType.TAX_CODE: _tax_code,
}
_JUDGED: dict[FieldType, Callable[[Field, object, Ground], Answer]] = {
    FieldType.DATE: _date,
    FieldType.ADDRESS: clean_address,
}

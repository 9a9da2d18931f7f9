"""The parts of a person, an organisation and a place: plain questions, worded as content of the form."""

from __future__ import annotations

from dataclasses import replace

from motcua.forms.rules.definition import LONGEST_NAME, Field, FieldType

MAYBE = "?"  # after a part: it may be left empty
USUAL = ("full_name", "birth", "id_number")
_SEXES = (("male", "Nam"), ("female", "Nữ"))
_PERSON = {
    "full_name": Field("full_name", "Họ, chữ đệm và tên", FieldType.NAME, max=LONGEST_NAME),
    "birth": Field("birth", "Ngày, tháng, năm sinh", FieldType.DATE, short="ngày sinh", past=True),
    "sex": Field("sex", "Giới tính", FieldType.CHOICE, choices=_SEXES),
    "id_number": Field(
        "id_number",
        "Số định danh cá nhân",
        FieldType.ID_NUMBER,
        short="số định danh",
        hint="12 chữ số trên thẻ căn cước",
    ),
    "ethnicity": Field("ethnicity", "Dân tộc", FieldType.ETHNICITY, max=60),
    "nationality": Field("nationality", "Quốc tịch", FieldType.TEXT, max=60),
    "religion": Field("religion", "Tôn giáo", FieldType.TEXT, max=60),
    "job": Field("job", "Nghề nghiệp, nơi làm việc", FieldType.TEXT, max=120),
    "relation": Field("relation", "Quan hệ", FieldType.TEXT, max=60),
    "phone": Field("phone", "Số điện thoại", FieldType.PHONE),
    "email": Field("email", "Thư điện tử", FieldType.EMAIL, max=254),
    "home": Field("home", "Nơi cư trú", FieldType.ADDRESS, max=200, anywhere=True),
}
_ORGANISATION = (
    Field("name", "Tên tổ chức", FieldType.TEXT, required=True, max=200),
    Field("tax_code", "Mã số thuế", FieldType.TAX_CODE),
)
_PLACE = (
    Field("lat", "Vĩ độ", FieldType.NUMBER, decimals=6, min=-90, max=90, hint="Ví dụ 19,807631"),
    Field("lng", "Kinh độ", FieldType.NUMBER, decimals=6, min=-180, max=180, hint="Ví dụ 105,776520"),
    Field("note", "Mô tả vị trí", FieldType.TEXT, max=300, hint="Ví dụ: cách cổng chợ 50 m, cạnh trạm bơm"),
)


def person_parts(owner: str, listed: tuple[str, ...]) -> tuple[Field, ...]:
    """The parts ``listed`` of the person ``owner`` (as a sentence calls them); ``KeyError`` for an unknown part.

    A personal number must agree with the date of birth and the sex that are asked beside it.
    """
    keys = [each.removesuffix(MAYBE) for each in listed]
    return tuple(
        replace(
            _PERSON[key],
            required=not each.endswith(MAYBE),
            short=f"{_PERSON[key].name} của {owner}",
            birth="birth" if key == "id_number" and "birth" in keys else "",
            sex="sex" if key == "id_number" and "sex" in keys else "",
        )
        for key, each in zip(keys, listed, strict=True)
    )


def organisation_parts(*, tax_required: bool) -> tuple[Field, ...]:
    name, tax_code = _ORGANISATION
    return name, replace(tax_code, required=tax_required)


def place_parts() -> tuple[Field, ...]:
    return _PLACE

"""Which keyboard, width and habits of the browser suit each kind of answer."""

from __future__ import annotations

from motcua.forms.rules.definition import FieldType

INPUT_TYPES = {FieldType.PHONE: "tel", FieldType.EMAIL: "email"}
INPUT_MODES = {
    FieldType.NUMBER: "numeric",
    FieldType.MONEY: "numeric",
    FieldType.ID_NUMBER: "numeric",
    FieldType.PHONE: "tel",
    FieldType.EMAIL: "email",
}
WIDTHS = {
    FieldType.NUMBER: 5,
    FieldType.MONEY: 10,
    FieldType.ID_NUMBER: 20,
    FieldType.PHONE: 20,
    FieldType.TAX_CODE: 20,
    FieldType.ETHNICITY: 20,
}
EXACT = {
    FieldType.NAME,
    FieldType.ID_NUMBER,
    FieldType.PHONE,
    FieldType.EMAIL,
    FieldType.TAX_CODE,
    FieldType.ADDRESS,
    FieldType.ETHNICITY,
}
LONG = {FieldType.TEXT, FieldType.NAME, FieldType.LONG_TEXT}

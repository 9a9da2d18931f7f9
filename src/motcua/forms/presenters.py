"""Fields made ready for a template that decides nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.forms.rules import dates
from motcua.forms.rules.definition import Answer, Field, FieldType, Page
from motcua.forms.rules.summary import shown_number

OTHER_PLACE = "other"
SELECT_FROM = 8  # more choices than radios can show at a glance

_WIDGETS = {
    FieldType.LONG_TEXT: "textarea",
    FieldType.YES_NO: "radios",
    FieldType.MANY: "checkboxes",
    FieldType.DATE: "date",
    FieldType.ADDRESS: "address",
    FieldType.INFO: "info",
}
_INPUT_TYPES = {FieldType.PHONE: "tel", FieldType.EMAIL: "email"}
_INPUT_MODES = {
    FieldType.NUMBER: "numeric",
    FieldType.MONEY: "numeric",
    FieldType.ID_NUMBER: "numeric",
    FieldType.PHONE: "tel",
    FieldType.EMAIL: "email",
}
_WIDTHS = {
    FieldType.NUMBER: 5,
    FieldType.MONEY: 10,
    FieldType.ID_NUMBER: 20,
    FieldType.PHONE: 20,
    FieldType.TAX_CODE: 20,
}
_EXACT = {FieldType.NAME, FieldType.ID_NUMBER, FieldType.PHONE, FieldType.EMAIL, FieldType.TAX_CODE, FieldType.ADDRESS}


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One radio, checkbox or option. ``id`` of the first one equals the field's id."""

    id: str
    value: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True)
class BoxView:
    """One control of a date (day, month, year) or an address (commune: has ``choices``; detail: has none)."""

    id: str
    name: str
    label: str
    value: str
    wrong: bool
    inputmode: str = ""
    autocomplete: str = ""
    width: int = 0
    maxlength: int = 0
    choices: tuple[ChoiceView, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldView:
    """Everything a template needs about one field.

    ``widget``: input, textarea, radios, checkboxes, select, date, address, info. ``input_type``: text, tel, email.
    ``value`` is the text to show in an input or textarea; ``choices`` belong to radios, checkboxes and select (a
    select begins with an empty option); ``boxes`` to date and address. ``hint_id``/``error_id`` go into
    ``described_by`` ready-made. ``help`` is longer text for a details element (for info: the paragraph).
    ``when_field``/``when_values`` let JavaScript hide the field early; without it the server sorts it out.
    ``locked`` = shown as received from an authoritative source, no control. ``warning`` is a doubt, not an error.
    """

    key: str
    id: str
    name: str
    type: str
    widget: str
    label: str
    hint: str
    help: str
    required: bool
    error: str
    warning: str
    value: str
    choices: tuple[ChoiceView, ...]
    boxes: tuple[BoxView, ...]
    input_type: str
    inputmode: str
    autocomplete: str
    autocapitalize: str
    spellcheck: str
    maxlength: int
    rows: int
    width: int
    suffix: str
    hint_id: str
    error_id: str
    described_by: str
    when_field: str
    when_values: tuple[str, ...]
    locked: bool


def page_fields(
    page: Page,
    answers: Mapping[str, Answer],
    errors: Mapping[str, str],
    *,
    warnings: Mapping[str, str] | None = None,
    communes: Sequence[tuple[str, str]] = (),
    locked: Collection[str] = (),
) -> list[FieldView]:
    """The fields of ``page`` with what was typed (raw or clean answers alike) and the sentence for each wrong one.

    ``communes`` are (code, name) of the province, in the order to be shown.
    """
    doubts = warnings or {}
    return [
        _field_view(
            item,
            answers.get(item.key),
            error=errors.get(item.key, ""),
            warning=doubts.get(item.key, ""),
            communes=communes,
            locked=item.key in locked,
        )
        for item in page.fields
    ]


def _field_view(
    item: Field, answer: Answer, *, error: str, warning: str, communes: Sequence[tuple[str, str]], locked: bool
) -> FieldView:
    html_id = f"f-{item.key}"
    hint_id = f"{html_id}-hint" if item.hint else ""
    error_id = f"{html_id}-error" if error else ""
    boxes = _boxes(item, answer, html_id, error, communes)
    return FieldView(
        key=item.key,
        id=html_id,
        name=item.key,
        type=item.type.value,
        widget=_widget(item),
        label=item.label if item.required or item.type is FieldType.INFO else _("%s (không bắt buộc)") % item.label,
        hint=item.hint,
        help=item.help,
        required=item.required,
        error=error,
        warning="" if error else warning,
        value=_typed(item, answer),
        choices=_choices(item, answer, html_id),
        boxes=boxes,
        input_type=_INPUT_TYPES.get(item.type, "text"),
        inputmode="decimal" if item.decimals else _INPUT_MODES.get(item.type, ""),
        autocomplete=item.autocomplete,
        autocapitalize="words" if item.type is FieldType.NAME else "",
        spellcheck="false" if item.type in _EXACT else "",
        maxlength=item.max or 0 if item.type in {FieldType.TEXT, FieldType.NAME, FieldType.LONG_TEXT} else 0,
        rows=item.rows,
        width=_WIDTHS.get(item.type, 0),
        suffix=item.suffix or (_("đồng") if item.type is FieldType.MONEY else ""),
        hint_id=hint_id,
        error_id=error_id,
        described_by=" ".join(part for part in (hint_id, error_id) if part),
        when_field=item.when.field if item.when else "",
        when_values=item.when.values if item.when else (),
        locked=locked,
    )


def _widget(item: Field) -> str:
    if item.type is FieldType.CHOICE:
        return "select" if len(item.choices) > SELECT_FROM else "radios"
    return _WIDGETS.get(item.type, "input")


def _choices(item: Field, answer: Answer, html_id: str) -> tuple[ChoiceView, ...]:
    offered = item.choices
    if item.type is FieldType.YES_NO:
        offered = offered or (("yes", _("Có")), ("no", _("Không")))
    if _widget(item) == "select":
        return _options(html_id, (("", _("Chọn")), *offered), str(answer or ""))
    chosen = [str(each) for each in answer] if isinstance(answer, list) else [_yes_no(answer)]
    return tuple(
        ChoiceView(html_id if number == 0 else f"{html_id}-{number + 1}", value, label, value in chosen)
        for number, (value, label) in enumerate(offered)
    )


def _options(html_id: str, offered: Sequence[tuple[str, str]], chosen: str) -> tuple[ChoiceView, ...]:
    return tuple(ChoiceView(f"{html_id}-{value}", value, label, value == chosen) for value, label in offered)


def _boxes(
    item: Field, answer: Answer, html_id: str, error: str, communes: Sequence[tuple[str, str]]
) -> tuple[BoxView, ...]:
    if item.type is FieldType.DATE:
        return _date_boxes(item, answer, html_id, error)
    if item.type is FieldType.ADDRESS:
        return _address_boxes(item, answer, html_id, error, communes)
    return ()


def _date_boxes(item: Field, answer: Answer, html_id: str, error: str) -> tuple[BoxView, ...]:
    typed = dates.boxes(answer)
    wrong = dates.wrong_boxes(typed) if error else frozenset()
    whole = bool(error) and not wrong  # nothing wrong in one box: the date as a whole is
    birth = item.autocomplete == "bday"
    told: tuple[tuple[dates.Box, str, str], ...] = (
        ("d", _("Ngày"), "day"),
        ("m", _("Tháng"), "month"),
        ("y", _("Năm"), "year"),
    )
    return tuple(
        BoxView(
            id=html_id if box == "d" else f"{html_id}_{box}",
            name=f"{item.key}_{box}",
            label=label,
            value=typed[box],
            wrong=whole or box in wrong,
            inputmode="numeric",
            autocomplete=f"bday-{part}" if birth else "",
            width=4 if box == "y" else 2,
            maxlength=4 if box == "y" else 2,
        )
        for box, label, part in told
    )


def _address_boxes(
    item: Field, answer: Answer, html_id: str, error: str, communes: Sequence[tuple[str, str]]
) -> tuple[BoxView, ...]:
    given = answer if isinstance(answer, dict) else {}
    commune, detail = str(given.get("commune", "")), str(given.get("detail", ""))
    elsewhere = ((OTHER_PLACE, _("Nơi khác, ngoài tỉnh")),) if item.anywhere else ()
    offered = (("", _("Chọn xã, phường")), *elsewhere, *communes)
    return (
        BoxView(
            id=html_id,
            name=f"{item.key}_commune",
            label=_("Xã, phường hiện nay"),
            value=commune,
            wrong=bool(error) and not commune,
            choices=_options(html_id, offered, commune),
        ),
        BoxView(
            id=f"{html_id}_detail",
            name=f"{item.key}_detail",
            label=_("Số nhà, đường, thôn, tổ dân phố"),
            value=detail,
            wrong=bool(error) and (not detail or bool(commune)),
            autocomplete="street-address" if item.autocomplete else "",
            maxlength=item.max or 0,
        ),
    )


def _typed(item: Field, answer: Answer) -> str:
    if isinstance(answer, (list, dict)) or answer is None:
        return ""
    if item.type in {FieldType.MONEY, FieldType.NUMBER} and isinstance(answer, (int, float)):
        return shown_number(answer)
    return str(answer)


def _yes_no(answer: object) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return str(answer) if isinstance(answer, str) else ""

"""The controls of one question: choices, the three boxes of a date, the parts of an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from motcua.forms.presenters.markup import attributes, options, ready
from motcua.forms.presenters.views import BoxView, ChoiceView
from motcua.forms.rules import dates
from motcua.forms.rules.addresses import FORMER, OTHER_PLACE
from motcua.forms.rules.definition import Answer, Field, FieldType

SELECT_FROM = 8  # more choices than radios can show at a glance

type Communes = Sequence[tuple[str, str]]


def is_select(item: Field) -> bool:
    return item.type is FieldType.CHOICE and len(item.choices) > SELECT_FROM


def choices(item: Field, answer: Answer, html_id: str, name: str) -> tuple[ChoiceView, ...]:
    offered = item.choices
    if item.type is FieldType.YES_NO:
        offered = offered or (("yes", _("Có")), ("no", _("Không")))
    if is_select(item):
        return _options(html_id, (("", _("Chọn")), *offered), str(answer or ""))
    chosen = [str(each) for each in answer] if isinstance(answer, list) else [_yes_no(answer)]
    kind = "checkbox" if item.type is FieldType.MANY else "radio"
    return tuple(
        both[value in chosen]
        for both, (value, _label) in zip(_both_ways(kind, html_id, name, offered), offered, strict=True)
    )


@lru_cache(maxsize=2048)
def _both_ways(
    kind: str, html_id: str, name: str, offered: tuple[tuple[str, str], ...]
) -> tuple[tuple[ChoiceView, ChoiceView], ...]:
    """Each choice not chosen and chosen."""
    found = []
    for number, (value, label) in enumerate(offered):
        own = html_id if number == 0 else f"{html_id}-{number + 1}"
        views = []
        for chosen in (False, True):
            attrs = attributes((("type", kind), ("id", own), ("name", name), ("value", value), ("checked", chosen)))
            control = ready(f'<label for="{own}"><input{attrs}><span>{escape(label)}</span></label>')
            views.append(ChoiceView(own, value, label, chosen, control))
        found.append((views[0], views[1]))
    return tuple(found)


def boxes(item: Field, answer: Answer, html_id: str, name: str, error: str, communes: Communes) -> tuple[BoxView, ...]:
    if item.type is FieldType.DATE:
        return _date_boxes(item, answer, html_id, name, error)
    if item.type is FieldType.ADDRESS:
        return _address_boxes(item, answer, html_id, name, error, communes)
    return ()


def _date_boxes(item: Field, answer: Answer, html_id: str, name: str, error: str) -> tuple[BoxView, ...]:
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
        _box(
            html_id if box == "d" else f"{html_id}_{box}",
            f"{name}_{box}",
            label,
            typed[box],
            wrong=whole or box in wrong,
            inputmode="numeric",
            autocomplete=f"bday-{part}" if birth else "",
            width=4 if box == "y" else 2,
            maxlength=4 if box == "y" else 2,
        )
        for box, label, part in told
    )


def _box(
    html_id: str,
    name: str,
    label: str,
    value: str,
    *,
    wrong: bool,
    inputmode: str = "",
    autocomplete: str = "",
    width: int = 0,
    maxlength: int = 0,
    folded: bool = False,
) -> BoxView:
    before = _before(html_id, name, label, inputmode, autocomplete, width, maxlength)
    invalid = ' aria-invalid="true"' if wrong else ""
    return BoxView(
        id=html_id,
        name=name,
        label=label,
        value=value,
        wrong=wrong,
        inputmode=inputmode,
        autocomplete=autocomplete,
        width=width,
        maxlength=maxlength,
        folded=folded,
        control=ready(f'{before} value="{escape(value) if value else ""}"{invalid}>'),
    )


@lru_cache(maxsize=4096)
def _before(html_id: str, name: str, label: str, inputmode: str, autocomplete: str, width: int, maxlength: int) -> str:
    """A box up to what was typed into it."""
    attrs = attributes(
        (
            ("class", f"w-{width}" if width else ""),
            ("type", "text"),
            ("id", html_id),
            ("inputmode", inputmode),
            ("maxlength", maxlength),
            ("autocomplete", autocomplete),
            ("spellcheck", "" if width else "false"),
            ("name", name),
        )
    )
    return f'<label for="{html_id}">{escape(label)}</label><input{attrs}'


def _address_boxes(
    item: Field, answer: Answer, html_id: str, name: str, error: str, communes: Communes
) -> tuple[BoxView, ...]:
    given: Mapping[str, Any] = answer if isinstance(answer, dict) else {}
    commune, hamlet, detail = (str(given.get(part, "") or "") for part in ("commune", "hamlet", "detail"))
    former = str(given.get(FORMER, "") or "")
    elsewhere = ((OTHER_PLACE, _("Nơi khác, ngoài tỉnh")),) if item.anywhere else ()
    offered = (("", _("Chọn xã, phường")), *elsewhere, *communes)
    lacks_detail = bool(error) and (not (detail or hamlet) or bool(commune))

    def line(part: str, label: str, value: str, *, wrong: bool, folded: bool = False) -> BoxView:
        return _box(
            f"{html_id}_{part}",
            f"{name}_{part}",
            label,
            value,
            wrong=wrong,
            autocomplete="street-address" if item.autocomplete and part == "detail" else "",
            maxlength=item.max or 0,
            folded=folded,
        )

    found = [
        _commune_box(html_id, f"{name}_commune", offered, commune, wrong=bool(error) and not commune),
        line(FORMER, _("Tên xã, huyện trước tháng 7/2025"), former, wrong=bool(error and former), folded=True),
    ]
    if item.hamlet:
        found.append(line("hamlet", _("Thôn, bản, tổ dân phố"), hamlet, wrong=False))
    words = _("Số nhà, đường") if item.hamlet else _("Số nhà, đường, thôn, tổ dân phố")
    found.append(line("detail", words, detail, wrong=lacks_detail))
    return tuple(found)


def _commune_box(html_id: str, name: str, offered: tuple[tuple[str, str], ...], chosen: str, *, wrong: bool) -> BoxView:
    label = _("Xã, phường hiện nay")
    attrs = attributes((("id", html_id), ("name", name), ("aria-invalid", "true" if wrong else "")))
    return BoxView(
        id=html_id,
        name=name,
        label=label,
        value=chosen,
        wrong=wrong,
        choices=_options(html_id, offered, chosen),
        control=ready(
            f'<label for="{html_id}">{escape(label)}</label><select{attrs}>{options(offered, chosen)}</select>'
        ),
    )


@lru_cache(maxsize=1024)
def _options(html_id: str, offered: tuple[tuple[str, str], ...], chosen: str) -> tuple[ChoiceView, ...]:
    return tuple(ChoiceView(f"{html_id}-{value}", value, label, value == chosen) for value, label in offered)


def _yes_no(answer: object) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return str(answer) if isinstance(answer, str) else ""

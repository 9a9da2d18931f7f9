"""Which attributes a question may have, of which shape: what a designer may write and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.forms.rules.definition import LONGEST_NAME, FieldType
from motcua.kernel.errors import Invalid

_TEXTS = (
    "label", "short", "help", "hint", "autocomplete", "when", "prefill", "not_before", "birth", "sex", "suffix",
    "row_name", "look", "paper", "text", "value", "as",
)  # fmt: skip
_FLAGS = ("required", "anywhere", "hamlet", "past", "future", "unknown_day", "lunar_note")
_NUMBERS = ("max", "min", "decimals", "rows")
_LISTS = ("choices", "parts", "fields")
_SHAPES: dict[str, type] = (
    dict.fromkeys(_TEXTS, str)
    | dict.fromkeys(_FLAGS, bool)
    | dict.fromkeys(_NUMBERS, int)
    | dict.fromkeys(_LISTS, list)
)
_ONLY: dict[str, frozenset[FieldType]] = {
    "parts": frozenset({FieldType.PERSON}),
    "fields": frozenset({FieldType.ROWS}),
    "row_name": frozenset({FieldType.ROWS}),
    "look": frozenset({FieldType.ROWS}),
    "paper": frozenset({FieldType.PAPER}),
    "text": frozenset({FieldType.CONSENT}),
    "value": frozenset({FieldType.CALCULATED}),
    "as": frozenset({FieldType.CALCULATED}),
    "unknown_day": frozenset({FieldType.DATE}),
    "lunar_note": frozenset({FieldType.DATE}),
    "hamlet": frozenset({FieldType.ADDRESS}),
    "anywhere": frozenset({FieldType.ADDRESS}),
}
_NEEDED: dict[FieldType, str] = {
    FieldType.ROWS: "fields",
    FieldType.PAPER: "paper",
    FieldType.CALCULATED: "value",
}
MOST_DECIMALS, LONGEST_TEXT = 6, 4000
LONGEST: dict[FieldType, int] = {
    FieldType.TEXT: 200,
    FieldType.NAME: LONGEST_NAME,
    FieldType.LONG_TEXT: 2000,
    FieldType.EMAIL: 254,
    FieldType.ADDRESS: 200,
    FieldType.ETHNICITY: 60,
    FieldType.ROWS: 50,
}
_MOST_TYPED = 20_000


def check_attributes(key: str, kind: FieldType, raw: Mapping[str, Any]) -> None:
    """Refuses what the language does not know of a question ``key``."""
    strange = sorted(set(raw) - set(_SHAPES) - {"key", "type"})
    if strange:
        raise wrong(_("Câu hỏi “%(key)s” có thuộc tính lạ: %(names)s.") % {"key": key, "names": ", ".join(strange)})
    for name, value in raw.items():
        if name in ("key", "type", "choices"):  # choices say more of what is wrong with them
            continue
        if type(value) is not _SHAPES[name] or (isinstance(value, str) and len(value) > LONGEST_TEXT):
            raise wrong(_("Thuộc tính “%(name)s” của câu hỏi “%(key)s” sai kiểu.") % {"key": key, "name": name})
        if kind not in _ONLY.get(name, {kind}):
            told = {"key": key, "name": name}
            raise wrong(_("Câu hỏi “%(key)s” thuộc kiểu không có thuộc tính “%(name)s”.") % told)
    needed = _NEEDED.get(kind)
    if needed and not raw.get(needed):
        raise wrong(_("Câu hỏi “%(key)s” thiếu “%(name)s”.") % {"key": key, "name": needed})
    _check_bounds(key, kind, raw)


def _check_bounds(key: str, kind: FieldType, raw: Mapping[str, Any]) -> None:
    least, most = raw.get("min", 0), raw.get("max", LONGEST.get(kind))
    texts = kind in LONGEST
    crossed = most is not None and (most < least or (texts and not 0 < most <= _MOST_TYPED))
    rows = kind is FieldType.ROWS and (least < 0 or most is None or most > LONGEST[FieldType.ROWS])
    if crossed or rows or not 0 <= raw.get("decimals", 0) <= MOST_DECIMALS or not 1 <= raw.get("rows", 4) <= 40:
        raise wrong(_("Giới hạn của câu hỏi “%s” không hợp lý.") % key)


def wrong(sentence: str) -> Invalid:
    return Invalid(sentence, code="form_definition")

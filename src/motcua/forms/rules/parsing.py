"""From a definition in JSON to ``FormDefinition``, refusing anything the language does not know."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from motcua.forms.rules.definition import LONGEST_NAME, Field, FieldType, FormDefinition, Page, When
from motcua.kernel.errors import Invalid

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
MOST_PAGES, MOST_FIELDS = 40, 300
_LONGEST = {
    FieldType.TEXT: 200,
    FieldType.NAME: LONGEST_NAME,
    FieldType.LONG_TEXT: 2000,
    FieldType.EMAIL: 254,
    FieldType.ADDRESS: 200,
}
_FIELD_KEYS = {
    "key", "label", "type", "required", "short", "help", "hint", "choices", "max", "min", "decimals", "rows",
    "autocomplete", "when", "prefill", "anywhere", "past", "future", "not_before", "birth", "sex", "suffix",
}  # fmt: skip
_NO_GROUND = {FieldType.NUMBER, FieldType.MONEY, FieldType.DATE, FieldType.ADDRESS, FieldType.INFO}
_REFERENCES = ("not_before", "birth", "sex")


def parse(definition: Mapping[str, Any]) -> FormDefinition:
    """The form, the same object for the same content. Raises ``Invalid`` naming the place of the first mistake."""
    return _parse(json.dumps(definition, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=1024)
def _parse(text: str) -> FormDefinition:
    definition = json.loads(text)
    listed = definition.get("pages") if isinstance(definition, dict) else None
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_PAGES:
        raise _wrong(_("Tờ khai phải có từ 1 đến %d trang.") % MOST_PAGES)
    pages = tuple(_page(each) for each in listed)
    fields = {item.key: item for page in pages for item in page.fields}
    _check_whole(pages, fields)
    return FormDefinition(pages, MappingProxyType(fields))


def _page(raw: Any) -> Page:
    if not isinstance(raw, dict) or not isinstance(raw.get("fields"), list):
        raise _wrong(_("Mỗi trang của tờ khai phải có danh sách câu hỏi."))
    key = _key(raw.get("key"))
    return Page(key, str(raw.get("title", "")), tuple(_field(each) for each in raw["fields"]), str(raw.get("help", "")))


def _field(raw: Any) -> Field:
    if not isinstance(raw, dict):
        raise _wrong(_("Câu hỏi phải là một đối tượng."))
    key = _key(raw.get("key"))
    strange = set(raw) - _FIELD_KEYS
    if strange:
        raise _wrong(_("Câu hỏi “%(key)s” có thuộc tính lạ: %(names)s.") % {"key": key, "names": ", ".join(strange)})
    try:
        kind = FieldType(raw.get("type", "text"))
    except ValueError:
        raise _wrong(_("Câu hỏi “%s” có kiểu chưa biết.") % key) from None
    given = {name: value for name, value in raw.items() if name not in {"key", "type", "choices", "when"}}
    given.setdefault("label", "")
    given["max"] = raw.get("max", _LONGEST.get(kind))
    return Field(key=key, type=kind, choices=_choices(key, kind, raw), when=_when(key, raw.get("when")), **given)


def _choices(key: str, kind: FieldType, raw: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    offered = raw.get("choices", [])
    pairs = isinstance(offered, list) and all(isinstance(each, list) and len(each) == 2 for each in offered)
    if not pairs or (kind in {FieldType.CHOICE, FieldType.MANY} and not offered):
        raise _wrong(_("Câu hỏi “%s” phải có các lựa chọn dạng [giá trị, nhãn].") % key)
    return tuple((str(value), str(label)) for value, label in offered)


def _when(key: str, raw: Any) -> When | None:
    if raw is None:
        return None
    if not isinstance(raw, dict) or set(raw) != {"field", "is"}:
        raise _wrong(_("Điều kiện của câu hỏi “%s” phải có field và is.") % key)
    values = raw["is"] if isinstance(raw["is"], list) else [raw["is"]]
    return When(str(raw["field"]), tuple(str(value) for value in values))


def _check_whole(pages: tuple[Page, ...], fields: Mapping[str, Field]) -> None:
    keys = [item.key for page in pages for item in page.fields]
    if len(set(keys)) != len(keys) or len({page.key for page in pages}) != len(pages) or len(keys) > MOST_FIELDS:
        raise _wrong(_("Mã trang và mã câu hỏi không được trùng nhau, tối đa %d câu.") % MOST_FIELDS)
    earlier: set[str] = set()
    for key in keys:
        item = fields[key]
        if item.when and item.when.field not in earlier:
            raise _wrong(_("Điều kiện của câu hỏi “%s” phải dựa vào một câu đứng trước.") % key)
        if item.when and fields[item.when.field].type in _NO_GROUND:
            raise _wrong(_("Điều kiện của câu hỏi “%s” phải dựa vào một câu chọn hoặc một câu chữ.") % key)
        if any(getattr(item, name) and getattr(item, name) not in fields for name in _REFERENCES):
            raise _wrong(_("Câu hỏi “%s” so sánh với một câu không có trong tờ khai.") % key)
        earlier.add(key)


def _key(raw: Any) -> str:
    if not isinstance(raw, str) or not KEY.fullmatch(raw):
        raise _wrong(_("Mã “%s” phải gồm chữ thường không dấu, số, gạch dưới.") % str(raw)[:60])
    return raw


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, code="form_definition")

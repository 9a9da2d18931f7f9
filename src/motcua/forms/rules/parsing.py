"""From a definition in JSON to ``FormDefinition``, refusing anything the language does not know."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from motcua.expressions import Expression, ExpressionError, Kind, NameKind, check
from motcua.expressions import parse as parse_expression
from motcua.forms.rules import parts
from motcua.forms.rules.attributes import LONGEST, check_attributes, wrong
from motcua.forms.rules.declaration import parse_declaration
from motcua.forms.rules.definition import CASE, GROUPS, Field, FieldType, FormDefinition, Page, Rule
from motcua.forms.rules.naming import CALCULATED_KINDS, field_names

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
MOST_PAGES, MOST_FIELDS, MOST_RULES, MOST_COLUMNS = 40, 300, 100, 20
TAKEN = frozenset({CASE, "item", "and", "or", "not", "in", "if", "then", "else", "true", "false", "none", "today"})
_REFERENCES = ("not_before", "birth", "sex")
_NO_COLUMN = GROUPS | {FieldType.ROWS, FieldType.PAPER, FieldType.INFO, FieldType.CONSENT, FieldType.CALCULATED}
_BUILT = {"key", "type", "choices", "when", "parts", "fields", "value", "as", "max"}

DEFINITION = frozenset({"pages", "rules", "declaration"})


def definition_of(stored: Mapping[str, Any]) -> dict[str, Any]:
    """What is the form's own of an object that may say more, such as a name."""
    return {part: stored[part] for part in sorted(DEFINITION) if part in stored}


def parse(definition: Mapping[str, Any]) -> FormDefinition:
    """The form, the same object for the same content. Raises ``Invalid`` naming the place of the first mistake."""
    return _parse(json.dumps(definition, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=1024)
def _parse(text: str) -> FormDefinition:
    definition = json.loads(text)
    listed = definition.get("pages") if isinstance(definition, dict) else None
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_PAGES:
        raise wrong(_("Tờ khai phải có từ 1 đến %d trang.") % MOST_PAGES)
    if not set(definition) <= DEFINITION:
        raise wrong(_("Tờ khai chỉ có pages, rules và declaration."))
    pages = tuple(_page(each) for each in listed)
    fields = {item.key: item for page in pages for item in page.fields}
    owners = _check_whole(pages, fields)
    names = _check_conditions(pages)
    rules = tuple(_rule(each, fields, names) for each in _listed_rules(definition.get("rules", [])))
    if len({rule.key for rule in rules}) != len(rules):
        raise wrong(_("Mã quy tắc không được trùng nhau."))
    printed = parse_declaration(definition.get("declaration"), pages=[page.key for page in pages], fields=fields)
    return FormDefinition(pages, MappingProxyType(fields), rules, MappingProxyType(owners), printed)


def _page(raw: Any) -> Page:
    if not isinstance(raw, dict) or not isinstance(raw.get("fields"), list):
        raise wrong(_("Mỗi trang của tờ khai phải có danh sách câu hỏi."))
    key = _key(raw.get("key"))
    if not set(raw) <= {"key", "title", "help", "when", "fields"}:
        raise wrong(_("Trang “%s” có thuộc tính lạ.") % key)
    when = raw.get("when", "")
    return Page(
        key,
        str(raw.get("title", "")),
        tuple(_field(each) for each in raw["fields"]),
        str(raw.get("help", "")),
        when if isinstance(when, str) else "",
        _condition(key, when),
    )


def _field(raw: Any) -> Field:
    if not isinstance(raw, dict):
        raise wrong(_("Câu hỏi phải là một đối tượng."))
    key = _key(raw.get("key"))
    try:
        kind = FieldType(raw.get("type", "text"))
    except ValueError:
        raise wrong(_("Câu hỏi “%s” có kiểu chưa biết.") % key) from None
    condition = _condition(key, raw.get("when", ""))
    check_attributes(key, kind, raw)
    given = {name: value for name, value in raw.items() if name not in _BUILT}
    given.setdefault("label", "")
    return Field(
        key=key,
        type=kind,
        choices=_choices(key, kind, raw),
        when=raw.get("when", ""),
        condition=condition,
        fields=_inner(key, kind, raw),
        max=raw.get("max", LONGEST.get(kind)),
        value=raw.get("value", ""),
        formula=_condition(key, raw.get("value", "")),
        kind=_calculated_kind(key, raw),
        **given,
    )


def _inner(key: str, kind: FieldType, raw: Mapping[str, Any]) -> tuple[Field, ...]:
    name = raw.get("short") or raw.get("label", "").rstrip("?: ")
    owner = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    if kind is FieldType.PERSON:
        listed = tuple(str(each) for each in raw.get("parts", parts.USUAL))
        try:
            found = parts.person_parts(owner, listed)
        except KeyError as unknown:
            raise wrong(
                _("Người ở câu hỏi “%(key)s” không có phần %(part)s.") % {"key": key, "part": unknown}
            ) from None
        if not found or len({part.key for part in found}) != len(found):
            raise wrong(_("Các phần của người ở câu hỏi “%s” phải có và không trùng nhau.") % key)
        return found
    if kind is FieldType.ORGANISATION:
        return parts.organisation_parts(tax_required=bool(raw.get("required")))
    if kind is FieldType.PLACE:
        return parts.place_parts()
    return _columns(key, raw) if kind is FieldType.ROWS else ()


def _columns(key: str, raw: Mapping[str, Any]) -> tuple[Field, ...]:
    columns = tuple(_field(each) for each in raw["fields"])
    if raw.get("look", "cards") not in ("cards", "table"):
        raise wrong(_("Nhóm lặp “%s” chỉ hiện dạng cards hoặc table.") % key)
    if len(columns) > MOST_COLUMNS or any(column.type in _NO_COLUMN for column in columns):
        told = {"key": key, "most": MOST_COLUMNS}
        raise wrong(_("Nhóm lặp “%(key)s” gồm tối đa %(most)d câu hỏi đơn, không lồng nhóm.") % told)
    keys = [column.key for column in columns]
    known = all(
        not getattr(column, name) or getattr(column, name) in keys for column in columns for name in _REFERENCES
    )
    if len(set(keys)) != len(keys) or not known:
        raise wrong(_("Mã câu hỏi trong nhóm lặp “%s” không được trùng, và chỉ so sánh trong cùng một dòng.") % key)
    return columns


def _choices(key: str, kind: FieldType, raw: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    offered = raw.get("choices", [])
    pairs = isinstance(offered, list) and all(isinstance(each, list) and len(each) == 2 for each in offered)
    if not pairs or (kind in {FieldType.CHOICE, FieldType.MANY} and not offered):
        raise wrong(_("Câu hỏi “%s” phải có các lựa chọn dạng [giá trị, nhãn].") % key)
    return tuple((str(value), str(label)) for value, label in offered)


def _calculated_kind(key: str, raw: Mapping[str, Any]) -> str:
    kind = raw.get("as", "number") if raw.get("type") == FieldType.CALCULATED else ""
    if kind and kind not in CALCULATED_KINDS:
        raise wrong(_("Câu hỏi “%s” chỉ tính ra number, money, text hoặc date.") % key)
    return str(kind)


def _condition(key: str, source: Any) -> Expression | None:
    if source == "":
        return None
    if not isinstance(source, str):
        raise wrong(_("Điều kiện của “%s” phải là một biểu thức viết bằng chữ.") % key)
    try:
        return parse_expression(source)
    except ExpressionError as error:
        raise wrong(f"{key}: {error}") from None


def _check_whole(pages: Sequence[Page], fields: Mapping[str, Field]) -> dict[str, str]:
    """The owners of the names that parts of answers carry, each name being one question's alone."""
    keys = [item.key for page in pages for item in page.fields]
    if len(set(keys)) != len(keys) or len({page.key for page in pages}) != len(pages) or len(keys) > MOST_FIELDS:
        raise wrong(_("Mã trang và mã câu hỏi không được trùng nhau, tối đa %d câu.") % MOST_FIELDS)
    owners: dict[str, str] = {}
    for item in fields.values():
        if any(getattr(item, name) and getattr(item, name) not in fields for name in _REFERENCES):
            raise wrong(_("Câu hỏi “%s” so sánh với một câu không có trong tờ khai.") % item.key)
        inner = field_names(item).keys() - {item.key}
        twice = sorted(inner & (fields.keys() | owners.keys()))
        if twice:
            raise wrong(_("Mã “%(key)s” trùng với một phần của “%(other)s”.") % {"key": twice[0], "other": item.key})
        owners |= dict.fromkeys(inner, item.key)
    return owners


def _check_conditions(pages: Sequence[Page]) -> dict[str, NameKind]:
    """Every condition asks earlier questions only, of kinds that fit; all names of the form."""
    names: dict[str, NameKind] = {CASE: Kind.TEXT}
    for page in pages:
        _fits(page.key, page.when, names, Kind.TRUTH)
        for item in page.fields:
            _fits(item.key, item.when, names, Kind.TRUTH)
            _fits(item.key, item.value, names, None)
            inner = dict(names)
            for column in item.fields:
                _fits(f"{item.key}, {column.key}", column.when, inner, Kind.TRUTH)
                inner |= field_names(column)
            names |= field_names(item)
    return names


def _fits(key: str, source: str, names: Mapping[str, NameKind], expect: Kind | None) -> None:
    problems = check(source, names, expect=expect) if source else []
    if problems:
        told = {"key": key, "place": problems[0].position + 1, "problem": problems[0].sentence}
        raise wrong(_("Biểu thức của “%(key)s”, ký tự %(place)d: %(problem)s Chỉ hỏi được các câu đứng trước.") % told)


def _listed_rules(raw: Any) -> list[Any]:
    if not isinstance(raw, list) or len(raw) > MOST_RULES:
        raise wrong(_("Tờ khai có tối đa %d quy tắc.") % MOST_RULES)
    return raw


def _rule(raw: Any, fields: Mapping[str, Field], names: Mapping[str, NameKind]) -> Rule:
    if not isinstance(raw, dict) or not {"key", "that", "say", "at"} <= set(raw) <= {
        "key", "that", "say", "at", "level",
    }:  # fmt: skip
        raise wrong(_("Quy tắc gồm key, that, say, at và level."))
    key = _key(raw["key"])
    condition = _condition(key, raw["that"])
    if condition is None or not isinstance(raw["say"], str) or not raw["say"].strip():
        raise wrong(_("Quy tắc “%s” phải có biểu thức và câu nói sai ở đâu.") % key)
    _fits(key, raw["that"], names, Kind.TRUTH)
    level = raw.get("level", "error")
    if raw["at"] not in fields or level not in ("error", "warning"):
        raise wrong(_("Quy tắc “%s” phải gắn với một câu hỏi, mức error hoặc warning.") % key)
    return Rule(key, raw["that"], raw["say"].strip(), raw["at"], condition, warns=level == "warning")


def _key(raw: Any) -> str:
    if not isinstance(raw, str) or not KEY.fullmatch(raw) or raw in TAKEN:
        raise wrong(
            _("Mã “%s” phải gồm chữ thường không dấu, số, gạch dưới, và không phải từ dành riêng.") % str(raw)[:60]
        )
    return raw

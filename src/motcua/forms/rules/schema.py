"""The form as JSON Schema (draft 2020-12), published for machines and held against every filed answer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import jsonschema_rs

from motcua.expressions import Expression
from motcua.expressions.nodes import Comparison, Items, Junction, Literal, Name, Node
from motcua.forms.rules.definition import (
    GROUPS,
    LONGEST_NAME,
    MONEY_MOST,
    Answers,
    Field,
    FieldType,
    FormDefinition,
    Page,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"\d{4}-\d{2}-\d{2}"
_PATTERNS = {
    FieldType.ID_NUMBER: r"^\d{12}$",
    FieldType.PHONE: r"^0\d{9,10}$",
    FieldType.TAX_CODE: r"^(\d{10}(-\d{3})?|\d{12})$",
}


@lru_cache(maxsize=1024)
def json_schema(definition: FormDefinition) -> dict[str, Any]:
    """The schema of clean answers.

    A question with a condition is required where the condition holds, as far as a schema can say so: comparisons with
    choices joined by and/or. What it cannot say (an age, a sum), ``check`` alone judges.
    """
    holding = [(page, item) for page in definition.pages for item in page.fields if item.holds]
    sure = [item for page, item in holding if not page.condition and not item.condition]
    schema: dict[str, Any] = {
        "$schema": DIALECT,
        **_object([item for _page, item in holding], [item.key for item in sure if _is_needed(item)]),
    }
    conditional = [each for page, item in holding if _is_needed(item) and (each := _conditional(page, item))]
    if conditional:
        schema["allOf"] = conditional
    return schema


def broken_keys(definition: FormDefinition, answers: Answers) -> list[str]:
    """Keys of the fields whose answer the schema refuses; [] when it accepts all."""
    validator = _validator(definition)
    if validator.is_valid(answers):
        return []
    found: list[str] = []
    for error in validator.iter_errors(answers):
        path = [str(part) for part in error.instance_path]
        found += path[:1] or [key for key in definition.fields if f'"{key}"' in error.message]
    return list(dict.fromkeys(found)) or [next(iter(definition.fields))]


@lru_cache(maxsize=1024)
def _validator(definition: FormDefinition) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json_schema(definition))


def _is_needed(item: Field) -> bool:
    return item.type is not FieldType.CALCULATED and (item.required or (item.type is FieldType.ROWS and bool(item.min)))


def _conditional(page: Page, item: Field) -> dict[str, Any] | None:
    """Where its condition and that of its page hold, the item is required; None when a schema cannot tell."""
    told = [_expressed(each) for each in (page.condition, item.condition) if each]
    if not told or None in told:
        return None
    return {"if": {"allOf": told}, "then": {"required": [item.key]}}


def _expressed(expression: Expression) -> dict[str, Any] | None:
    return _node(expression.root)


def _node(node: Node) -> dict[str, Any] | None:
    if isinstance(node, Junction):
        parts = [_node(part) for part in node.parts]
        return None if None in parts else {"allOf" if node.word == "and" else "anyOf": parts}
    if not isinstance(node, Comparison):
        return None
    left, right = node.left, node.right
    if isinstance(left, Name) and isinstance(right, Literal) and isinstance(right.value, str):
        same: dict[str, Any] = {"const": right.value}
        allowed = {"=": same, "!=": {"not": same}}.get(node.operator)
        return _held(left, allowed) if allowed else None
    if isinstance(left, Name) and node.operator == "in" and isinstance(right, Items):
        values = [item.value for item in right.items if isinstance(item, Literal) and isinstance(item.value, str)]
        return _held(left, {"enum": values}) if len(values) == len(right.items) else None
    if isinstance(right, Name) and node.operator == "in" and isinstance(left, Literal) and isinstance(left.value, str):
        return _held(right, {"type": "array", "contains": {"const": left.value}})
    return None


def _held(name: Name, allowed: dict[str, Any]) -> dict[str, Any]:
    return {"properties": {name.name: allowed}, "required": [name.name]}


def _object(fields: Iterable[Field], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {item.key: {"title": item.label, **_shape(item)} for item in fields},
        "required": required,
        "additionalProperties": False,
    }


def _shape(item: Field) -> dict[str, Any]:
    if item.type in GROUPS:
        return _object(item.fields, [part.key for part in item.fields if part.required]) | {"minProperties": 1}
    if item.type is FieldType.ROWS:
        needed = [column.key for column in item.fields if column.required and not column.condition]
        bounds = {"minItems": max(item.min or 0, 1), "maxItems": item.max}
        return {"type": "array", "items": _object(item.fields, needed), **bounds}
    return _plain(item)


def _plain(item: Field) -> dict[str, Any]:  # noqa: C901 one line a type
    match item.type:
        case FieldType.NUMBER | FieldType.MONEY:
            kind = "number" if item.decimals else "integer"
            most = item.max if item.max is not None else MONEY_MOST
            return {"type": kind, "minimum": item.min or 0, "maximum": most}
        case FieldType.CHOICE:
            return {"enum": [value for value, _label in item.choices]}
        case FieldType.MANY:
            values = [value for value, _label in item.choices]
            return {"type": "array", "items": {"enum": values}, "uniqueItems": True}
        case FieldType.YES_NO:
            return {"enum": ["yes", "no"]}
        case FieldType.CONSENT:
            return {"const": "yes"}
        case FieldType.DATE if item.unknown_day:
            return {"type": "string", "pattern": rf"^({_DAY}|\d{{4}}(-\d{{2}})?)$"}
        case FieldType.DATE:
            return {"type": "string", "format": "date", "pattern": rf"^{_DAY}$"}
        case FieldType.ADDRESS:
            return _address(item)
        case FieldType.CALCULATED:
            return _calculated(item)
        case FieldType.ID_NUMBER | FieldType.PHONE | FieldType.TAX_CODE:
            return {"type": "string", "pattern": _PATTERNS[item.type]}
        case _:
            return {"type": "string", "minLength": 1, "maxLength": item.max or LONGEST_NAME}


def _calculated(item: Field) -> dict[str, Any]:
    kinds = {"number": "number", "money": "integer", "text": "string"}
    return {"type": kinds[item.kind]} if item.kind in kinds else {"type": "string", "format": "date"}


def _address(item: Field) -> dict[str, Any]:
    text = {"type": "string", "maxLength": item.max or 200}
    return {
        "type": "object",
        "properties": {
            "commune": {"type": "string", "minLength": 1, "maxLength": 10},
            **({"hamlet": {**text, "minLength": 1}} if item.hamlet else {}),
            "detail": text if item.hamlet else {**text, "minLength": 1},
        },
        "required": ["commune", "detail"],
        "additionalProperties": False,
    }

"""The form as JSON Schema (draft 2020-12), published for machines and held against every filed answer."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import jsonschema_rs

from motcua.forms.rules.definition import MONEY_MOST, Answers, Field, FieldType, FormDefinition

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@lru_cache(maxsize=1024)
def json_schema(definition: FormDefinition) -> dict[str, Any]:
    """The schema of clean answers; a question with a condition is required only where the condition holds."""
    holding = [item for item in definition.fields.values() if item.type is not FieldType.INFO]
    schema: dict[str, Any] = {
        "$schema": DIALECT,
        "type": "object",
        "properties": {item.key: _property(item) for item in holding},
        "required": [item.key for item in holding if item.required and item.when is None],
        "additionalProperties": False,
    }
    conditional = [_condition(definition, item) for item in holding if item.required and item.when]
    if conditional:
        schema["allOf"] = conditional
    return schema


def broken_keys(definition: FormDefinition, answers: Answers) -> list[str]:
    """Keys of the fields whose answer the schema refuses; [] when it accepts all."""
    if _validator(definition).is_valid(answers):
        return []
    found: list[str] = []
    for error in _validator(definition).iter_errors(answers):
        path = [str(part) for part in error.instance_path]
        found += path[:1] or [key for key in definition.fields if f'"{key}"' in error.message]
    return list(dict.fromkeys(found)) or [next(iter(definition.fields))]


@lru_cache(maxsize=1024)
def _validator(definition: FormDefinition) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json_schema(definition))


def _condition(definition: FormDefinition, item: Field) -> dict[str, Any]:
    """Where its own condition and those of the questions it hangs on hold, the item is required."""
    conditions = []
    step: Field = item
    while step.when is not None:
        ground = definition.fields[step.when.field]
        allowed: dict[str, Any] = {"enum": list(step.when.values)}
        if ground.type is FieldType.MANY:
            allowed = {"contains": allowed}
        conditions.append({"properties": {ground.key: allowed}, "required": [ground.key]})
        step = ground
    return {"if": {"allOf": conditions}, "then": {"required": [item.key]}}


def _property(item: Field) -> dict[str, Any]:
    return {"title": item.label, **_shape(item)}


def _shape(item: Field) -> dict[str, Any]:
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
        case FieldType.DATE:
            return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
        case FieldType.ID_NUMBER:
            return {"type": "string", "pattern": r"^\d{12}$"}
        case FieldType.ADDRESS:
            return _address(item)
        case FieldType.PHONE:
            return {"type": "string", "pattern": r"^0\d{9,10}$"}
        case FieldType.TAX_CODE:
            return {"type": "string", "pattern": r"^(\d{10}(-\d{3})?|\d{12})$"}
        case _:
            return {"type": "string", "minLength": 1, "maxLength": item.max or 200}


def _address(item: Field) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "commune": {"type": "string", "minLength": 1, "maxLength": 10},
            "detail": {"type": "string", "minLength": 1, "maxLength": item.max or 200},
        },
        "required": ["commune", "detail"],
        "additionalProperties": False,
    }

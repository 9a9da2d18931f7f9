"""The names that expressions may ask of a form, with the kind of each."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.expressions import Kind, ListOf, NameKind, Rows
from motcua.forms.rules.conditions import SAID_PARTS
from motcua.forms.rules.definition import CASE, GROUPS, Field, FieldType, FormDefinition

KINDS: dict[FieldType, NameKind] = {
    FieldType.NUMBER: Kind.NUMBER,
    FieldType.MONEY: Kind.NUMBER,
    FieldType.DATE: Kind.DATE,
    FieldType.MANY: ListOf(Kind.TEXT),
}
CALCULATED_KINDS: dict[str, Kind] = {
    "number": Kind.NUMBER,
    "money": Kind.NUMBER,
    "date": Kind.DATE,
    "text": Kind.TEXT,
}


def expression_names(definition: FormDefinition) -> dict[str, NameKind]:
    """Every name a rule of this form or a condition of its process may ask, the chosen case included."""
    return {CASE: Kind.TEXT} | names_of(definition.fields.values())


def names_of(fields: Iterable[Field]) -> dict[str, NameKind]:
    return {name: kind for item in fields for name, kind in field_names(item).items()}


def field_names(item: Field) -> dict[str, NameKind]:
    """The names one question gives: its key, and of a composite answer each part."""
    if not item.holds:
        return {}
    if item.type in GROUPS:
        parts = {f"{item.key}_{name}": kind for part in item.fields for name, kind in field_names(part).items()}
        return {item.key: Kind.UNKNOWN, **parts}
    if item.type is FieldType.ROWS:
        columns = names_of(item.fields).items()
        return {item.key: Rows({name: kind for name, kind in columns if isinstance(kind, (Kind, ListOf))})}
    if item.type is FieldType.ADDRESS:
        return {item.key: Kind.UNKNOWN, **{f"{item.key}_{part}": Kind.TEXT for part in SAID_PARTS}}
    if item.type is FieldType.CALCULATED:
        return {item.key: CALCULATED_KINDS[item.kind]}
    return {item.key: KINDS.get(item.type, Kind.TEXT)}

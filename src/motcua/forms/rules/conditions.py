"""What is asked and what is calculated, given the answers: one pass over the form, in its order."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from motcua.expressions import Expression, ExpressionError, Value, evaluate, names_used
from motcua.expressions.lexing import tokens
from motcua.forms.rules import dates
from motcua.forms.rules.definition import (
    CASE,
    GROUPS,
    MONEY_MOST,
    Answer,
    Answers,
    Field,
    FieldType,
    FormDefinition,
    Page,
)
from motcua.forms.rules.values import typed_number

SAID_PARTS = ("commune", "hamlet", "detail")
_LONGEST_CALCULATED = 500


@dataclass(frozen=True, slots=True)
class Asking:
    """``keys`` of the questions that apply, ``calculated`` answers, and all answers under the names of expressions."""

    keys: frozenset[str]
    calculated: Answers
    scope: Mapping[str, Any]
    today: date


def asking(definition: FormDefinition, answers: Mapping[str, Answer], *, today: date, case: str = "") -> Asking:
    """What applies with these answers, typed or clean; an answer to what is not asked counts as not given."""
    scope: dict[str, Any] = {CASE: case or None}
    keys: set[str] = set()
    calculated: Answers = {}
    for page in definition.pages:
        if not met(page.condition, scope, today):
            continue
        for item in page.fields:
            if not met(item.condition, scope, today):
                continue
            keys.add(item.key)
            if item.type is FieldType.CALCULATED:
                value = calculate(item, scope, today)
                if value is not None:
                    scope[item.key] = calculated[item.key] = value
            elif item.key in answers:
                scope.update(named(item, answers[item.key]))
    return Asking(frozenset(keys), calculated, scope, today)


def recalculate(definition: FormDefinition, answers: Answers, *, today: date, case: str = "") -> None:
    """Bring the calculated answers of ``answers`` up to date with the others, in place."""
    applies = asking(definition, answers, today=today, case=case)
    for item in definition.fields.values():
        if item.type is FieldType.CALCULATED:
            answers.pop(item.key, None)
    answers.update(applies.calculated)


def asked(
    definition: FormDefinition, item: Field, answers: Mapping[str, Answer], *, today: date, case: str = ""
) -> bool:
    """Whether ``item`` applies. To ask for many, take the ``keys`` of one ``asking``."""
    return item.key in asking(definition, answers, today=today, case=case).keys


def page_applies(page: Page, asked: Asking) -> bool:
    """Whether anything on ``page`` is asked: a page whose every question is out of place is skipped."""
    return any(item.key in asked.keys for item in page.fields)


def met(condition: Expression | None, scope: Mapping[str, Any], today: date) -> bool:
    """Whether a condition is true; one that fails on the answers as they are counts as not met."""
    return condition is None or outcome(condition, scope, today) is True


def outcome(expression: Expression, scope: Mapping[str, Any], today: date) -> Value:
    """The value; ``None`` (unanswered) where the answers as typed cannot be worked with."""
    try:
        return evaluate(expression, scope, today=today)
    except ExpressionError:
        return None


def row_asked(item: Field, row: Mapping[str, Any], scope: Mapping[str, Any], today: date) -> dict[str, Field]:
    """The columns of ``item`` that apply in this row, by key."""
    if all(column.condition is None for column in item.fields):
        return {column.key: column for column in item.fields}
    own: dict[str, Any] = dict.fromkeys(column.key for column in item.fields)
    needed = _asked_by_columns(item)
    around = ChainMap(own, scope)  # type: ignore[arg-type]  # only read
    found = {}
    for column in item.fields:
        if met(column.condition, around, today):
            found[column.key] = column
            if column.key in needed:
                own.update(named(column, row.get(column.key)))
    return found


@lru_cache(maxsize=512)
def _asked_by_columns(item: Field) -> frozenset[str]:
    """The columns whose answers a condition of another column asks."""
    conditions = [column.condition for column in item.fields if column.condition]
    names = frozenset[str]().union(*(names_used(each) for each in conditions))
    return frozenset(
        column.key for column in item.fields if any(n == column.key or n.startswith(f"{column.key}_") for n in names)
    )


@lru_cache(maxsize=1024)
def grounds(definition: FormDefinition) -> Mapping[str, frozenset[str]]:
    """For each question that hangs on others: the keys of those its condition, page or calculation asks."""
    found: dict[str, frozenset[str]] = {}
    for page in definition.pages:
        for item in page.fields:
            asking = (page.condition, item.condition, item.formula, *(column.condition for column in item.fields))
            names = frozenset[str]().union(*(names_used(each) for each in asking if each))
            keys = frozenset(definition.owner(name) for name in names) - {"", item.key}
            if keys:
                found[item.key] = keys
    return found


def prefixed(source: str, prefix: str) -> str:
    """The expression ``source`` with every name it asks begun by ``prefix``."""
    for token in reversed(tokens(source)):
        if token.kind == "name":
            source = source[: token.at] + prefix + source[token.at :]
    return source


def located(definition: FormDefinition, name: str) -> Field | None:
    """The question or part behind a name of ``flat`` ("me_full_name", also written "me.full_name")."""
    plain = name.replace(".", "_")
    item = definition.fields.get(plain)
    owner = definition.fields.get(definition.owners.get(plain, ""))
    if item is not None or owner is None:
        return item
    return next((part for part in owner.fields if f"{owner.key}_{part.key}" == plain), None)


def flat(definition: FormDefinition, answers: Mapping[str, Answer]) -> dict[str, Any]:
    """The answers under the names that expressions, processes and results use: ``me_full_name``, ``home_commune``.

    Rows stay lists of such flat objects; a person or address also keeps its own name.
    """
    return {
        name: value
        for item in definition.fields.values()
        if item.key in answers
        for name, value in named(item, answers[item.key]).items()
    }


def named(item: Field, answer: Any) -> dict[str, Any]:
    """One answer under the names expressions call it by; nothing for one that is empty."""
    if answer in (None, "", [], {}):
        return {}
    if item.type in GROUPS:
        parts = answer if isinstance(answer, Mapping) else {}
        inner = {
            f"{item.key}_{name}": value
            for part in item.fields
            for name, value in named(part, parts.get(part.key)).items()
        }
        return {item.key: answer, **inner} if inner else {}
    if item.type is FieldType.ROWS:
        rows = answer if isinstance(answer, list) else []
        return {item.key: [_flat_row(item, row) for row in rows if isinstance(row, Mapping)]}
    if item.type is FieldType.ADDRESS and isinstance(answer, Mapping):
        parts = {f"{item.key}_{part}": answer[part] for part in SAID_PARTS if answer.get(part)}
        return {item.key: answer, **parts} if parts else {}
    value = as_stored(item, answer)
    return {} if value is None else {item.key: value}


def as_stored(item: Field, answer: Any) -> Any:
    """What was typed in the boxes of a date or as an amount, as it will be stored; ``None`` when it is neither."""
    if item.type is FieldType.DATE and isinstance(answer, Mapping):
        typed = dates.boxes(answer)
        return None if dates.problem(item.key, typed) else dates.made(typed).isoformat()
    if item.type in (FieldType.NUMBER, FieldType.MONEY) and isinstance(answer, str):
        return typed_number(item, answer)
    return None if isinstance(answer, Mapping) else answer


def _flat_row(item: Field, row: Mapping[str, Any]) -> dict[str, Any]:
    """All columns, so that an empty one hides an outer answer of the same name."""
    found: dict[str, Any] = dict.fromkeys(column.key for column in item.fields)
    for column in item.fields:
        found |= named(column, row.get(column.key))
    return found


def calculate(item: Field, scope: Mapping[str, Any], today: date) -> Answer:
    """The stored value of a calculated field, ``None`` while what it asks is unanswered or does not fit its kind."""
    value = outcome(item.formula, scope, today) if item.formula else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, date):
        return value.isoformat() if item.kind in ("date", "text") else None
    if isinstance(value, (int, Decimal)):
        return _number(item, Decimal(value))
    if isinstance(value, str):
        return value[:_LONGEST_CALCULATED] if item.kind == "text" else _day(item, value)
    return None


def _number(item: Field, value: Decimal) -> Answer:
    if abs(value) > MONEY_MOST * 1000:
        return None
    if item.kind == "text":
        return f"{value:f}"
    if item.kind not in ("number", "money"):
        return None
    rounded = round(value, 0 if item.kind == "money" else 6)
    return int(rounded) if rounded == int(rounded) else float(rounded)


def _day(item: Field, value: str) -> Answer:
    try:
        return date.fromisoformat(value).isoformat() if item.kind == "date" else None
    except ValueError:
        return None

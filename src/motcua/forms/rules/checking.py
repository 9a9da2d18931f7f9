"""Checking a page or a whole form: every answer by itself, then against the others, then the published schema."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date
from typing import Any

from motcua.forms.rules import sentences
from motcua.forms.rules.conditions import Asking, calculate, met, named, outcome
from motcua.forms.rules.definition import CASE, GROUPS, Answer, Answers, Field, FieldType, FormDefinition, Page
from motcua.forms.rules.judging import Judge, first_control, together
from motcua.forms.rules.schema import broken_keys
from motcua.forms.rules.values import Ground
from motcua.kernel.text import fold

MOST_UNKNOWN = 20
LAST_PROVINCE = 96  # personal numbers begin with one of the 63 province codes of before July 2025, 001 to 096


def check(
    definition: FormDefinition,
    answers: Mapping[str, Answer],
    *,
    page: Page | None = None,
    today: date,
    communes: Container[str] | None = None,
    case: str = "",
    papers: Container[str] | None = None,
    former: Callable[[str], Sequence[str]] | None = None,
) -> tuple[Answers, dict[str, str]]:
    """Clean answers and one sentence for each control that is wrong, under its name.

    ``answers`` are all answers so far, typed or clean. With ``page`` only its questions are judged and given back;
    without, the whole form is, and answers to questions not asked are dropped. Unknown keys are refused, calculated
    answers worked out afresh. ``papers`` are the keys of those handed in (None = not judged), ``former`` knows which
    communes of today an address of before July 2025 may mean.
    """
    errors = _unknown(definition, answers)
    judge = Judge(Ground(today, communes, papers, former), errors)
    cleaned, scope, asked = _one_by_one(definition, answers, page, judge, case)
    wanted = {item.key for item in page.fields} if page else definition.fields.keys()
    mine = {key: item for key, item in definition.fields.items() if key in wanted and key in asked}
    known = {key: answer for key, answer in answers.items() if key in scope} | cleaned
    _across_plain(definition, mine, known, scope, errors)
    _by_rules(definition, mine, scope, today, errors)
    if page is None and not errors:
        errors.update((key, sentences.missing(definition.fields[key])) for key in broken_keys(definition, cleaned))
    return cleaned, errors


def warnings(
    definition: FormDefinition,
    answers: Mapping[str, Answer],
    *,
    asking: Asking | None = None,
    today: date | None = None,
) -> dict[str, str]:
    """Doubts worth showing next to clean answers, under the names of their controls: never a reason to refuse.

    With ``asking`` and ``today`` also what the form's own rules of level warning say.
    """
    doubts: dict[str, str] = {}
    for item in definition.fields.values():
        _doubt_answer(item, answers.get(item.key), doubts)
    if asking is not None and today is not None:
        for rule in definition.rules:
            if rule.warns and rule.at in asking.keys and outcome(rule.condition, asking.scope, today) is False:
                doubts.setdefault(first_control(definition.fields[rule.at]), rule.say)
    return doubts


def _unknown(definition: FormDefinition, answers: Mapping[str, Answer]) -> dict[str, str]:
    strange = [key for key in answers if key not in definition.fields][:MOST_UNKNOWN]
    return {key[:60]: sentences.unknown(key[:60]) for key in strange}


def _one_by_one(
    definition: FormDefinition, answers: Mapping[str, Answer], page: Page | None, judge: Judge, case: str
) -> tuple[Answers, dict[str, Any], set[str]]:
    """Clean answers, all answers under the names of expressions, and the keys that are asked, in the form's order:
    a condition sees just what comes before it."""
    scope: dict[str, Any] = {CASE: case or None}
    asked: set[str] = set()
    cleaned: Answers = {}
    today = judge.ground.today
    for each in definition.pages:
        if not met(each.condition, scope, today):
            continue
        judged = page is None or each is page or each.key == page.key
        for item in each.fields:
            if not item.holds and judged and answers.get(item.key) not in (None, ""):
                judge.errors[item.key] = sentences.only_read(item)
            if item.type is FieldType.INFO or not met(item.condition, scope, today):
                continue
            asked.add(item.key)
            if item.type is FieldType.CALCULATED:
                value = calculate(item, scope, today)
            else:
                raw = answers.get(item.key)
                value = judge.judge(item, raw, scope) if judged else raw
            if value is None:
                continue
            scope.update(named(item, value))
            if judged:
                cleaned[item.key] = value
    return cleaned, scope, asked


def _across_plain(
    definition: FormDefinition,
    mine: Mapping[str, Field],
    known: Mapping[str, Answer],
    scope: Mapping[str, Any],
    errors: dict[str, str],
) -> None:
    found: dict[str, str] = {}
    together(definition.fields, {key: value for key, value in known.items() if key in scope}, found)
    for key, sentence in found.items():
        if key in mine:
            errors.setdefault(key, sentence)


def _by_rules(
    definition: FormDefinition, mine: Mapping[str, Field], scope: Mapping[str, Any], today: date, errors: dict[str, str]
) -> None:
    for rule in definition.rules:
        if rule.warns or rule.at not in mine:
            continue
        name = first_control(mine[rule.at])
        if name not in errors and outcome(rule.condition, scope, today) is False:
            errors[name] = rule.say


def _doubt_answer(item: Field, value: Answer, doubts: dict[str, str]) -> None:
    if item.type in GROUPS and isinstance(value, Mapping):
        for part in item.fields:
            _doubt(part, f"{item.key}_{part.key}", value.get(part.key), doubts)
    elif item.type is FieldType.ROWS and isinstance(value, list):
        for number, row in enumerate(value):
            for column in item.fields if isinstance(row, Mapping) else ():
                _doubt(column, f"{item.key}-{number}-{column.key}", row.get(column.key), doubts)
    else:
        _doubt(item, item.key, value, doubts)


def _doubt(item: Field, name: str, value: Answer, doubts: dict[str, str]) -> None:
    if not isinstance(value, str) or not value:
        return
    if item.type is FieldType.ID_NUMBER and value[:3].isdigit() and not 1 <= int(value[:3]) <= LAST_PROVINCE:
        doubts[name] = sentences.strange_province(item)
    if item.type is FieldType.NAME and " " in value and fold(value) == value.lower():
        doubts[name] = sentences.bare_name(item)

"""Checking a page or a whole form: every answer by itself, then against the others, then the published schema."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date

from motcua.forms.rules import sentences
from motcua.forms.rules.definition import Answer, Answers, Field, FieldType, FormDefinition, Page, asked
from motcua.forms.rules.schema import broken_keys
from motcua.forms.rules.values import Ground, clean, is_empty
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
) -> tuple[Answers, dict[str, str]]:
    """Clean answers and one sentence for each field that is wrong.

    ``answers`` are all answers so far, typed or clean. With ``page`` only its fields are judged and given back;
    without, the whole form is, and answers to questions not asked are dropped. Unknown keys are refused.
    """
    errors = _unknown(definition, answers)
    cleaned: Answers = {}
    fields: Iterable[Field] = page.fields if page else definition.fields.values()
    ground = Ground(today, communes)
    for item in fields:
        if item.type is not FieldType.INFO and asked(definition, item, answers):
            _check_one(item, answers.get(item.key), ground, cleaned, errors)
    _check_together(definition, fields, {**answers, **cleaned}, errors)
    if page is None and not errors:
        errors = {key: sentences.missing(definition.fields[key]) for key in broken_keys(definition, cleaned)}
    return cleaned, errors


def warnings(definition: FormDefinition, answers: Mapping[str, Answer]) -> dict[str, str]:
    """Doubts worth showing next to clean answers: never a reason to refuse."""
    doubts: dict[str, str] = {}
    for item in definition.fields.values():
        value = answers.get(item.key)
        if not isinstance(value, str) or not value:
            continue
        if item.type is FieldType.ID_NUMBER and not 1 <= int(value[:3]) <= LAST_PROVINCE:
            doubts[item.key] = sentences.strange_province(item)
        if item.type is FieldType.NAME and " " in value and fold(value) == value.lower():
            doubts[item.key] = sentences.bare_name(item)
    return doubts


def _unknown(definition: FormDefinition, answers: Mapping[str, Answer]) -> dict[str, str]:
    strange = [key for key in answers if key not in definition.fields][:MOST_UNKNOWN]
    return {key[:60]: sentences.unknown(key[:60]) for key in strange}


def _check_one(item: Field, raw: Answer, ground: Ground, cleaned: Answers, errors: dict[str, str]) -> None:
    if is_empty(item, raw):
        if item.required:
            errors[item.key] = sentences.missing(item)
        return
    try:
        cleaned[item.key] = clean(item, raw, ground)
    except sentences.Wrong as wrong:
        errors[item.key] = str(wrong)


def _check_together(
    definition: FormDefinition, fields: Iterable[Field], answers: Mapping[str, Answer], errors: dict[str, str]
) -> None:
    for item in fields:
        value = answers.get(item.key)
        if item.key in errors or not isinstance(value, str) or not asked(definition, item, answers):
            continue
        sentence = _order(definition, item, answers) or _agreement(definition, item, value, answers)
        if sentence:
            errors[item.key] = sentence


def _order(definition: FormDefinition, item: Field, answers: Mapping[str, Answer]) -> str:
    earlier = _date_at(answers, item.not_before)
    later = _date_at(answers, item.key) if item.not_before else None
    if earlier is None or later is None or later >= earlier:
        return ""
    return sentences.not_before(item, definition.fields[item.not_before])


def _agreement(definition: FormDefinition, item: Field, value: str, answers: Mapping[str, Answer]) -> str:
    """The 4th digit of a personal number is sex and century (even = male, 0–1 = 1900s), then two digits of the year."""
    if item.type is not FieldType.ID_NUMBER or not value:
        return ""
    born = _date_at(answers, item.birth)
    if born is not None and (1900 + int(value[3]) // 2 * 100 + int(value[4:6])) != born.year:
        return sentences.number_disagrees(item, definition.fields[item.birth])
    sex = answers.get(item.sex) if item.sex else None
    if sex in ("male", "female") and (int(value[3]) % 2 == 0) != (sex == "male"):
        return sentences.number_disagrees(item, definition.fields[item.sex])
    return ""


def _date_at(answers: Mapping[str, Answer], key: str) -> date | None:
    value = answers.get(key) if key else None
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None

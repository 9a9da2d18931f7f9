"""Example answers to a form, to try it with: made up, and right as far as the questions alone say what is right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from motcua.forms.rules.conditions import asking
from motcua.forms.rules.definition import GROUPS, Answer, Answers, Field, FieldType, FormDefinition

FEW_ROWS = 2
_TEXTS = {
    FieldType.NAME: "Nguyễn Văn An",
    FieldType.PHONE: "0912345678",
    FieldType.EMAIL: "nguyenvanan@example.vn",
    FieldType.TAX_CODE: "2800123456",
    FieldType.ETHNICITY: "Kinh",
    FieldType.YES_NO: "yes",
    FieldType.CONSENT: "yes",
    FieldType.LONG_TEXT: "Một đoạn ví dụ để xem tờ khai hiện ra thế nào.",
}


def example(definition: FormDefinition, *, today: date, commune: str) -> Answers:
    """An answer to every question that is asked, each given what stands before it. ``commune``: one of the province."""
    answers: Answers = {}
    for page in definition.pages:
        for item in page.fields:
            if item.holds and item.key in asking(definition, answers, today=today).keys:
                answer = _answer(item, answers, today, commune)
                if answer is not None:
                    answers[item.key] = answer
    return answers


def _answer(item: Field, around: Mapping[str, Any], today: date, commune: str) -> Answer:  # noqa: C901 one line a type
    match item.type:
        case FieldType.CALCULATED | FieldType.INFO | FieldType.PAPER:
            return None
        case FieldType.ROWS:
            count = min(max(item.min or 0, FEW_ROWS), item.max or FEW_ROWS)
            return [_parts(item, today, commune) for _row in range(count)]
        case FieldType.PLACE:
            return {"lat": 19.807631, "lng": 105.77652, "note": "Cạnh nhà văn hóa thôn"}
        case _ if item.type in GROUPS:
            return _parts(item, today, commune)
        case FieldType.ADDRESS:
            hamlet = {"hamlet": "Thôn 3"} if item.hamlet else {}
            return {"commune": commune, **hamlet, "detail": "Số 12, đường Lê Lợi"}
        case FieldType.NUMBER | FieldType.MONEY:
            return _number(item)
        case FieldType.DATE:
            return _day(item, around, today).isoformat()
        case FieldType.CHOICE:
            return item.choices[0][0]
        case FieldType.MANY:
            return [item.choices[0][0]]
        case FieldType.ID_NUMBER:
            return _id_number(around.get(item.birth), around.get(item.sex))
        case _:
            return _TEXTS.get(item.type, "Ví dụ")[: item.max or None]


def _parts(item: Field, today: date, commune: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in item.fields:
        answer = _answer(part, found, today, commune)
        if answer is not None:
            found[part.key] = answer
    return found


def _number(item: Field) -> int:
    usual = 500_000 if item.type is FieldType.MONEY else 3
    return min(max(usual, item.min or 0), item.max if item.max is not None else usual)


def _day(item: Field, around: Mapping[str, Any], today: date) -> date:
    if item.not_before and isinstance(around.get(item.not_before), str):
        return date.fromisoformat(str(around[item.not_before]))
    if item.future:
        return today + timedelta(days=30)
    return date(today.year - 30, 4, 30) if item.past else date(today.year - 1, 4, 30)


def _id_number(born: object, sex: object) -> str:
    """A number that says the same birth year and sex: centuries and sexes are counted in its fourth digit."""
    year = int(born[:4]) if isinstance(born, str) and born[:4].isdigit() else 1990
    digit = (year // 100 - 19) * 2 + (1 if sex in ("female", "nu") else 0)
    return f"038{max(digit, 0)}{year % 100:02d}000123"

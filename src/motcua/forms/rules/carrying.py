"""A draft begun on an older version of a form: what of it still stands, and what a person is told has changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from django.utils.translation import gettext as _

from motcua.forms.rules.definition import GROUPS, Answer, Answers, Field, FieldType, FormDefinition

type Kind = Literal["added", "removed", "changed", "required"]
_WORDS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})


class Change(NamedTuple):
    key: str
    kind: Kind
    sentence: str


def carry_forward(
    old: FormDefinition, new: FormDefinition, answers: Mapping[str, Answer]
) -> tuple[Answers, list[Change]]:
    """The answers that may stay and everything that changed, in the order of the new form; removed questions last.

    An answer stays where the new question takes it; what was typed wrong stays too, to be mended. Nothing is judged.
    """
    kept: Answers = {}
    changes: list[Change] = []
    for key, item in new.fields.items():
        before, answer = old.fields.get(key), answers.get(key)
        if before is None:
            if item.holds and item.type is not FieldType.CALCULATED:
                changes.append(Change(key, "added", _("Câu hỏi mới: “%s”.") % item.label))
            continue
        stays = _kept(before, item, answer)
        if stays not in (None, ""):
            kept[key] = stays
        change = _change(before, item, answer, stays)
        if change:
            changes.append(change)
    for key, item in old.fields.items():
        if key not in new.fields and answers.get(key) not in (None, "", [], {}):
            sentence = _("Không còn hỏi “%s”. Câu trả lời cũ không gửi đi.") % item.label
            changes.append(Change(key, "removed", sentence))
    return kept, changes


def _change(before: Field, item: Field, answer: Answer, stays: Answer) -> Change | None:
    if answer not in (None, "", [], {}) and stays != answer:
        return Change(item.key, "changed", _("“%s” nay hỏi khác trước. Anh/chị trả lời lại.") % item.label)
    if item.required and not before.required and stays in (None, "", [], {}) and item.holds:
        return Change(item.key, "required", _("“%s” nay là câu bắt buộc.") % item.label)
    if stays not in (None, "", [], {}) and item.label != before.label:
        told = {"old": before.label, "new": item.label}
        sentence = _("Lời hỏi “%(old)s” nay là “%(new)s”. Anh/chị xem lại câu trả lời.") % told
        return Change(item.key, "changed", sentence)
    return None


def _kept(before: Field, item: Field, answer: Any) -> Answer:
    """The answer, or as much of it as the new question takes; ``None`` for nothing."""
    if answer is None or not item.holds or item.type is FieldType.CALCULATED:
        return None
    if before.type is not item.type:
        return str(answer) if before.type in _WORDS and item.type in _WORDS else None
    values = {value for value, _label in item.choices}
    if item.type is FieldType.CHOICE:
        return answer if answer in values else None
    if item.type is FieldType.MANY and isinstance(answer, list):
        return [each for each in answer if each in values]
    if item.type in GROUPS and isinstance(answer, Mapping):
        return _parts(before, item, answer)
    if item.type is FieldType.ROWS and isinstance(answer, list):
        return [_parts(before, item, row) for row in answer if isinstance(row, Mapping)]
    if item.type is FieldType.ADDRESS and isinstance(answer, Mapping) and not item.hamlet and answer.get("hamlet"):
        detail = ", ".join(str(answer[part]) for part in ("detail", "hamlet") if answer.get(part))
        return {"commune": answer.get("commune", ""), "detail": detail}
    return answer  # type: ignore[no-any-return]


def _parts(before: Field, item: Field, answer: Mapping[str, Any]) -> dict[str, Any]:
    was = {part.key: part for part in before.fields}
    found = {part.key: _kept(was[part.key], part, answer.get(part.key)) for part in item.fields if part.key in was}
    return {key: value for key, value in found.items() if value is not None}

"""One question with its raw answer, composite or plain: what is stored, and a sentence at each control that is wrong.

Sentences stand under the names of the controls: ``key``, ``key_part`` of a person, ``key-2-column`` of the third row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from motcua.forms.rules import sentences
from motcua.forms.rules.conditions import row_asked
from motcua.forms.rules.definition import GROUPS, Answer, Field, FieldType
from motcua.forms.rules.values import Ground, clean, is_empty

MOST_TYPED_ROWS = 100


@dataclass(slots=True)
class Judge:
    """``scope``: the answers before this one, under the names of expressions."""

    ground: Ground
    errors: dict[str, str] = field(default_factory=dict)

    def judge(self, item: Field, raw: object, scope: Mapping[str, Any]) -> Answer:
        """The clean answer; ``None`` where it is empty or wrong."""
        if item.type is FieldType.PAPER:
            self._paper(item)
            return None
        if item.type in GROUPS:
            return self._group(item, raw)
        if item.type is FieldType.ROWS:
            return self._rows(item, raw, scope)
        return self._plain(item, item.key, raw)

    def _plain(self, item: Field, name: str, raw: object, before: str = "") -> Answer:
        if is_empty(item, raw):
            if item.required:
                self.errors[name] = before + sentences.missing(item)
            return None
        try:
            return clean(item, raw, self.ground)
        except sentences.Wrong as wrong:
            self.errors[name] = before + str(wrong)
            return None

    def _paper(self, item: Field) -> None:
        if item.required and self.ground.papers is not None and item.paper not in self.ground.papers:
            self.errors[item.key] = _("Tải lên %s.") % item.name

    def _group(self, item: Field, raw: object) -> Answer:
        if raw is None or (isinstance(raw, (str, Mapping)) and group_is_empty(item, raw)):
            if item.required:
                self.errors[first_control(item)] = sentences.missing(item)
            return None
        if not isinstance(raw, Mapping) or not set(raw) <= {part.key for part in item.fields}:
            self.errors[first_control(item)] = _("Nhập lại %s theo các ô có sẵn.") % item.name
            return None
        wrong = len(self.errors)
        found: dict[str, Any] = {}
        for part in item.fields:
            value = self._plain(part, f"{item.key}_{part.key}", raw.get(part.key))
            if value is not None:
                found[part.key] = value
        together(item.fields, found, self.errors, f"{item.key}_")
        if item.type is FieldType.PLACE and ("lat" in found) != ("lng" in found) and len(self.errors) == wrong:
            lacking = "lng" if "lat" in found else "lat"
            self.errors[f"{item.key}_{lacking}"] = _("Nhập cả vĩ độ và kinh độ, hoặc để trống cả hai và mô tả vị trí.")
        return found if len(self.errors) == wrong else None

    def _rows(self, item: Field, raw: object, scope: Mapping[str, Any]) -> Answer:
        if raw not in (None, "") and (not isinstance(raw, list) or len(raw) > MOST_TYPED_ROWS):
            self.errors[item.key] = _("Nhập %s thành từng dòng.") % item.name
            return None
        wrong = len(self.errors)
        typed = raw if isinstance(raw, list) else []
        found = [self._row(item, number, row, scope) for number, row in enumerate(typed) if not row_is_empty(item, row)]
        if len(self.errors) == wrong:
            self._count(item, len(found))
        return found if found and len(self.errors) == wrong else None

    def _count(self, item: Field, count: int) -> None:
        least = max(item.min or 0, int(item.required))
        told = {"name": item.name, "n": least, "row": row_word(item).lower(), "most": item.max}
        if count < least:
            self.errors[item.key] = capfirst(_("%(name)s: thêm ít nhất %(n)d %(row)s.") % told)
        elif item.max is not None and count > item.max:
            self.errors[item.key] = capfirst(_("%(name)s: nhiều nhất %(most)d %(row)s.") % told)

    def _row(self, item: Field, number: int, raw: object, scope: Mapping[str, Any]) -> dict[str, Any]:
        before = f"{row_word(item)} {number + 1}: "
        columns = {column.key for column in item.fields}
        if not isinstance(raw, Mapping) or not set(raw) <= columns:
            self.errors[f"{item.key}-{number}-{item.fields[0].key}"] = before + _("nhập lại theo các ô có sẵn.")
            return {}
        found: dict[str, Any] = {}
        for key, column in row_asked(item, raw, scope, self.ground.today).items():
            value = self._plain(column, f"{item.key}-{number}-{key}", raw.get(key), before)
            if value is not None:
                found[key] = value
        together(item.fields, found, self.errors, f"{item.key}-{number}-", before)
        return found


def together(
    fields: tuple[Field, ...] | Mapping[str, Field],
    answers: Mapping[str, Any],
    errors: dict[str, str],
    prefix: str = "",
    before: str = "",
) -> None:
    """Clean answers held against each other: dates in order, numbers that agree with birth and sex."""
    known = fields if isinstance(fields, Mapping) else {item.key: item for item in fields}
    for key, item in known.items():
        value = answers.get(key)
        if not isinstance(value, str) or prefix + key in errors:
            continue
        sentence = _order(known, item, answers) or _agreement(known, item, value, answers)
        if sentence:
            errors[prefix + key] = before + sentence


def group_is_empty(item: Field, raw: object) -> bool:
    if not isinstance(raw, Mapping):
        return not raw
    parts = {part.key: part for part in item.fields}
    return all(is_empty(parts[key], value) if key in parts else False for key, value in raw.items())


def row_is_empty(item: Field, row: object) -> bool:
    return row is None or (isinstance(row, Mapping) and group_is_empty(item, row))


def row_word(item: Field) -> str:
    """What one row is called."""
    return item.row_name or _("Dòng")


def first_control(item: Field) -> str:
    """The name of the control an error about the whole answer points at."""
    return f"{item.key}_{item.fields[0].key}" if item.type in GROUPS else item.key


def _order(known: Mapping[str, Field], item: Field, answers: Mapping[str, Any]) -> str:
    earlier = _date_at(answers, item.not_before)
    later = _date_at(answers, item.key) if item.not_before else None
    if earlier is None or later is None or later >= earlier:
        return ""
    return sentences.not_before(item, known[item.not_before])


def _agreement(known: Mapping[str, Field], item: Field, value: str, answers: Mapping[str, Any]) -> str:
    """The 4th digit of a personal number is sex and century (even = male, 0-1 = 1900s), then two digits of the year."""
    if item.type is not FieldType.ID_NUMBER or not value:
        return ""
    born = answers.get(item.birth) if item.birth else None
    year = int(born[:4]) if isinstance(born, str) and born[:4].isdigit() else None
    if year is not None and 1900 + int(value[3]) // 2 * 100 + int(value[4:6]) != year:
        return sentences.number_disagrees(item, known[item.birth])
    sex = answers.get(item.sex) if item.sex else None
    if sex in ("male", "female") and (int(value[3]) % 2 == 0) != (sex == "male"):
        return sentences.number_disagrees(item, known[item.sex])
    return ""


def _date_at(answers: Mapping[str, Any], key: str) -> date | None:
    value = answers.get(key) if key else None
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-11-22") else None
    except ValueError:
        return None

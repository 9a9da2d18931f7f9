"""What the procedure's own checks find in the rows of a spreadsheet, and a row that is refused among those to mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from motcua.dossiers.grouping.sheets.columns import Column, short_name
from motcua.dossiers.prechecks.gathering import Look
from motcua.forms.rules import Answers
from motcua.places.gazetteer import commune_names

type Line = dict[str, Any]
type Warned = dict[str, list[dict[str, str]]]


def looked_at(
    rows: Mapping[str, Answers], columns: Sequence[Column], look: Look
) -> tuple[dict[str, Answers], Warned, list[Line]]:
    """Rows that nothing blocks, what is warned of by row (key and sentence), and lines of the report on the others."""
    good: dict[str, Answers] = {}
    warned: Warned = {}
    report: list[Line] = []
    for number, answers in rows.items():
        found = look(answers)
        if any(one.blocks for one in found):
            fields = {one.field or one.paper or one.key: one.sentence for one in found}
            report.append(refused_row(int(number), answers, columns, fields))
            continue
        good[number] = answers
        if found:
            warned[number] = [{"key": one.key, "sentence": one.sentence} for one in found]
    return good, warned, report


def refused_row(number: int, answers: Answers, columns: Sequence[Column], fields: Mapping[str, str]) -> Line:
    """A row that was read and is refused; ``fields``: sentences by what they are about."""
    titles = {column.name: column.title for column in columns}
    cells = [_cell(column.answer_in(answers), column.half) for column in columns]
    return {"row": number, "cells": cells, "problems": [[titles.get(key, ""), told] for key, told in fields.items()]}


def _cell(answer: Any, half: str) -> str:
    if isinstance(answer, dict):
        code = str(answer.get(half, ""))
        return short_name(commune_names().get(code, code)) if half == "commune" else code
    return "; ".join(answer) if isinstance(answer, list) else str(answer if answer is not None else "")

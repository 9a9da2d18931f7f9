"""The columns a procedure's form becomes, and a row's cells as answers. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from motcua.forms.rules import Answer, Answers, Field, FieldType, FormDefinition, check
from motcua.kernel.text import fold

COMMUNE, DETAIL = "commune", "detail"
OTHER_PLACE = "other"
REASON = "Cần sửa"
NO_COLUMN = frozenset({FieldType.ROWS, FieldType.CALCULATED})
PARTED = frozenset({FieldType.PERSON, FieldType.ORGANISATION, FieldType.PLACE})
_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_LOST_ZERO = {FieldType.ID_NUMBER: 11, FieldType.PHONE: 9}  # digits left when a spreadsheet took it for a number

type Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a field, one half (``commune``, ``detail``) of an address, or ``field`` as a part of the person,
    organisation or place ``of``."""

    title: str
    field: Field
    half: str = ""
    of: Field | None = None

    @property
    def required(self) -> bool:
        whole = self.of or self.field
        return self.field.required and whole.required and not whole.when

    @property
    def name(self) -> str:
        """What an error about it is named by."""
        return f"{self.of.key}_{self.field.key}" if self.of else self.field.key

    def answer_in(self, answers: Mapping[str, Answer]) -> Answer:
        whole = answers.get(self.of.key) if self.of else None
        return (whole.get(self.field.key) if isinstance(whole, dict) else None) if self.of else answers.get(self.name)

    def options(self, communes: Mapping[str, str]) -> list[str]:
        """What may be chosen, as shown; [] when anything may be written."""
        if self.half == COMMUNE:
            return [*map(short_name, communes.values()), *([_("Nơi khác")] if self.field.anywhere else [])]
        if self.field.type is FieldType.YES_NO:
            return [_("Có"), _("Không")]
        if self.field.type is FieldType.CONSENT:
            return [_("Đồng ý")]
        return [label for _value, label in self.field.choices]


def short_name(name: str) -> str:
    """ "Phường Hạc Thành" of "Phường Hạc Thành, Tỉnh Thanh Hóa"."""
    return name.partition(",")[0]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at which column; ``title`` empty when it is the row as a whole."""

    title: str
    sentence: str


def columns_of(form: FormDefinition) -> list[Column]:
    """The form's questions in order; no two columns have one title. Repeating groups and papers have no columns."""
    found: list[Column] = []
    for field in form.fields.values():
        if field.holds and field.type not in NO_COLUMN:
            found += _columns(field, field.label.rstrip("?: "))
    return _distinct(found)


def _columns(field: Field, label: str, of: Field | None = None) -> list[Column]:
    if field.type in PARTED:
        return [column for part in field.fields for column in _columns(part, f"{label} – {part.label}", field)]
    if field.type is FieldType.ADDRESS:
        return [
            Column(f"{label} – {_('xã, phường')}", field, COMMUNE, of),
            Column(f"{label} – {_('số nhà, đường, thôn')}", field, DETAIL, of),
        ]
    return [Column(label, field, of=of)]


def _distinct(columns: Sequence[Column]) -> list[Column]:
    seen: dict[str, int] = {}
    found = []
    for column in columns:
        known_as = same_title(column.title)
        seen[known_as] = seen.get(known_as, 0) + 1
        number = seen[known_as]
        found.append(replace(column, title=f"{column.title} ({number})") if number > 1 else column)
    return found


def same_title(title: str) -> str:
    """How titles are compared: marks, case, spaces and the star of a required column do not count."""
    return " ".join(fold(title).replace("*", " ").split())


def answers_of(columns: Sequence[Column], cells: Mapping[str, Cell], communes: Mapping[str, str]) -> Answers:
    """A row's cells (by column title) as typed answers; what cannot be read is passed on as it stands."""
    codes = {fold(short_name(name)): code for code, name in communes.items()}
    answers: Answers = {}
    for column in columns:
        cell = cells.get(column.title)
        if cell is None or cell == "":
            continue
        value = _answer(column.field, cell)
        if column.half:
            text = shown(cell)
            address = column.answer_in(answers)
            halves = dict(address) if isinstance(address, dict) else {}
            value = halves | {column.half: _commune(text, codes) if column.half == COMMUNE else text}
        if column.of:
            whole = answers.get(column.of.key)
            answers[column.of.key] = {**(whole if isinstance(whole, dict) else {}), column.field.key: value}
        else:
            answers[column.name] = value
    return answers


def _commune(text: str, codes: Mapping[str, str]) -> str:
    known_as = fold(short_name(text)).strip()
    return OTHER_PLACE if known_as == fold(_("Nơi khác")) else codes.get(known_as, text[:10])


def _answer(field: Field, cell: Cell) -> Answer:
    text = shown(cell)
    match field.type:
        case FieldType.DATE:
            return _iso(cell, text)
        case FieldType.YES_NO:
            return {fold(_("Có")): "yes", fold(_("Không")): "no"}.get(fold(text), text)
        case FieldType.CONSENT:
            return "yes" if fold(text) in {fold(_("Có")), fold(_("Đồng ý"))} else text
        case FieldType.CHOICE:
            return _value(field, text)
        case FieldType.MANY:
            return [_value(field, one.strip()) for one in re.split(r"[;\n]", text) if one.strip()]
        case FieldType.ID_NUMBER | FieldType.PHONE if (
            isinstance(cell, (int, float)) and len(text) == _LOST_ZERO[field.type]
        ):
            return f"0{text}"
        case FieldType.NUMBER | FieldType.MONEY if isinstance(cell, (int, float)):
            return int(cell) if float(cell).is_integer() else cell
    return text


def _value(field: Field, text: str) -> str:
    """The choice behind its label; the text itself when there is none, for the form to refuse."""
    wanted = fold(text)
    return next((value for value, label in field.choices if wanted in {fold(label), fold(value)}), text)


def _iso(cell: Cell, text: str) -> str:
    if isinstance(cell, date):
        return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
    found = _DATE.fullmatch(text.strip())
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text


def shown(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, dates as people write them."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def check_row(
    form: FormDefinition,
    columns: Sequence[Column],
    cells: Mapping[str, Cell],
    *,
    communes: Mapping[str, str],
    today: date,
) -> tuple[Answers, list[Problem]]:
    """The row's clean answers and everything the form finds wrong with it."""
    clean, errors = check(form, answers_of(columns, cells, communes), today=today, communes=communes)
    titles: dict[str, str] = {}
    for column in columns:
        titles.setdefault(column.name, column.title)
    return clean, [Problem(titles.get(key, ""), sentence) for key, sentence in errors.items()]

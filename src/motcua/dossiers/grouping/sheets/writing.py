"""The template made from a procedure's form, and the rows to mend with the reason at each."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from motcua.dossiers.grouping.sheets.columns import COMMUNE, DETAIL, REASON, Column
from motcua.dossiers.grouping.sheets.reading import MOST_ROWS, SHEET
from motcua.forms.rules import FieldType

LISTS, HELP = "Danh mục", "Hướng dẫn"
HEAD = PatternFill("solid", fgColor="FFE8EEF7")
NEEDED = PatternFill("solid", fgColor="FFFCE8D5")
WRITTEN_AS = {FieldType.DATE: "dd/mm/yyyy", FieldType.NUMBER: "0", FieldType.MONEY: "#,##0"}
TEXT = "@"


def template_xlsx(title: str, columns: Sequence[Column], communes: Mapping[str, str]) -> bytes:
    """A workbook to fill in from row 2: the table, what each column wants, and the lists to choose from."""
    return _workbook(title, columns, communes, rows=())


def template_csv(columns: Sequence[Column]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow([column.title for column in columns])
    return out.getvalue().encode("utf-8-sig")


def rows_to_mend(
    title: str, columns: Sequence[Column], communes: Mapping[str, str], report: Sequence[Mapping[str, Any]]
) -> bytes:
    """The same table with only the rows that were not filed, a last column saying why."""
    return _workbook(title, columns, communes, rows=report)


def _workbook(
    title: str, columns: Sequence[Column], communes: Mapping[str, str], rows: Sequence[Mapping[str, Any]]
) -> bytes:
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has no sheet")
    sheet.title = SHEET
    _write_table(sheet, columns, rows)
    _write_help(book.create_sheet(HELP), title, columns, communes)
    _write_lists(book.create_sheet(LISTS), sheet, columns, communes)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_table(sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> None:
    titles = [f"{column.title} *" if column.required else column.title for column in columns]
    for place, text in enumerate([*titles, *([REASON] if rows else [])], start=1):
        cell = sheet.cell(1, place, text)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        needed = place > len(columns) or columns[place - 1].required
        cell.fill = NEEDED if needed else HEAD
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = 46 if place > len(columns) else max(14, min(len(text) + 2, 30))
        if place <= len(columns):
            sheet.column_dimensions[letter].number_format = WRITTEN_AS.get(columns[place - 1].field.type, TEXT)
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows, start=2):
        reasons = "; ".join(f"{name}: {sentence}" if name else sentence for name, sentence in row["problems"])
        for place, text in enumerate([*row["cells"], reasons], start=1):
            cell = sheet.cell(number, place, text)
            cell.data_type = "s"  # whatever it begins with, it is text and never a formula
            cell.number_format = TEXT


def _write_help(sheet: Worksheet, title: str, columns: Sequence[Column], communes: Mapping[str, str]) -> None:
    lines = [
        title,
        _("Điền vào trang “%(sheet)s”, mỗi dòng là một hồ sơ, từ dòng 2, tối đa %(n)d dòng.")
        % {"sheet": SHEET, "n": MOST_ROWS},
        _("Giữ nguyên dòng tiêu đề. Cột có dấu * là bắt buộc. Không dùng công thức, không ẩn dòng hay cột."),
    ]
    for number, line in enumerate(lines, start=1):
        sheet.cell(number, 1, line).font = Font(bold=number == 1)
    start = len(lines) + 2
    for place, text in enumerate([_("Cột"), _("Bắt buộc"), _("Cách điền"), _("Ghi chú")], start=1):
        sheet.cell(start, place, text).font = Font(bold=True)
    for number, column in enumerate(columns, start=start + 1):
        told = (column.title, _("Có") if column.required else "", _how(column, communes), column.field.hint)
        for place, text in enumerate(told, start=1):
            cell = sheet.cell(number, place, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in (("A", 42), ("B", 10), ("C", 52), ("D", 52)):
        sheet.column_dimensions[letter].width = width


def _how(column: Column, communes: Mapping[str, str]) -> str:
    kind = column.field.type
    if column.half == COMMUNE:
        return _("Chọn trong danh sách xã, phường")
    if column.half == DETAIL:
        return _("Số nhà, đường hoặc thôn")
    options = column.options(communes)
    if kind is FieldType.MANY:
        return _("Một hoặc nhiều, cách nhau bằng dấu chấm phẩy: %s") % "; ".join(options)
    if options:
        return _("Chọn một: %s") % "; ".join(options)
    told = {
        FieldType.DATE: _("Ngày/tháng/năm, ví dụ 05/11/2026"),
        FieldType.ID_NUMBER: _("12 chữ số"),
        FieldType.PHONE: _("10 chữ số, bắt đầu bằng 0"),
        FieldType.NUMBER: _("Số"),
        FieldType.MONEY: _("Số đồng, không ghi chữ"),
        FieldType.TAX_CODE: _("10, 12 hoặc 13 chữ số"),
        FieldType.EMAIL: _("Thư điện tử"),
    }
    return told.get(kind, _("Chữ"))


def _write_lists(lists: Worksheet, table: Worksheet, columns: Sequence[Column], communes: Mapping[str, str]) -> None:
    """Each list of choices in a column of its own, and the table's column bound to it."""
    place = 0
    for number, column in enumerate(columns, start=1):
        options = column.options(communes)
        if not options or column.field.type is FieldType.MANY:
            continue
        place += 1
        lists.cell(1, place, column.title).font = Font(bold=True)
        for row, text in enumerate(options, start=2):
            lists.cell(row, place, text)
        letter, bound = get_column_letter(place), get_column_letter(number)
        choice = DataValidation(
            type="list", formula1=f"'{LISTS}'!${letter}$2:${letter}${len(options) + 1}", allow_blank=True
        )
        choice.error = _("Chọn một giá trị trong danh sách.")
        table.add_data_validation(choice)
        choice.add(f"{bound}2:{bound}{MOST_ROWS + 1}")

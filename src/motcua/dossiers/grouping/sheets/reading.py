"""A spreadsheet from outside, as rows of plain cells: bounded in bytes, rows and columns; nothing in it is computed."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from motcua.dossiers.grouping.sheets.columns import Cell, Problem
from motcua.kernel.errors import Invalid

MOST_BYTES = 4 * 1024 * 1024
MOST_UNPACKED = 32 * 1024 * 1024
MOST_PARTS = 60
MOST_ROWS = 3000
MOST_COLUMNS = 120
LONGEST_CELL = 2000
SPARE_ROWS = 500  # empty rows that only carry a format
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SHEET = "Hồ sơ"


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number in the file; ``problems`` were found in reading it."""

    number: int
    cells: tuple[Cell, ...]
    problems: tuple[str, ...] = field(default=())

    @property
    def empty(self) -> bool:
        return not self.problems and all(cell is None or cell == "" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    titles: tuple[str, ...]
    rows: tuple[Row, ...]


def read_sheet(content: bytes) -> Sheet:
    """The titles of the first row and the rows below that hold anything. ``Invalid`` says what to do about the file."""
    if not content:
        raise _refuse(_("Tệp trống. Chọn lại tệp."))
    if len(content) > MOST_BYTES:
        raise _refuse(_("Tệp quá lớn, chỉ nhận tới %(n)d MB. Chia bảng thành nhiều tệp.") % {"n": MOST_BYTES >> 20})
    if content.startswith(OLE):
        raise _refuse(_("Tệp Excel đời cũ (.xls) hoặc có mật khẩu. Lưu lại dạng .xlsx, không đặt mật khẩu."))
    rows = list(_excel(content) if content.startswith(ZIP) else _csv(content))
    if not rows:
        raise _refuse(_("Bảng không có dòng nào. Điền từ dòng 2 của bảng mẫu."))
    titles = tuple(str(cell or "").strip() for cell in rows[0].cells)
    filled = tuple(row for row in rows[1:] if not row.empty)
    if len(filled) > MOST_ROWS:
        raise _refuse(_("Bảng có %(n)d dòng, mỗi lần nhận tới %(most)d dòng. Chia bảng thành nhiều tệp.")
                      % {"n": len(filled), "most": MOST_ROWS})  # fmt: skip
    return Sheet(titles, filled)


def _refuse(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"file": sentence})


def _excel(content: bytes) -> Iterator[Row]:
    _check_package(content)
    try:
        book = load_workbook(io.BytesIO(content), data_only=False, keep_vba=False, keep_links=False)
        named = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
    except Exception as problem:  # a broken file makes the reader raise anything
        raise _refuse(_("Không đọc được tệp Excel này. Mở bằng Excel, lưu lại dạng .xlsx rồi tải lên.")) from problem
    sheet = named if isinstance(named, Worksheet) and named.sheet_state == "visible" else None
    if sheet is None:
        raise _refuse(_("Trang tính “%s” đang ẩn. Bỏ ẩn rồi tải lên.") % SHEET)
    if sheet.max_row > MOST_ROWS + SPARE_ROWS or sheet.max_column > MOST_COLUMNS:
        raise _refuse(_("Bảng quá rộng hoặc quá dài. Xóa các dòng, cột thừa; mỗi lần nhận tới %d dòng.") % MOST_ROWS)
    if any(column.hidden for column in sheet.column_dimensions.values()):
        raise _refuse(_("Bảng có cột bị ẩn. Bỏ ẩn hoặc xóa cột đó để không nộp nhầm."))
    for cells in sheet.iter_rows():
        number = cells[0].row or 0
        hidden = bool(sheet.row_dimensions[number].hidden)
        yield _row(number, cells, hidden=hidden)


def _row(number: int, cells: Sequence[SheetCell | MergedCell], *, hidden: bool) -> Row:
    values: list[Cell] = []
    problems: list[str] = [_("Dòng này bị ẩn trong bảng. Bỏ ẩn hoặc xóa dòng.")] if hidden else []
    for cell in cells:
        value, problem = _plain(cell)
        values.append(value)
        if problem:
            problems.append(problem)
    if all(value is None for value in values):
        problems = []
    return Row(number, tuple(values), tuple(problems))


def _plain(cell: SheetCell | MergedCell) -> tuple[Cell, str]:
    """The cell's value; formulas and errors are never used, only told."""
    value = cell.value
    if cell.data_type == "f":
        return "", _("Ô %s có công thức. Dán giá trị vào ô.") % cell.coordinate
    if cell.data_type == "e":
        return "", _("Ô %s báo lỗi tính toán. Nhập lại giá trị.") % cell.coordinate
    if value is None or (isinstance(value, (int, float, date)) and not isinstance(value, bool)):
        return value, ""
    text = str(value).strip()
    if len(text) > LONGEST_CELL:
        return text[:LONGEST_CELL], _("Ô %(cell)s quá dài, tối đa %(n)d ký tự.") % {
            "cell": cell.coordinate,
            "n": LONGEST_CELL,
        }
    return text.replace("\x00", ""), ""


def _check_package(content: bytes) -> None:
    """What is packed inside, before any of it is parsed: how much it unpacks to, macros, passwords, entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            bomb = len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED
            if bomb or any(part.flag_bits & 1 for part in parts):
                raise _refuse(_("Tệp Excel này chứa quá nhiều dữ liệu hoặc có mật khẩu. Dùng lại bảng mẫu."))
            if any("vbaproject" in part.filename.lower() for part in parts):
                raise _refuse(_("Tệp có macro. Lưu lại dạng .xlsx không có macro."))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(part):
                    raise _refuse(_("Tệp Excel này không hợp lệ. Dùng lại bảng mẫu."))
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, ValueError) as bad:
        raise _refuse(_("Tệp Excel bị hỏng. Lưu lại rồi tải lên.")) from bad


def _csv(content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refuse(_("Chỉ nhận tệp .xlsx, hoặc .csv lưu dạng UTF-8.")) from None
    if "\x00" in text:
        raise _refuse(_("Chỉ nhận tệp .xlsx, hoặc .csv lưu dạng UTF-8."))
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter, strict=False), start=1):
            if number > MOST_ROWS + SPARE_ROWS or len(cells) > MOST_COLUMNS:
                raise _refuse(_("Bảng quá rộng hoặc quá dài, mỗi lần nhận tới %d dòng.") % MOST_ROWS)
            yield _text_row(number, cells)
    except csv.Error as problem:
        raise _refuse(_("Không đọc được tệp CSV này. Lưu lại bằng bảng tính, dạng CSV UTF-8.")) from problem


def _text_row(number: int, cells: Sequence[str]) -> Row:
    problems = [
        _("Cột %d bắt đầu bằng dấu = như một công thức. Nhập giá trị.") % place
        for place, cell in enumerate(cells, start=1)
        if cell.lstrip().startswith("=")
    ]
    long = any(len(cell) > LONGEST_CELL for cell in cells)
    problems += [_("Có ô dài quá %d ký tự.") % LONGEST_CELL] if long else []
    return Row(number, tuple(cell.strip()[:LONGEST_CELL] for cell in cells), tuple(problems))


def as_problems(row: Row) -> list[Problem]:
    return [Problem("", sentence) for sentence in row.problems]

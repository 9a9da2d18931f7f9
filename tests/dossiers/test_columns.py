"""What a form of composite questions becomes in a spreadsheet."""

from __future__ import annotations

from typing import Any

from motcua.dossiers.grouping.sheets.columns import Cell, check_row, columns_of
from motcua.forms.rules import parse
from tests.forms.kinds import TODAY

COMMUNES = {"14797": "Phường Hạc Thành, Tỉnh Thanh Hóa"}
FIELDS: list[dict[str, Any]] = [
    {"key": "mother", "label": "Mẹ", "type": "person", "parts": ["full_name", "birth?", "home?"], "required": True},
    {"key": "firm", "label": "Tổ chức", "type": "organisation"},
    {"key": "rows", "label": "Con", "type": "rows", "fields": [{"key": "a", "label": "A"}]},
    {"key": "proof", "label": "Giấy", "type": "paper", "paper": "giay"},
    {"key": "agree", "label": "Tôi cam đoan", "type": "consent", "required": True},
    {"key": "total", "label": "Tổng", "type": "calculated", "value": "1 + 1"},
]
FORM = parse({"pages": [{"key": "a", "title": "A", "fields": FIELDS}]})
COLUMNS = columns_of(FORM)
CELLS: dict[str, Cell] = {
    "Mẹ – Họ, chữ đệm và tên": "Lê Thị Hoa",
    "Mẹ – Ngày, tháng, năm sinh": "05/11/1990",
    "Mẹ – Nơi cư trú – xã, phường": "Phường Hạc Thành",
    "Mẹ – Nơi cư trú – số nhà, đường, thôn": "12 Lê Lợi",
    "Tôi cam đoan": "Đồng ý",
}


def test_a_person_has_a_column_for_each_part_and_groups_of_rows_have_none() -> None:
    titles = [column.title for column in COLUMNS]
    assert titles == [*list(CELLS)[:4], "Tổ chức – Tên tổ chức", "Tổ chức – Mã số thuế", "Tôi cam đoan"]
    assert [column.title for column in COLUMNS if column.required] == ["Mẹ – Họ, chữ đệm và tên", "Tôi cam đoan"]


def test_the_cells_of_a_person_become_one_answer() -> None:
    answers, problems = check_row(FORM, COLUMNS, CELLS, communes=COMMUNES, today=TODAY)
    assert problems == []
    assert answers["mother"] == {
        "full_name": "Lê Thị Hoa",
        "birth": "1990-11-05",
        "home": {"commune": "14797", "detail": "12 Lê Lợi"},
    }
    assert (answers["agree"], answers["total"]) == ("yes", 2)


def test_a_wrong_part_is_told_at_its_column() -> None:
    wrong = {**CELLS, "Mẹ – Họ, chữ đệm và tên": "Hoa 2"}
    _answers, problems = check_row(FORM, COLUMNS, wrong, communes=COMMUNES, today=TODAY)
    assert [problem.title for problem in problems] == ["Mẹ – Họ, chữ đệm và tên"]

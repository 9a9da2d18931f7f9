"""Many dossiers from a spreadsheet: every row checked first, each filed by itself, bad rows come back with reasons."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.grouping.sheets.columns import columns_of
from motcua.dossiers.grouping.sheets.filing import submit_sheet, upload_sheet
from motcua.dossiers.grouping.sheets.reading import read_sheet
from motcua.dossiers.grouping.sheets.rows import file_rows
from motcua.dossiers.grouping.sheets.writing import rows_to_mend, template_csv, template_xlsx
from motcua.dossiers.models import Dossier, Draft, FilingGroup, GroupMember
from motcua.dossiers.services.drafting import start_draft
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.places.gazetteer import commune_names
from tests.dossiers.bundle import publish, text, version
from tests.dossiers.filled import fill_in
from tests.dossiers.world import World

CODE = "9.000040"
FIELDS: list[dict[str, Any]] = [
    {"key": "name", "label": "Họ tên người lao động", "type": "name", "required": True},
    {"key": "born", "label": "Ngày sinh", "type": "date", "required": True, "past": True},
    {"key": "number", "label": "Số định danh", "type": "id_number", "required": True, "birth": "born"},
    {"key": "sex", "label": "Giới tính", "type": "choice", "required": True, "choices": [["m", "Nam"], ["f", "Nữ"]]},
    {"key": "home", "label": "Nơi ở", "type": "address", "required": True},
    {"key": "foreign", "label": "Là người nước ngoài?", "type": "yes_no", "required": True},
    text("visa", "Số thị thực", when='foreign = "yes"'),
    {"key": "salary", "label": "Lương", "type": "money"},
]
TITLES = [
    "Họ tên người lao động *", "Ngày sinh *", "Số định danh *", "Giới tính *", "Nơi ở – xã, phường *",
    "Nơi ở – số nhà, đường, thôn *", "Là người nước ngoài *", "Số thị thực", "Lương",
]  # fmt: skip
GOOD = ["Lê Văn Bình", date(1985, 11, 2), "038085004567", "Nam", "Phường Thử", "Số 1", "Không", None, 12_000_000]


@pytest.fixture
def procedure(world: World) -> ProcedureVersion:
    return publish(version(CODE, "Khai báo lao động", FIELDS, days=3))


@pytest.fixture
def draft(world: World, procedure: ProcedureVersion) -> Draft:
    return fill_in(world, start_draft(asker=world.citizen, procedure_code=CODE, at=world.at))


def person(number: int, **changes: Any) -> list[Any]:
    row = list(GOOD)
    row[0], row[5] = f"Lê Văn {chr(65 + number % 26)}{chr(97 + number // 26 % 26)}", f"Số {number}"
    for place, value in changes.items():
        row[int(place.removeprefix("at_"))] = value
    return row


def book(rows: Sequence[Sequence[Any]], titles: Sequence[str] = TITLES, **touch: Any) -> bytes:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Hồ sơ"
    sheet.append(list(titles))
    for row in rows:
        sheet.append(list(row))
    for what, value in touch.items():
        if what == "hidden_row":
            sheet.row_dimensions[value].hidden = True
        elif what == "hidden_column":
            sheet.column_dimensions[value].hidden = True
        else:
            sheet[what] = value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def uploaded(world: World, draft: Draft, content: bytes) -> FilingGroup:
    return upload_sheet(draft_id=draft.pk, asker=world.citizen, content=content, at=world.at)


def quiet(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    queued: list[str] = []
    monkeypatch.setattr(
        "motcua.dossiers.grouping.sheets.filing.file_rows_job.defer", lambda **job: queued.append(job["group_id"])
    )
    return queued


def problems(group: FilingGroup) -> dict[int, list[list[str]]]:
    return {line["row"]: line["problems"] for line in group.report}


def test_the_template_can_be_filled_in_and_read_back(procedure: ProcedureVersion) -> None:
    columns = columns_of(version_bundle(procedure.pk).form)
    content = template_xlsx("Khai báo lao động", columns, commune_names())
    filled = load_workbook(io.BytesIO(content))
    assert filled.sheetnames == ["Hồ sơ", "Hướng dẫn", "Danh mục"]
    assert [cell.value for cell in filled["Hồ sơ"][1]] == TITLES
    lists = {cell.value for row in filled["Danh mục"].iter_rows() for cell in row}
    assert {"Nam", "Nữ", "Phường Thử", "Xã Khác", "Có", "Không"} <= lists
    assert len(filled["Hồ sơ"].data_validations.dataValidation) == 3
    filled["Hồ sơ"].append(GOOD)
    out = io.BytesIO()
    filled.save(out)
    assert len(read_sheet(out.getvalue()).rows) == 1
    assert template_csv(columns).decode("utf-8-sig").startswith("Họ tên người lao động,Ngày sinh")


def test_good_rows_become_dossiers_each_by_itself(world: World, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    queued = quiet(monkeypatch)
    group = uploaded(world, draft, book([person(1), person(2)]))
    assert (set(group.answers["rows"]), group.report) == ({"2", "3"}, [])
    assert Dossier.objects.count() == 0
    for _again in range(2):
        submit_sheet(group_id=group.pk, asker=world.citizen, at=world.at)
    assert queued == [str(group.pk)]
    assert file_rows(group_id=group.pk, at=world.at) is False
    members = GroupMember.objects.filter(group=group).order_by("position")
    assert [(one.position, one.label) for one in members] == [(2, "Dòng 2"), (3, "Dòng 3")]
    answers = Dossier.objects.get(membership__position=2).answers
    assert answers == {
        "name": "Lê Văn Ba",
        "born": "1985-11-02",
        "number": "038085004567",
        "sex": "m",
        "home": {"commune": "99001", "detail": "Số 1"},
        "foreign": "no",
        "salary": 12_000_000,
    }
    assert not Draft.objects.filter(pk=draft.pk).exists()
    assert file_rows(group_id=group.pk, at=world.at) is False
    assert Dossier.objects.count() == 2


def test_filing_goes_on_where_it_stopped(world: World, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet(monkeypatch)
    group = uploaded(world, draft, book([person(number) for number in range(5)]))
    submit_sheet(group_id=group.pk, asker=world.citizen, at=world.at)
    left = []
    while file_rows(group_id=group.pk, at=world.at, most=2):
        left.append(GroupMember.objects.count())
    assert left == [2, 4]
    assert (Dossier.objects.count(), GroupMember.objects.count()) == (5, 5)


def test_every_bad_row_says_what_is_wrong_at_which_column(world: World, draft: Draft) -> None:
    rows = [
        person(1),
        person(2, at_0="", at_3="Khác"),
        person(3, at_1="31/02/1985", at_2="123"),
        person(4, at_4="Xã Không Có"),
        person(5, at_6="Có"),
        person(1),
    ]
    group = uploaded(world, draft, book(rows))
    assert set(group.answers["rows"]) == {"2"}
    told = problems(group)
    assert [title for title, _sentence in told[3]] == ["Họ tên người lao động", "Giới tính"]
    assert [title for title, _sentence in told[4]] == ["Ngày sinh", "Số định danh"]
    assert [title for title, _sentence in told[5]] == ["Nơi ở – xã, phường"]
    assert [title for title, _sentence in told[6]] == ["Số thị thực"]
    assert told[7] == [["", "Giống hệt dòng 2. Xóa bớt một dòng."]]


def test_bad_rows_come_back_with_reasons_and_are_sent_again(world: World, draft: Draft) -> None:
    columns = columns_of(version_bundle(draft.version_id).form)
    group = uploaded(world, draft, book([person(1), person(2, at_0="", at_5="=1+1 sai")], I3="Mười triệu"))
    mend = load_workbook(io.BytesIO(rows_to_mend(group.name, columns, commune_names(), group.report)))
    sheet = mend["Hồ sơ"]
    assert sheet.cell(1, len(TITLES) + 1).value == "Cần sửa"
    assert "Họ tên người lao động: Nhập" in str(sheet.cell(2, len(TITLES) + 1).value)
    assert sheet.max_row == 2
    sheet["A2"], sheet["F2"], sheet["I2"] = "Lê Văn Hai", "Số 2", ""
    out = io.BytesIO()
    mend.save(out)
    again = uploaded(world, draft, out.getvalue())
    assert (again.pk, set(again.answers["rows"]), again.report) == (group.pk, {"2"}, [])


def test_what_looks_like_a_formula_is_text_in_the_rows_to_mend(draft: Draft) -> None:
    columns = columns_of(version_bundle(draft.version_id).form)
    line = {"row": 2, "cells": ['=HYPERLINK("http://x")'], "problems": [["", "Sai"]]}
    cell = load_workbook(io.BytesIO(rows_to_mend("x", columns, {}, [line])))["Hồ sơ"]["A2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x")')


def test_a_zero_lost_in_the_spreadsheet_is_put_back(world: World, draft: Draft) -> None:
    group = uploaded(world, draft, book([person(1, at_2=38085004567)]))
    assert group.answers["rows"]["2"]["number"] == "038085004567"


def test_formulas_are_never_used(world: World, draft: Draft) -> None:
    group = uploaded(world, draft, book([person(1), person(2)], A3='="Lê "&"Ba"'))
    assert set(group.answers["rows"]) == {"2"}
    assert any("Ô A3 có công thức" in sentence for _title, sentence in problems(group)[3])


def test_hidden_rows_are_not_filed_and_hidden_columns_refuse_the_file(world: World, draft: Draft) -> None:
    group = uploaded(world, draft, book([person(1), person(2)], hidden_row=3))
    assert set(group.answers["rows"]) == {"2"}
    with pytest.raises(Invalid, match="cột bị ẩn"):
        uploaded(world, draft, book([person(1)], hidden_column="B"))


def test_a_csv_is_read_as_well(world: World, draft: Draft) -> None:
    lines = [";".join(title.replace(" *", "") for title in TITLES)]
    lines += ["Lê Văn Ba;02/11/1985;038085004567;nữ;phuong thu;Số 2;khong;;12.000.000", "=1;;;;;;;;"]
    group = uploaded(world, draft, "\ufeff".encode() + "\n".join(lines).encode())
    assert group.answers["rows"]["2"]["sex"] == "f"
    assert group.answers["rows"]["2"]["salary"] == 12_000_000
    assert any("dấu =" in sentence for _title, sentence in problems(group)[3])


def test_a_table_of_millions_of_empty_rows_is_refused(world: World, draft: Draft) -> None:
    with pytest.raises(Invalid, match="quá dài"):
        uploaded(world, draft, book([person(1)], A900000="x"))


def test_a_wrong_table_names_the_columns_it_lacks(world: World, draft: Draft) -> None:
    with pytest.raises(Invalid, match="thiếu cột: Ngày sinh"):
        uploaded(world, draft, book([["Lê"]], titles=["Họ tên người lao động"]))
    with pytest.raises(Invalid, match="hai cột"):
        uploaded(world, draft, book([person(1)], titles=[*TITLES[:-1], "Ngày sinh"]))


def test_what_all_rows_share_is_asked_before_the_rows(world: World, procedure: ProcedureVersion) -> None:
    bare = start_draft(asker=world.citizen, procedure_code=CODE, at=world.at)
    with pytest.raises(Invalid) as refused:
        uploaded(world, bare, book([person(1)]))
    assert "organisation" in refused.value.fields


def test_nobody_elses_draft_or_group_takes_a_table(world: World, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet(monkeypatch)
    with pytest.raises(NotFound):
        upload_sheet(draft_id=draft.pk, asker=world.stranger, content=book([person(1)]), at=world.at)
    group = uploaded(world, draft, book([person(1)]))
    with pytest.raises(NotFound):
        submit_sheet(group_id=group.pk, asker=world.stranger, at=world.at)
    submit_sheet(group_id=group.pk, asker=world.citizen, at=world.at)
    with pytest.raises(Refused, match="đã nộp"):
        uploaded(world, draft, book([person(2)]))


def test_a_row_refused_when_it_is_filed_is_told_among_the_rows_to_mend(
    world: World, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet(monkeypatch)
    group = uploaded(world, draft, book([person(1), person(2)]))
    rows = group.answers["rows"]
    rows["2"]["name"] = ""
    FilingGroup.objects.filter(pk=group.pk).update(answers={"rows": rows})
    submit_sheet(group_id=group.pk, asker=world.citizen, at=world.at)
    assert file_rows(group_id=group.pk, at=world.at) is False
    group.refresh_from_db()
    assert [one.position for one in GroupMember.objects.all()] == [3]
    (line,) = group.report
    assert (line["row"], line["problems"][0][0]) == (2, "Họ tên người lao động")
    assert line["cells"][4:6] == ["Phường Thử", "Số 1"]


def test_a_row_that_another_must_sign_is_refused_in_words(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet(monkeypatch)
    who = {"full_name": "name", "id_number": "number"}
    facts = {"cosigners": [{"key": "a", "who": who, "say": "Người lao động", "when": 'foreign = "yes"'}]}
    publish(version("9.000041", "Khai báo có ký", FIELDS, days=3, facts=facts))
    draft = fill_in(world, start_draft(asker=world.citizen, procedure_code="9.000041", at=world.at))
    group = uploaded(world, draft, book([person(1), person(2, at_6="Có", at_7="V1")]))
    assert set(group.answers["rows"]) == {"2"}
    assert "Người lao động) cùng ký nên không nộp bằng bảng" in problems(group)[3][0][1]

"""Loading from a file: what is readable is published, the rest is reported with its place and reason."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from motcua.catalogue import selectors
from motcua.catalogue.services.importing import import_file
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Invalid

AT = datetime(2026, 11, 21, 11, 0, tzinfo=VIETNAM)
ITEM: dict[str, Any] = {
    "code": "1.999991",
    "name": "Thủ tục cấp giấy phép thử nghiệm",
    "sector": "Thử nghiệm",
    "levels": ["Cấp xã"],
    "promulgated_by": "Bộ Tư pháp",
    "channels": [{"channel": "DIRECT", "time_value": 5, "time_unit": "WORKING_DAY", "fees": [25000]}],
    "cases": [],
    "results": [{"code": "KQ.G15.000001", "name": "Giấy phép thử nghiệm"}],
    "legal_basis": ["1/2026/NĐ-CP"],
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def written(folder: Path, items: object, name: str = "tap-tin.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(items, ensure_ascii=False) if not isinstance(items, str) else items, encoding="utf-8")
    return path


def test_good_items_are_published_and_bad_ones_reported(tmp_path: Path) -> None:
    items = [
        ITEM,
        {**ITEM},
        {**ITEM, "code": "khong-phai-ma"},
        "không phải đối tượng",
        {**ITEM, "code": "1.999992", "levels": ["Cấp bộ"]},
        {**ITEM, "code": "1.999993.000.00.00.H56"},
        {**ITEM, "code": "1.999994", "name": "có\u0000ký tự"},
        {**ITEM, "code": "1.999995", "subjects": 5},
    ]
    report = import_file(written(tmp_path, items), at=AT)
    assert report.loaded == ("1.999991", "1.999993")
    assert [each.place for each in report.skipped] == [2, 3, 4, 5, 7, 8]
    assert all(each.reason for each in report.skipped)
    view = selectors.published("1.999991")
    assert "1.999991" in [hit.code for hit in selectors.search("cấp giấy phép thử nghiệm").hits]
    assert (view.limit, view.fee, view.title) == ("5 ngày làm việc", "25.000 đồng", "Cấp giấy phép thử nghiệm")
    assert selectors.published("1.999993.000.00.00.H56").code == "1.999993"


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, [ITEM])
    assert import_file(path, at=AT).loaded == ("1.999991",)
    again = import_file(path, at=AT)
    assert (again.loaded, again.unchanged) == ((), ("1.999991",))


def test_a_csv_is_read_as_well(tmp_path: Path) -> None:
    text = (
        "code,name,sector,promulgated_by,levels,time_value,time_unit,fee\n"
        "1.999996,Thử nghiệm bằng CSV,Thử nghiệm,Bộ Y tế,Cấp xã; Cấp tỉnh,7,ngày làm việc,10000\n"
        "x,Sai mã,,,Cấp xã,,,\n"
    )
    report = import_file(written(tmp_path, text, "tap-tin.csv"), at=AT)
    assert report.loaded == ("1.999996",)
    assert [each.code for each in report.skipped] == ["x"]
    view = selectors.published("1.999996")
    assert (view.limit, view.fee) == ("7 ngày làm việc", "10.000 đồng")


@pytest.mark.parametrize("text", ["", "{", "5", '{"a": 1}', "[" * 100_000])
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Invalid):
        import_file(written(tmp_path, text), at=AT)


def test_the_commands_speak_json(tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("import_procedures", str(written(tmp_path, [ITEM, {}])), "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["loaded"] == ["1.999991"]
    assert told["skipped"][0]["place"] == 2
    with pytest.raises(CommandError):
        call_command("import_procedures", str(tmp_path / "none.json"))


def test_queries_of_a_file_are_answered_one_object_a_line(tmp_path: Path) -> None:
    path = written(tmp_path, 'query,other\nlàm giấy khai sinh cho con,1\n"",2\n', "hoi.csv")
    out = io.StringIO()
    call_command("search_queries", str(path), "--json", stdout=out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [row["query"] for row in rows] == ["làm giấy khai sinh cho con", ""]
    assert "1.001193" in rows[0]["codes"]
    assert rows[0]["ms"] > 0

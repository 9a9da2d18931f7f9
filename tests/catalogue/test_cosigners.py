"""What curated procedures declare of co-signers fits their forms."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from motcua.dossiers.standing_in.cosigners import PARTS, cosigners_of
from motcua.expressions import names_used
from motcua.expressions import parse as parse_expression
from motcua.forms.rules import FieldType, parse

FILES = [
    path
    for path in sorted((Path(settings.BASE_DIR) / "data" / "curated").glob("*.json"))
    if "cosigners" in json.loads(path.read_text("utf-8"))
]
TODAY = date(2026, 11, 20)


def declared(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    raw = json.loads(path.read_text("utf-8"))
    return raw, raw["cosigners"]


def test_there_are_some() -> None:
    assert {path.stem for path in FILES} >= {"1.000894", "1.115538", "1.001612", "1.004222", "1.004859", "3.000722"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_names_questions_that_are_asked(path: Path) -> None:
    raw, rows = declared(path)
    fields = parse(raw["form"]).fields
    assert len({row["key"] for row in rows}) == len(rows)
    for row in rows:
        who = row["who"]
        if isinstance(who, str):
            assert fields[who].type in {FieldType.ROWS, FieldType.PERSON}, row["key"]
        else:
            assert {"full_name", "id_number"} <= set(who) <= {*PARTS, "rows"}
            assert set(who.values()) <= set(fields), row["key"]
        for name in names_used(parse_expression(row.get("when") or "true")):
            assert name in {*fields, "truong_hop"}, row["key"]
        papers = {paper["key"]: paper["kind"] for paper in raw["papers"]}
        assert papers.get(row.get("paper", ""), "upload") == "upload", row["key"]
        assert row.get("part", "") in {"", *(part["key"] for part in raw.get("parts", ()))}, row["key"]


def test_of_a_couple_the_other_one_signs() -> None:
    _raw, rows = declared(next(path for path in FILES if path.stem == "1.000894"))
    answers = {
        "wife_name": "Nguyễn Thị Hoa",
        "wife_id": "038192001234",
        "husband_name": "Lê Văn Bình",
        "husband_id": "038085004567",
    }
    for mine, other in (("038192001234", "Lê Văn Bình"), ("038085004567", "Nguyễn Thị Hoa")):
        found = cosigners_of(rows, answers, case_key="lan-dau", filer_number=mine, today=TODAY)
        assert [one.full_name for one in found] == [other]


def test_each_row_of_a_group_signs_once() -> None:
    _raw, rows = declared(next(path for path in FILES if path.stem == "1.115538"))
    both = [
        {"full_name": "Lê Thị Cam", "id_number": "038190000001"},
        {"full_name": "Lê Văn Bưởi", "id_number": "038090000002"},
    ]
    answers = {"co_givers": both, "co_receivers": [both[0]]}
    found = cosigners_of(rows, answers, case_key="mua-ban", filer_number="", today=TODAY)
    assert [(one.key, one.full_name) for one in found] == [
        ("cung-chuyen-1", "Lê Thị Cam"),
        ("cung-chuyen-2", "Lê Văn Bưởi"),
    ]
    heirs = cosigners_of(rows, answers, case_key="thua-ke", filer_number="", today=TODAY)
    assert [one.key for one in heirs] == ["cung-nhan-1"]


def test_a_condition_that_cannot_be_worked_out_asks_for_the_signature() -> None:
    rows = [{"key": "a", "who": "p", "say": "Người kia", "when": "1 +"}]
    person = {"p": {"full_name": "Lê Thị Cam", "id_number": "038190000001"}}
    assert cosigners_of(rows, person, case_key="", filer_number="", today=TODAY)


def test_the_head_of_another_household_signs_and_a_parent_who_is_head_does_not() -> None:
    _raw, rows = declared(next(path for path in FILES if path.stem == "3.000722"))
    head = {"householder": "khac", "householder_name": "Lê Văn Bình", "householder_id": "038055004567"}
    (one,) = cosigners_of(rows, head, case_key="", filer_number="038192001234", today=TODAY)
    assert (one.full_name, one.part, one.paper) == ("Lê Văn Bình", "thuong-tru", "dong-y-thuong-tru")
    assert not cosigners_of(rows, {"householder": "me"}, case_key="", filer_number="038192001234", today=TODAY)


def test_the_other_parent_signs_the_change_of_a_childs_name() -> None:
    _raw, rows = declared(next(path for path in FILES if path.stem == "1.004859"))
    answers = {"two_parents": "yes", "other_parent": {"full_name": "Lê Văn Bình", "id_number": "038085004567"}}
    found = cosigners_of(rows, answers, case_key="thay-doi", filer_number="038192001234", today=TODAY)
    assert [one.full_name for one in found] == ["Lê Văn Bình"]
    assert not cosigners_of(rows, {"two_parents": "no"}, case_key="thay-doi", filer_number="1", today=TODAY)

"""People, places, groups and what hangs on them: what is taken, what is said, under which name."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
from django.http import QueryDict

from motcua.forms import rules
from tests.forms.kinds import CHILD, COMMUNES, DEFINITION, FATHER, GOOD, TODAY

FORM = rules.parse(DEFINITION)


def check(extra: dict[str, Any], **options: Any) -> tuple[dict[str, Any], dict[str, str]]:
    return rules.check(FORM, {**GOOD, **extra}, today=TODAY, communes=COMMUNES, **options)


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("father", FATHER | {"sex": "", "id_number": "038 090 001 234"}, FATHER | {"id_number": "038090001234"}),
        ("father", FATHER | {"birth": {"d": "2", "m": "5", "y": "1990"}}, FATHER),
        ("firm", {"name": "Công ty A", "tax_code": ""}, {"name": "Công ty A"}),
        ("people", "hmong", "Mông"),
        ("people", "H'Mông", "Mông"),
        ("people", "khác: Hà Lan", "khác: Hà Lan"),
        ("people", "Khác: Tày", "Tày"),
        ("died", {"d": "", "m": "", "y": "1975"}, "1975"),
        ("died", {"d": "", "m": "4", "y": "1975"}, "1975-04"),
        ("died", "1975-04", "1975-04"),
        ("home", {"commune": "14797", "hamlet": "Thôn 2"}, {"commune": "14797", "hamlet": "Thôn 2", "detail": ""}),
        ("spot", {"lat": "19,807631", "lng": "105,7765", "note": ""}, {"lat": 19.807631, "lng": 105.7765}),
        ("spot", {"lat": "", "lng": "", "note": "Cạnh chợ"}, {"note": "Cạnh chợ"}),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_one_stored_form(key: str, typed: Any, stored: Any) -> None:
    cleaned, errors = check({key: typed})
    assert errors == {}
    assert cleaned[key] == stored
    assert jsonschema_rs.is_valid(rules.json_schema(FORM), cleaned)


@pytest.mark.parametrize(
    ("key", "typed", "name", "sentence"),
    [
        ("father", {}, "father_full_name", "Nhập người cha"),
        ("father", {"full_name": "An"}, "father_birth", "ngày sinh của người cha"),
        ("father", FATHER | {"full_name": "An 2"}, "father_full_name", "không được có chữ số"),
        ("father", FATHER | {"id_number": "038091001234"}, "father_id_number", "không khớp với ngày sinh"),
        ("father", FATHER | {"strange": "x"}, "father_full_name", "theo các ô có sẵn"),
        ("father", "An", "father_full_name", "theo các ô có sẵn"),
        ("firm", {"name": "", "tax_code": "2800123456"}, "firm_name", "Nhập tên tổ chức"),
        ("people", "Sao Hỏa", "people", "54 dân tộc"),
        ("people", "khác: 12", "people", "chỉ gồm chữ cái"),
        ("died", {"d": "1", "m": "", "y": "1975"}, "died", "Nhập thêm tháng"),
        ("died", {"d": "", "m": "13", "y": "1975"}, "died", "Tháng trong"),
        ("died", {"d": "", "m": "", "y": "2030"}, "died", "sau hôm nay"),
        ("home", {"commune": "14797"}, "home", "Nhập số nhà"),
        ("spot", {"lat": "19,8", "lng": "", "note": ""}, "spot_lng", "cả vĩ độ và kinh độ"),
        ("spot", {"lat": "95", "lng": "105", "note": ""}, "spot_lat", "từ -90 đến 90"),
        ("agree", "", "agree", "Đánh dấu vào ô"),
        ("agree", "no", "agree", "Đánh dấu vào ô"),
        ("proof", "tệp", "proof", "chỉ để đọc"),
    ],
)
def test_what_is_wrong_is_said_at_its_control(key: str, typed: Any, name: str, sentence: str) -> None:
    _cleaned, errors = check({key: typed})
    assert list(errors) == [name]
    assert sentence in errors[name]
    assert FORM.owner(name) == key


def test_rows_are_checked_each_by_itself() -> None:
    wrong = {**CHILD, "birth": {"d": "1", "m": "2", "y": "2030"}}
    _cleaned, errors = check({"has_children": "yes", "children": [CHILD, {}, wrong]})
    assert list(errors) == ["children-2-birth"]
    assert errors["children-2-birth"].startswith("Người con 3: Ngày sinh không thể sau hôm nay")
    assert FORM.owner("children-2-birth") == "children"


def test_empty_rows_are_left_out_and_the_others_stored() -> None:
    cleaned, errors = check({"has_children": "yes", "children": [{}, CHILD, {"full_name": " "}]})
    assert errors == {}
    assert cleaned["children"] == [CHILD]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "thêm ít nhất 1 người con"),
        ([CHILD] * 4, "nhiều nhất 3 người con"),
        ("x", "thành từng dòng"),
        ([CHILD] * 101, "thành từng dòng"),
    ],
)
def test_rows_have_bounds(rows: Any, sentence: str) -> None:
    _cleaned, errors = check({"has_children": "yes", "children": rows})
    assert list(errors) == ["children"]
    assert sentence in errors["children"]


def test_an_unknown_column_is_refused() -> None:
    _cleaned, errors = check({"has_children": "yes", "children": [{**CHILD, "x": 1}]})
    assert list(errors) == ["children-0-full_name"]


def test_a_column_may_hang_on_another_of_its_row() -> None:
    small = {"full_name": "Lê Minh", "birth": "2024-01-01"}
    cleaned, errors = check({"has_children": "yes", "children": [{**small, "school": "Trường B"}, {**small}]})
    assert errors == {}
    assert cleaned["children"] == [small, small]
    _cleaned, errors = check({"has_children": "yes", "children": [{**small, "birth": "2015-01-01"}]})
    assert list(errors) == ["children-0-school"]


def test_what_is_calculated_is_never_taken_from_outside() -> None:
    cleaned, errors = check({"has_children": "yes", "children": [CHILD, CHILD], "total": 5})
    assert errors == {}
    assert cleaned["total"] == 2000
    assert "total" not in rules.read(FORM.pages[1], QueryDict("total=7"))


def test_a_rule_speaks_only_when_it_is_false() -> None:
    children = {"has_children": "yes", "children": [CHILD]}
    assert check(children)[1] == {}
    assert check({**children, "budget": "1.000"})[1] == {}
    assert check({**children, "budget": 999})[1] == {"budget": "Số tiền có không đủ."}


def test_a_warning_never_refuses() -> None:
    answers = {**GOOD, "has_children": "yes", "children": [CHILD] * 3}
    assert rules.check(FORM, answers, today=TODAY)[1] == {}
    applies = rules.asking(FORM, answers, today=TODAY)
    assert rules.warnings(FORM, answers, asking=applies, today=TODAY) == {"children": "Nhiều con."}


def test_a_page_is_skipped_while_its_condition_does_not_hold() -> None:
    page = FORM.pages[2]
    young, old = ({**GOOD, "father": {**FATHER, "birth": day}} for day in ("1990-05-02", "1950-05-02"))
    assert not rules.page_applies(page, rules.asking(FORM, young, today=TODAY))
    assert rules.page_applies(page, rules.asking(FORM, old, today=TODAY))
    assert list(rules.check(FORM, old, today=TODAY)[1]) == ["pension"]


def test_the_case_may_bring_a_question() -> None:
    assert check({})[1] == {}
    assert list(check({}, case="gap")[1]) == ["express"]


def test_a_paper_is_asked_for_where_papers_are_judged() -> None:
    assert check({}, papers=())[1] == {"proof": "Tải lên giấy chứng sinh."}
    assert check({}, papers={"giay"})[1] == {}


@pytest.mark.parametrize(
    ("found", "expected"), [(["14797"], ""), (["14797", "14758"], "nhiều xã"), ([], "Không tìm thấy xã cũ")]
)
def test_a_former_commune_is_understood_where_it_is_just_one(found: list[str], expected: str) -> None:
    typed = {"commune": "", "former": "Hoằng Thắng, Hoằng Hóa", "detail": "12"}
    cleaned, errors = check({"home": typed}, former=lambda _text: found)
    if expected:
        assert expected in errors["home"]
    else:
        assert cleaned["home"] == {"commune": "14797", "detail": "12"}


def test_names_for_processes_and_results_are_flat() -> None:
    answers = {**GOOD, "home": {"commune": "14797", "detail": "12"}, "children": [CHILD]}
    named = rules.flat(FORM, answers)
    assert named["father_full_name"] == "Lê Văn An"
    assert named["home_commune"] == "14797"
    assert named["children"][0]["cost"] == 1000
    assert set(named) <= set(rules.expression_names(FORM)) | {"father"}
    part = rules.located(FORM, "father.full_name")
    assert part is not None
    assert part.label == "Họ, chữ đệm và tên"


def test_the_summary_shows_parts_and_tables() -> None:
    answers = {**GOOD, "has_children": "yes", "children": [CHILD], "total": 1000, "died": "1975-04"}
    told = {row.key: row for page in rules.summary(FORM, answers, today=TODAY) for row in page.rows}
    assert told["father"].parts == (("Họ, chữ đệm và tên", "Lê Văn An"), ("Ngày, tháng, năm sinh", "02/05/1990"))
    assert told["father"].shown == "Lê Văn An, 02/05/1990"
    table = told["children"].table
    assert table is not None
    assert table.rows[0][:2] == (("Họ tên", "Lê Thị Hoa"), ("Ngày sinh", "01/02/2015"))
    assert told["total"].shown == "1.000 đồng"
    assert told["died"].shown == "04/1975"
    assert told["agree"].shown == "Đồng ý"
    assert "proof" not in told


def posted(**extra: str) -> QueryDict:
    post = QueryDict(mutable=True)
    post.update({"has_children": "yes", "children-count": "2", "children-0-full_name": "Lê Hoa"})
    post.update({"children-1-full_name": "Lê Minh", "children-1-birth_d": "3", **extra})
    return post


def test_rows_are_read_with_everything_typed() -> None:
    rows: Any = rules.read(FORM.pages[1], posted())["children"]
    assert [row["full_name"] for row in rows] == ["Lê Hoa", "Lê Minh"]
    assert rows[1]["birth"] == {"d": "3", "m": "", "y": ""}


def test_the_buttons_add_and_remove_a_row() -> None:
    page = FORM.pages[1]
    added = posted(**{"children-add": "1"})
    more: Any = rules.read(page, added)["children"]
    assert [row.get("full_name") for row in more] == ["Lê Hoa", "Lê Minh", None]
    assert rules.row_button(page, added) == "f-children-2"
    removed = posted(**{"children-remove-0": "1"})
    less: Any = rules.read(page, removed)["children"]
    assert [row["full_name"] for row in less] == ["Lê Minh"]
    assert rules.row_button(page, removed) == "f-children"
    assert rules.row_button(page, posted()) == ""


def test_no_more_rows_than_allowed_are_added() -> None:
    full = posted(**{"children-count": "3", "children-add": "1"})
    rows: Any = rules.read(FORM.pages[1], full)["children"]
    assert len(rows) == 3


def test_locked_answers_are_never_read() -> None:
    post = QueryDict("father_full_name=Khác&firm_name=A")
    assert "father" not in rules.read(FORM.pages[0], post, locked={"father"})
    assert "firm" in rules.read(FORM.pages[0], post, locked={"father"})


def test_a_question_that_hangs_on_a_choice_is_required_by_the_schema_too() -> None:
    schema = rules.json_schema(FORM)
    good, _errors = check({"has_children": "no"})
    assert jsonschema_rs.is_valid(schema, good)
    assert not jsonschema_rs.is_valid(schema, {**good, "has_children": "yes"})
    assert jsonschema_rs.is_valid(schema, {**good, "has_children": "yes", "children": [CHILD]})
    assert not jsonschema_rs.is_valid(schema, {**good, "has_children": "yes", "children": [{**CHILD, "x": 1}]})

"""What a form accepts and what it says when it does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from motcua.forms import rules
from motcua.forms.presenters import page_fields
from motcua.kernel.errors import Invalid

TODAY = date(2026, 11, 21)
COMMUNES = {"14797", "14758"}
DEFINITION: dict[str, Any] = {
    "pages": [
        {
            "key": "con",
            "title": "Con",
            "fields": [
                {"key": "child_name", "label": "Họ, chữ đệm, tên của trẻ", "type": "name", "required": True},
                {"key": "child_birth", "label": "Ngày sinh của trẻ", "type": "date", "required": True, "past": True},
                {"key": "noted", "label": "Ngày báo", "type": "date", "not_before": "child_birth"},
                {
                    "key": "sex",
                    "label": "Trẻ là nam hay nữ?",
                    "type": "choice",
                    "required": True,
                    "choices": [["male", "Nam"], ["female", "Nữ"]],
                },
                {"key": "home", "label": "Nơi ở của mẹ", "type": "address", "anywhere": True},
            ],
        },
        {
            "key": "cha",
            "title": "Cha",
            "fields": [
                {"key": "father", "label": "Có khai người cha không?", "type": "yes_no", "required": True},
                {
                    "key": "father_name",
                    "label": "Họ tên của cha",
                    "type": "name",
                    "required": True,
                    "when": 'father = "yes"',
                },
                {
                    "key": "father_id",
                    "label": "Số định danh của cha",
                    "type": "id_number",
                    "birth": "father_birth",
                    "when": 'father = "yes"',
                },
                {
                    "key": "father_birth",
                    "label": "Ngày sinh của cha",
                    "type": "date",
                    "when": 'father = "yes"',
                },
                {"key": "copies", "label": "Số bản sao", "type": "number", "min": 0, "max": 20},
                {"key": "income", "label": "Thu nhập", "type": "money"},
                {"key": "phone", "label": "Số điện thoại", "type": "phone"},
                {"key": "email", "label": "Thư điện tử", "type": "email"},
                {"key": "tax", "label": "Mã số thuế", "type": "tax_code"},
                {"key": "area", "label": "Diện tích", "type": "number", "decimals": 1, "suffix": "m²"},
                {"key": "wants", "label": "Muốn nhận", "type": "many", "choices": [["a", "A"], ["b", "B"]]},
                {"key": "notes", "label": "Ghi chú", "type": "long_text", "max": 50},
            ],
        },
    ]
}
GOOD: dict[str, Any] = {"child_name": "Lê Thị Hoa", "child_birth": "2026-11-01", "sex": "female", "father": "no"}


def check(extra: dict[str, Any], **options: Any) -> tuple[dict[str, Any], dict[str, str]]:
    form = rules.parse(DEFINITION)
    return rules.check(form, {**GOOD, **extra}, today=TODAY, communes=COMMUNES, **options)


def test_good_answers_come_back_clean() -> None:
    cleaned, errors = check({})
    assert errors == {}
    assert cleaned == GOOD


@pytest.mark.parametrize("name", ["Y-Ban Niê", "H'Hen Niê", "K’Brêm", "Nguyễn Thị Ánh Tuyết", "Ông"])
def test_names_of_all_peoples_are_accepted(name: str) -> None:
    cleaned, errors = check({"child_name": f"  {name} "})
    assert errors == {}
    assert cleaned["child_name"] == name


def test_names_are_composed() -> None:
    cleaned, _errors = check({"child_name": "Le\u0302 Thi\u0323 Hoa"})
    assert cleaned["child_name"] == "Lê Thị Hoa"


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("child_name", "", "Nhập họ, chữ đệm, tên của trẻ."),
        ("child_name", "Hoa 2", "Họ, chữ đệm, tên của trẻ không được có chữ số."),
        ("child_name", "<b>", "Họ, chữ đệm, tên của trẻ chỉ gồm chữ cái"),
        ("child_name", "a" * 101, "tối đa 100 ký tự, đang có 101"),
        ("child_name", "a" * 100_000, "dài quá mức"),
        ("child_name", {"a": 1}, "Nhập họ, chữ đệm, tên của trẻ"),
        ("child_birth", {"d": "1", "m": "", "y": "2026"}, "Nhập thêm tháng của ngày sinh của trẻ"),
        ("child_birth", {"d": "1", "m": "", "y": ""}, "Nhập thêm tháng và năm"),
        ("child_birth", {"d": "32", "m": "1", "y": "2026"}, "Ngày trong “ngày sinh của trẻ” phải là số từ 1 đến 31"),
        ("child_birth", {"d": "1", "m": "13", "y": "2026"}, "Tháng trong"),
        ("child_birth", {"d": "1", "m": "1", "y": "26"}, "Năm trong “ngày sinh của trẻ” phải viết đủ 4 chữ số"),
        ("child_birth", {"d": "30", "m": "2", "y": "2026"}, "tháng 2 năm 2026 không có ngày 30"),
        ("child_birth", "2027-01-01", "không thể sau hôm nay"),
        ("child_birth", "01/02/2026", "Nhập thêm"),
        ("child_birth", 5, "Nhập ngày sinh của trẻ gồm ngày, tháng, năm"),
        ("noted", "2026-10-01", "Ngày báo không thể trước ngày sinh của trẻ"),
        ("sex", "", "Chọn câu trả lời cho “Trẻ là nam hay nữ?”"),
        ("sex", "x", "có sẵn"),
        ("sex", ["male"], "có sẵn"),
        ("home", {"commune": "", "detail": "12"}, "Chọn xã, phường của nơi ở của mẹ"),
        ("home", {"commune": "99999", "detail": "12"}, "trong danh sách hiện nay"),
        ("home", {"commune": "14797", "detail": " "}, "Nhập số nhà"),
        ("home", {"commune": "14797", "detail": "1", "x": "1"}, "Nhập nơi ở của mẹ"),
        ("copies", "2,5", "số nguyên"),
        ("copies", "21", "từ 0 đến 20"),
        ("copies", "-1", "từ 0 đến 20"),
        ("copies", "hai", "bằng chữ số"),
        ("copies", True, "bằng chữ số"),
        ("copies", "1e400000", "Số bản sao"),
        ("copies", "nan", "bằng chữ số"),
        ("income", "25,000", "ví dụ 25.000"),
        ("income", "2.50", "ví dụ 25.000"),
        ("phone", "12345", "bắt đầu bằng 0"),
        ("email", "a@b", "ten@noigui.vn"),
        ("tax", "12", "10, 12 hoặc 13"),
        ("wants", ["a", "c"], "có sẵn"),
        ("notes", "x" * 51, "tối đa 50"),
        ("lạ", "x", "không có mục “lạ”"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(key: str, value: Any, sentence: str) -> None:
    cleaned, errors = check({key: value})
    assert list(errors) == [key]
    assert sentence in errors[key]
    assert cleaned.get("father") == "no"


@pytest.mark.parametrize(
    ("key", "value", "stored"),
    [
        ("child_birth", {"d": "1", "m": "9", "y": "2026"}, "2026-09-01"),
        ("income", "25.000 đồng", 25000),
        ("income", "25.000", 25000),
        ("income", 0, 0),
        ("copies", "3", 3),
        ("area", "120,5", 120.5),
        ("area", "120.5", 120.5),
        ("area", "1.200,5", 1200.5),
        ("phone", "+84 912.345.678", "0912345678"),
        ("phone", "0237 3852 246", "02373852246"),
        ("tax", "2800123456 001", "2800123456-001"),
        ("email", " hoa@example.vn ", "hoa@example.vn"),
        ("wants", ["b", "a", "b"][:2], ["a", "b"]),
        ("father", False, "no"),
        (
            "home",
            {"commune": "other", "detail": "Cầu Giấy, Hà Nội"},
            {"commune": "other", "detail": "Cầu Giấy, Hà Nội"},
        ),
        ("notes", "một\r\n\r\n\r\n\r\nhai\u202e\x00", "một\n\nhai"),
    ],
)
def test_what_people_type_becomes_one_form(key: str, value: Any, stored: Any) -> None:
    cleaned, errors = check({key: value})
    assert errors == {}
    assert cleaned[key] == stored


def test_a_condition_makes_a_question_required() -> None:
    _cleaned, errors = check({"father": "yes"})
    assert errors == {"father_name": "Nhập họ tên của cha."}


def test_answers_to_questions_not_asked_are_dropped() -> None:
    cleaned, errors = check({"father": "no", "father_name": "Lê Văn An"})
    assert errors == {}
    assert "father_name" not in cleaned


def test_a_number_that_contradicts_the_birth_date_is_refused() -> None:
    father = {"father": "yes", "father_name": "Lê Văn An", "father_birth": "1990-05-02"}
    _cleaned, errors = check({**father, "father_id": "038091001234"})
    assert errors == {"father_id": "Số định danh của cha không khớp với ngày sinh của cha. Kiểm tra lại cả hai."}
    assert check({**father, "father_id": "038 090 001 234"})[1] == {}


def test_an_unknown_province_is_only_a_doubt() -> None:
    form = rules.parse(DEFINITION)
    doubts = rules.warnings(form, {"father_id": "999090001234", "child_name": "Le Thi Hoa"})
    assert set(doubts) == {"father_id", "child_name"}


def test_a_page_is_judged_alone() -> None:
    form = rules.parse(DEFINITION)
    page = form.page("con")
    assert page is not None
    posted = QueryDict("child_name=L%C3%AA+Hoa&child_birth_d=1&child_birth_m=11&child_birth_y=2026&sex=male&x=1")
    cleaned, errors = rules.check(form, rules.read(page, posted), page=page, today=TODAY)
    assert errors == {}
    assert cleaned == {"child_name": "Lê Hoa", "child_birth": "2026-11-01", "sex": "male"}


def test_clean_answers_satisfy_the_published_schema() -> None:
    import jsonschema_rs

    form = rules.parse(DEFINITION)
    cleaned, _errors = check({"area": "12,5", "income": "1.000", "wants": ["a"], "phone": "0912345678"})
    assert jsonschema_rs.is_valid(rules.json_schema(form), cleaned)
    assert not jsonschema_rs.is_valid(rules.json_schema(form), {**cleaned, "father": "yes"})
    assert not jsonschema_rs.is_valid(rules.json_schema(form), {**cleaned, "x": 1})


def test_the_summary_reads_as_people_write() -> None:
    form = rules.parse(DEFINITION)
    cleaned, _errors = check({"income": "25000", "home": {"commune": "14797", "detail": "12 Lê Lợi"}, "area": "9,5"})
    told = {
        row.key: row.shown
        for part in rules.summary(form, cleaned, today=TODAY, communes={"14797": "Phường Hạc Thành"})
        for row in part.rows
    }
    assert told["child_birth"] == "01/11/2026"
    assert told["income"] == "25.000 đồng"
    assert told["home"] == "12 Lê Lợi, Phường Hạc Thành"
    assert told["area"] == "9,5 m²"
    assert told["sex"] == "Nữ"
    assert told["phone"] == "Không khai"
    assert "father_name" not in told


@pytest.mark.parametrize(
    "definition",
    [
        {},
        {"pages": []},
        {"pages": [{"key": "a", "fields": [{"key": "A b", "label": "x"}]}]},
        {"pages": [{"key": "a", "fields": [{"key": "b", "type": "magic"}]}]},
        {"pages": [{"key": "a", "fields": [{"key": "b", "strange": 1}]}]},
        {"pages": [{"key": "a", "fields": [{"key": "b", "type": "choice"}]}]},
        {"pages": [{"key": "a", "fields": [{"key": "b"}, {"key": "b"}]}]},
        {"pages": [{"key": "a", "fields": [{"key": "b", "when": 'c = "1"'}, {"key": "c"}]}]},
        {"pages": [{"key": "a", "fields": [{"key": "b", "birth": "c"}]}]},
    ],
)
def test_a_broken_definition_is_refused(definition: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        rules.parse(definition)


def test_equal_definitions_parse_to_one_object() -> None:
    assert rules.parse(DEFINITION) is rules.parse({**DEFINITION})


WEIRD: list[Any] = [
    None, True, False, 0, -1, 10**400, 1.5,
    float("nan"), float("inf"), "", " ", "\x00", "\ud800", "٣", "1" * 25, "a" * 30_000,
    [], [[]], [None], ["a"] * 10_000, {}, {"d": {}}, {"d": "1", "m": "1", "y": []}, {"commune": [], "detail": {}},
    {"commune": {"x": 1}, "detail": 5}, {"commune": "14797", "detail": 5}, {"commune": "14797", "detail": "\u202e"},
    {"x": "y"}, "--", "2026-02-30", "99999-1-1", "²-²-²", "1e9", "1.000.00", "0x10", "<script>alert(1)</script>",
]  # fmt: skip


@pytest.mark.parametrize("value", WEIRD, ids=range(len(WEIRD)))
def test_no_answer_of_any_shape_breaks_the_check(value: Any) -> None:
    form = rules.parse(DEFINITION)
    for key in form.fields:
        answers = {**GOOD, "father": "yes", "father_name": "Lê Văn An", key: value}
        cleaned, errors = rules.check(form, answers, today=TODAY, communes=COMMUNES)
        assert all(isinstance(sentence, str) and sentence for sentence in errors.values())
        rules.summary(form, cleaned, today=TODAY)
        rules.warnings(form, cleaned)
        for page in form.pages:
            page_fields(page, answers, errors)


def test_a_number_too_long_to_write_is_refused() -> None:
    for key in ("copies", "income", "area", "father", "sex"):
        _cleaned, errors = check({key: 10**5000})
        assert list(errors) == [key]


def test_many_unknown_keys_do_not_flood_the_answer() -> None:
    _cleaned, errors = check({f"x{number}" * 50: 1 for number in range(5000)})
    assert len(errors) <= 20
    assert all(len(key) <= 60 for key in errors)

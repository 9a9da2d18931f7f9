"""What expressions mean."""

from __future__ import annotations

import timeit
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from motcua.expressions import evaluate, holds, names_used, parse, to_text

TODAY = date(2026, 11, 22)
ANSWERS: dict[str, Any] = {
    "tuoi": 20,
    "dien_tich": 12.5,
    "ho_ten": "Nguyễn Thị Hoa",
    "ngay_sinh": "2010-11-23",
    "loai": ["moi", "cap_lai"],
    "thanh_vien": [{"ten": "An", "tuoi": 3}, {"ten": "Bình", "tuoi": 41}, {"ten": "Chi", "tuoi": None}],
    "con": [],
    "chua": None,
}


def value(source: str) -> object:
    return evaluate(parse(source), ANSWERS, today=TODAY)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 + 2 * 3 - 4", 3),
        ("(1 + 2) * 3", 9),
        ("10 / 4", Decimal("2.5")),
        ("0.1 + 0.2 = 0.3", True),
        ("10 / 3 * 3 = 10", False),
        ("-7 % 5", 3),
        ("7 % -5", -3),
        ("dien_tich * 2", 25),
        ("tuoi >= 18 and tuoi < 60", True),
        ("tuoi == 20", True),
        ("not tuoi = 20", False),
        ('ho_ten + "!"', "Nguyễn Thị Hoa!"),
        ('"moi" in loai', True),
        ('"khac" not in loai', True),
        ('"Thị" in ho_ten', True),
        ("tuoi in [18, 19, 20]", True),
        ('loai = ["moi", "cap_lai"]', True),
        ("age(ngay_sinh)", 15),
        ("age(ngay_sinh, 2026-11-23)", 16),
        ("age(2024-02-29, 2025-02-28)", 0),
        ("age(2024-02-29, 2025-03-01)", 1),
        ("ngay_sinh < 2011-01-01", True),
        ("days_between(2026-11-01, today)", 21),
        ("today - 2026-11-01", 21),
        ("today + 9", date(2026, 12, 1)),
        ("today - 22", date(2026, 10, 31)),
        ("add_days(ngay_sinh, 1)", date(2010, 11, 24)),
        ("year(today) * 100 + month(today)", 202611),
        ("day(today)", 22),
        ('if age(ngay_sinh) < 16 then "trẻ em" else "người lớn"', "trẻ em"),
        ("len(ho_ten)", 14),
        ("len(thanh_vien)", 3),
        ("count(loai)", 2),
        ("count(thanh_vien, tuoi >= 18)", 1),
        ("sum(thanh_vien, tuoi)", 44),
        ("sum([1, 2.5, none])", Decimal("3.5")),
        ("sum(con, 5)", 0),
        ("any(thanh_vien, tuoi < 6)", True),
        ("any(loai, item = 'moi')", True),
        ("any(con, true)", False),
        ("all(con, false)", True),
        ("any([false, true])", True),
        ("min(3, 1.5, none)", Decimal("1.5")),
        ("max([3, 7])", 7),
        ("max(2026-01-01, ngay_sinh)", date(2026, 1, 1)),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(1234567, -3)", 1_235_000),
        ("round(1.005, 2)", Decimal("1.01")),
        ("floor(-1.5)", -2),
        ("abs(-3)", 3),
        ("upper('hoa')", "HOA"),
        ("lower('HOA')", "hoa"),
        ("fold(ho_ten)", "nguyen thi hoa"),
        ("starts_with(ho_ten, 'Nguyễn')", True),
        ("ends_with(ho_ten, 'Hoa')", True),
        ("contains(ho_ten, 'Văn')", False),
        ("contains(loai, 'moi')", True),
        (r'"a\"b\\c\n"', 'a"b\\c\n'),
        ("coalesce(chua, khong_co, 5)", 5),
    ],
)
def test_means(source: str, expected: object) -> None:
    found = value(source)
    assert found == expected
    assert type(found) is type(expected)


class TestUnanswered:
    @pytest.mark.parametrize(
        "source",
        [
            "chua",
            "khong_co > 3",
            "khong_co = 3",
            "khong_co != 3",
            "khong_co + 1",
            "not chua",
            "chua and true",
            "chua or false",
            "khong_co in [1]",
            "1 in [2, none]",
            "age(khong_co)",
            "len(khong_co)",
            "any(khong_co, true)",
            "all(thanh_vien, tuoi > 1)",
            "if chua then 1 else 2",
            "sum(khong_co)",
            "max(none)",
            "coalesce(none)",
        ],
    )
    def test_stays_unanswered(self, source: str) -> None:
        assert value(source) is None

    @pytest.mark.parametrize(
        "source", ["chua = none", "khong_co = none", "tuoi != none", "chua or true", "none = chua", "1 in [1, none]"]
    )
    def test_is_true_where_the_rest_decides(self, source: str) -> None:
        assert value(source) is True

    @pytest.mark.parametrize("source", ["chua and false", "tuoi = none", "any(thanh_vien, tuoi < 0 and ten = 'An')"])
    def test_is_false_where_the_rest_decides(self, source: str) -> None:
        assert value(source) is not True

    def test_does_not_count_as_holding(self) -> None:
        assert holds(parse("tuoi > 3"), ANSWERS, today=TODAY)
        assert not holds(parse("khong_co > 3"), ANSWERS, today=TODAY)
        assert not holds(parse("not khong_co > 3"), ANSWERS, today=TODAY)


class TestScope:
    def test_columns_hide_answers_inside_a_group(self) -> None:
        assert value("count(thanh_vien, tuoi = 20)") == 0
        assert value("count(thanh_vien, ho_ten = 'Nguyễn Thị Hoa')") == 3

    def test_an_unanswered_column_still_hides(self) -> None:
        assert value("count(thanh_vien, tuoi = none)") == 1

    def test_names_used_are_listed(self) -> None:
        expression = parse("any(thanh_vien, tuoi > gioi_han) and any(loai, item = 'moi')")
        assert names_used(expression) == {"thanh_vien", "tuoi", "gioi_han", "loai"}


@pytest.mark.parametrize(
    ("source", "canonical"),
    [
        ("a==1", "a = 1"),
        ("((a)) and (b and c)", "a and (b and c)"),
        ("(a and b) and c", "a and b and c"),
        ("not (a = 1)", "not a = 1"),
        ("(a or b) and not(c)", "(a or b) and not c"),
        ("a-(b-c)", "a - (b - c)"),
        ("'x'", '"x"'),
        ("1.50", "1.5"),
        ("1 + (if a then 2 else 3)", "1 + (if a then 2 else 3)"),
        ("-(a+b)*2", "-(a + b) * 2"),
    ],
)
def test_there_is_one_way_to_write_it(source: str, canonical: str) -> None:
    assert to_text(parse(source)) == canonical


def test_a_simple_comparison_takes_at_most_five_microseconds() -> None:
    expression, rounds = parse("tuoi >= 18"), 2_000
    best = min(timeit.repeat(lambda: evaluate(expression, ANSWERS, today=TODAY), number=rounds, repeat=7))
    assert best / rounds < 5e-6

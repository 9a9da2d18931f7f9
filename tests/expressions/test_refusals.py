"""What is refused, at reading, before use and at evaluation, and where the fault is said to be."""

from __future__ import annotations

import pytest

from motcua.expressions import ExpressionError, Kind, ListOf, NameKind, Rows, check, evaluate, parse
from tests.expressions.test_language import TODAY, value

NAMES: dict[str, NameKind] = {
    "tuoi": Kind.NUMBER,
    "dien_tich": Kind.NUMBER,
    "ho_ten": Kind.TEXT,
    "ngay_sinh": Kind.DATE,
    "loai": ListOf(Kind.TEXT),
    "thanh_vien": Rows({"ten": Kind.TEXT, "tuoi": Kind.NUMBER}),
    "con": Rows({"ten": Kind.TEXT}),
    "chua": Kind.TRUTH,
}


class TestRefusals:
    @pytest.mark.parametrize(
        ("source", "place", "code"),
        [
            ("", 1, "syntax"),
            ("1 +", 4, "syntax"),
            ("(1", 3, "syntax"),
            ("1 2", 3, "syntax"),
            ("if 1 then 2", 12, "syntax"),
            ("a.b", 2, "bad_character"),
            ("a[0]", 2, "syntax"),
            ("1 < 2 < 3", 7, "chained"),
            ("2026-02-30", 1, "no_such_date"),
            ('"mở', 1, "open_text"),
            ("tham()", 1, "unknown_function"),
            ("age()", 1, "arguments"),
            ("1.5.2", 1, "bad_number"),
            ("12abc", 1, "bad_number"),
            ("1234567890123456789", 1, "bad_number"),
        ],
    )
    def test_say_where_it_is_wrong(self, source: str, place: int, code: str) -> None:
        with pytest.raises(ExpressionError) as error:
            parse(source)
        assert (error.value.position + 1, error.value.code) == (place, code)
        assert str(place) in error.value.message

    @pytest.mark.parametrize(
        ("source", "place"),
        [
            ("1 + ho_ten", 3),
            ("tuoi / 0", 6),
            ("tuoi = 'hai mươi'", 6),
            ("true = 1", 6),
            ("ho_ten < 'B'", 8),
            ("tuoi < today", 6),
            ("not tuoi", 1),
            ("tuoi and true", 6),
            ("sum(loai)", 1),
            ("any(tuoi, true)", 1),
            ("age('hôm qua')", 1),
            ("thanh_vien = thanh_vien", 12),
            ("round(1, 99)", 1),
            ("add_days(today, 1.5)", 1),
        ],
    )
    def test_at_evaluation_say_where(self, source: str, place: int) -> None:
        with pytest.raises(ExpressionError) as error:
            value(source)
        assert (error.value.position + 1, error.value.code) == (place, "unfit")

    def test_an_object_that_is_no_answer_is_not_looked_at(self) -> None:
        with pytest.raises(ExpressionError):
            evaluate(parse("x"), {"x": object()}, today=TODAY)


class TestChecking:
    @pytest.mark.parametrize(
        "source",
        [
            "tuoi >= 18 and 'moi' in loai",
            "any(thanh_vien, tuoi < 18 and ten != ho_ten)",
            "if chua then age(ngay_sinh) else 0",
            "ngay_sinh + 30 < today",
            "today - ngay_sinh > 30",
            "coalesce(tuoi, 0) + 1",
            "max(tuoi, 3) > 2",
            "any(loai, item = 'moi')",
            "len(ho_ten) > 3 and len(loai) > 1",
            "ngay_sinh = none",
        ],
    )
    def test_lets_the_right_pass(self, source: str) -> None:
        assert check(source, NAMES) == []

    @pytest.mark.parametrize(
        ("source", "place", "code"),
        [
            ("tuo > 3", 1, "unknown_name"),
            ("any(thanh_vien, tuoii > 3)", 17, "unknown_name"),
            ("any(con, tuoi > 3 and dia_chi = none)", 23, "unknown_name"),
            ("tuoi + ho_ten", 8, "kind"),
            ("ho_ten + 1", 10, "kind"),
            ("tuoi = 'a'", 8, "kind"),
            ("tuoi < today", 8, "kind"),
            ("ngay_sinh < '2011-01-01'", 13, "kind"),
            ("ho_ten and true", 1, "kind"),
            ("not tuoi", 5, "kind"),
            ("age(tuoi)", 5, "kind"),
            ("3 in loai", 1, "kind"),
            ("3 in tuoi", 6, "kind"),
            ("sum(tuoi)", 5, "kind"),
            ("sum(thanh_vien, ten)", 17, "kind"),
            ("any(tuoi, true)", 5, "kind"),
            ("if tuoi then 1 else 2", 4, "kind"),
            ("ho_ten * 2", 1, "kind"),
            ("-ho_ten", 2, "kind"),
        ],
    )
    def test_names_the_place_of_what_does_not_fit(self, source: str, place: int, code: str) -> None:
        assert [(problem.position + 1, problem.code) for problem in check(source, NAMES)] == [(place, code)]

    def test_a_condition_must_be_true_or_false(self) -> None:
        assert [problem.code for problem in check("tuoi + 1", NAMES, expect=Kind.TRUTH)] == ["kind"]
        assert check("tuoi > 1", NAMES, expect=Kind.TRUTH) == []

    def test_every_fault_is_listed(self) -> None:
        assert len(check("khong > 1 and khac < 2 and tuoi = 'a'", NAMES)) == 3

"""Conditions put together by choosing: every relation, every kind of answer, and how they are joined."""

from __future__ import annotations

import pytest

from motcua.expressions import Kind, ListOf, check
from motcua.kernel.errors import Invalid
from motcua.web.desk.conditions import Asked, built

ASKED = [
    Asked("loai", "loại", Kind.TEXT, (("moi", "Mới"), ("cu", "Cũ"))),
    Asked("ten", "tên", Kind.TEXT),
    Asked("so", "số", Kind.NUMBER),
    Asked("ngay", "ngày", Kind.DATE),
    Asked("nghe", "nghề", ListOf(Kind.TEXT), (("an", "Ăn uống"), ("o", "Chỗ ở"))),
]
NAMES = {one.name: one.kind for one in ASKED}


def made(question: str, relation: str, value: str, before: str = "", join: str = "and") -> str:
    sent = {"build_question": question, "build_relation": relation, "build_value": value, "build_join": join}
    return built(ASKED, sent, before)


@pytest.mark.parametrize(
    ("question", "relation", "value", "text"),
    [
        ("loai", "=", "Mới", 'loai = "moi"'),
        ("loai", "!=", "cu", 'loai != "cu"'),
        ("loai", "in", "Mới, Cũ", 'loai in ["moi", "cu"]'),
        ("ten", "=", 'Bà "Hai"', 'ten = "Bà \\"Hai\\""'),
        ("ten", "has", "Văn", 'contains(ten, "Văn")'),
        ("ten", "said", "", "ten != none"),
        ("ten", "unsaid", "", "ten = none"),
        ("so", ">=", "2,5", "so >= 2.5"),
        ("so", "<", "100", "so < 100"),
        ("ngay", ">", "31/12/2026", "ngay > 2026-12-31"),
        ("ngay", "<=", "hôm nay", "ngay <= today"),
        ("ngay", "aged", "16", "age(ngay) >= 16"),
        ("ngay", "younger", "6", "age(ngay) < 6"),
        ("nghe", "has", "Ăn uống", 'contains(nghe, "an")'),
    ],
)
def test_what_is_chosen_is_written_as_the_language_has_it(question: str, relation: str, value: str, text: str) -> None:
    assert made(question, relation, value) == text
    assert check(text, NAMES, expect=Kind.TRUTH) == []


@pytest.mark.parametrize(
    ("question", "relation", "value", "field"),
    [
        ("", "=", "x", "build_question"),
        ("so", "?", "1", "build_relation"),
        ("so", "=", "", "build_value"),
        ("so", "=", "hai", "build_value"),
        ("so", "aged", "3", "build_value"),
        ("ngay", "=", "30/2/2026", "build_value"),
        ("ngay", "=", "mai", "build_value"),
        ("ten", "<", "b", "build_value"),
        ("loai", "=", "Khác", "build_value"),
        ("nghe", "<", "an", "build_value"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_box(question: str, relation: str, value: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        made(question, relation, value)
    assert list(refused.value.fields) == [field]


def test_conditions_are_joined_without_changing_what_they_said() -> None:
    assert made("so", "=", "1", before="so > 2") == "so > 2 and so = 1"
    assert made("so", "=", "1", before="so > 2", join="or") == "so > 2 or so = 1"
    assert made("so", "=", "1", before="so > 2 or so < 0") == "(so > 2 or so < 0) and so = 1"
    assert made("so", "=", "1", before="so > 2", join="") == "so = 1"

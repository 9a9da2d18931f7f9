"""The 54 peoples, under the names people use."""

from __future__ import annotations

import pytest

from motcua.forms.rules.peoples import PEOPLES, people_named


def test_there_are_fifty_four() -> None:
    assert len(set(PEOPLES)) == 54
    assert [people_named(name) for name in PEOPLES] == list(PEOPLES)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("kinh", "Kinh"), ("KINH", "Kinh"), ("H'Mông", "Mông"), ("H’mong", "Mông"), ("Mèo", "Mông"), ("Mán", "Dao"),
        ("Ê đê", "Ê-đê"), ("ede", "Ê-đê"), ("Vân Kiều", "Bru Vân Kiều"), ("Pa-cô", "Tà-ôi"), ("Cao Lan", "Sán Chay"),
        ("K'Ho", "Cơ-ho"), ("Muong", "Mường"), ("Thai", "Thái"), ("Khmer", "Khơ-me"),
    ],
)  # fmt: skip
def test_other_names_and_missing_marks_are_understood(said: str, meant: str) -> None:
    assert people_named(said) == meant


@pytest.mark.parametrize("said", ["", "Sao Hỏa", "12", "a"])
def test_an_unknown_name_is_nobody(said: str) -> None:
    assert people_named(said) == ""

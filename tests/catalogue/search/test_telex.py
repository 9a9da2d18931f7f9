import pytest

from motcua.catalogue.search.telex import decoded


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("giaays", "giấy"),
        ("ddoor", "đổ"),
        ("ddooir", "đổi"),
        ("cuwowcs", "cước"),
        ("laafn", "lần"),
        ("kys", "ký"),
        ("dang9", "đang"),
        ("d9a8ng", "đăng"),
        ("ket61", "kết"),
        ("hon6", "hôn"),
        ("nuo7c1", "nước"),
        ("giaf", "già"),
    ],
)
def test_a_syllable_is_decoded(typed: str, meant: str) -> None:
    assert meant in decoded(typed)


@pytest.mark.parametrize("text", ["xe", "nha", "đăng", "2024", "str", ""])
def test_a_syllable_without_marks_is_left_alone(text: str) -> None:
    assert decoded(text) == ()

import pytest

from motcua.kernel.text import fold, nfc


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký", "dang ky"),
        ("HỢP THỬA ĐẤT", "hop thua dat"),
        ("ho\u0323p", "hop"),
        ("2.002621.H56", "2.002621.h56"),
        ("", ""),
    ],
)
def test_marks_and_case_are_folded_away(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_composed_and_decomposed_become_one() -> None:
    assert nfc("o\u031b\u0323") == "ợ"

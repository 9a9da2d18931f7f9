import pytest

from motcua.kernel.text import calm, fold, nfc


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


@pytest.mark.parametrize(
    ("shouted", "said"),
    [
        ("HƯỞNG BHXH MỘT LẦN", "Hưởng BHXH một lần"),
        ("LAO ĐỘNG NỮ TẠI VIỆT NAM", "Lao động nữ tại Việt Nam"),
        ("Đăng ký khai sinh", "Đăng ký khai sinh"),
    ],
)
def test_a_name_in_capitals_is_said_calmly(shouted: str, said: str) -> None:
    assert calm(shouted) == said

"""Money as receipts write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from motcua.kernel.money import dong, in_words


@pytest.mark.parametrize(
    ("amount", "figures"),
    [
        (0, "0 đồng"),
        (500, "500 đồng"),
        (25_000, "25.000 đồng"),
        (1_234_567_890, "1.234.567.890 đồng"),
        (-8_000, "-8.000 đồng"),
    ],
)
def test_figures_have_dots_between_thousands(amount, figures):
    assert dong(amount) == figures


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (4, "Bốn đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (14, "Mười bốn đồng"),
        (15, "Mười lăm đồng"),
        (20, "Hai mươi đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (25, "Hai mươi lăm đồng"),
        (99, "Chín mươi chín đồng"),
        (100, "Một trăm đồng"),
        (101, "Một trăm linh một đồng"),
        (104, "Một trăm linh bốn đồng"),
        (105, "Một trăm linh năm đồng"),
        (110, "Một trăm mười đồng"),
        (115, "Một trăm mười lăm đồng"),
        (121, "Một trăm hai mươi mốt đồng"),
        (1_000, "Một nghìn đồng"),
        (1_001, "Một nghìn không trăm linh một đồng"),
        (1_010, "Một nghìn không trăm mười đồng"),
        (8_000, "Tám nghìn đồng"),
        (21_000, "Hai mươi mốt nghìn đồng"),
        (25_500, "Hai mươi lăm nghìn năm trăm đồng"),
        (154_205, "Một trăm năm mươi tư nghìn hai trăm linh năm đồng"),
        (1_000_000, "Một triệu đồng"),
        (1_000_001, "Một triệu không trăm linh một đồng"),
        (1_001_000, "Một triệu không trăm linh một nghìn đồng"),
        (8_010_203, "Tám triệu không trăm mười nghìn hai trăm linh ba đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (1_000_000_005, "Một tỷ không trăm linh năm đồng"),
        (2_500_000_000, "Hai tỷ năm trăm triệu đồng"),
        (1_000_000_000_000, "Một nghìn tỷ đồng"),
        (10**18, "Một tỷ tỷ đồng"),
        (-24, "Âm hai mươi tư đồng"),
    ],
)
def test_words(amount, words):
    assert in_words(amount) == words


@given(some.integers(min_value=0, max_value=10**12))
def test_words_tell_every_amount_apart(amount):
    assert in_words(amount) != in_words(amount + 1)
    assert "  " not in in_words(amount)

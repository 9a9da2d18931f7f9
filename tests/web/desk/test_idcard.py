from __future__ import annotations

from datetime import date

from motcua.web.desk.idcard import is_damaged, looks_scanned, read_card

OLD = "038190001234|172345678|Nguyễn Thị Hoa|05031990|Nữ|Thôn 3, Hoằng Lộc, Hoằng Hóa, Thanh Hóa|21042021"


def test_an_older_card_gives_every_part() -> None:
    card = read_card(OLD)
    assert card is not None
    assert (card.id_number, card.former_number, card.full_name) == ("038190001234", "172345678", "Nguyễn Thị Hoa")
    assert (card.birth_date, card.sex, card.issued_on) == (date(1990, 3, 5), "female", date(2021, 4, 21))
    assert card.address == "Thôn 3, Hoằng Lộc, Hoằng Hóa, Thanh Hóa"
    assert not card.damaged


def test_a_2024_card_with_empty_and_extra_parts_is_read_by_shape() -> None:
    card = read_card("038090004321||Lê Văn Đức|01121990|Nam|Phường Hạc Thành, Thanh Hóa|15072024||||")
    assert card is not None
    assert (card.id_number, card.former_number, card.full_name) == ("038090004321", "", "Lê Văn Đức")
    assert (card.birth_date, card.issued_on, card.sex) == (date(1990, 12, 1), date(2024, 7, 15), "male")


def test_marks_lost_by_the_scanner_are_noticed() -> None:
    card = read_card("038090004321||Le Van Duc|01121990|Nam|Phuong Hac Thanh, Thanh Hoa|15072024")
    assert card is not None
    assert card.damaged


def test_marks_typed_as_letters_are_noticed() -> None:
    assert is_damaged("Nguyeenx Thij Hoa")
    assert is_damaged("Lê Văn DDuwcs")
    assert is_damaged("Nguy?n Th? Hoa")
    assert not is_damaged("Nguyễn Thị Hoa")


def test_a_name_of_one_word_is_not_called_damaged() -> None:
    assert not is_damaged("Hoa")


def test_a_broken_date_leaves_the_rest() -> None:
    card = read_card("038090004321||Lê Văn Đức|31021990|Nam|Hạc Thành, Thanh Hóa|")
    assert card is not None
    assert card.birth_date is None
    assert card.full_name == "Lê Văn Đức"


def test_other_text_is_no_card() -> None:
    assert read_card("038090004321") is None
    assert read_card("a|b|c|d|e") is None
    assert not looks_scanned("038090004321")

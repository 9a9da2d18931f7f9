"""Places: the seed, dated units, and finding today's commune from an address as people write it."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.places import selectors
from motcua.places.models import Succession, Unit
from motcua.places.services.seed import seed

TODAY = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded(db: None) -> None:
    seed()


def names(text: str) -> set[str]:
    return {match.unit.name for match in selectors.current_of_old_address(text, on=TODAY)}


def test_the_seed_loads_the_country_and_repeats_without_writing() -> None:
    assert seed() > 4000
    assert len(selectors.provinces(on=TODAY)) == 34
    assert len(selectors.communes(on=TODAY)) == 166
    assert Unit.objects.filter(kind="commune", valid_to=None).count() == 3321
    assert Succession.objects.count() == 558
    assert seed() == 0


def test_the_seed_corrects_a_changed_row(seeded: None) -> None:
    Unit.objects.filter(code="14797", valid_to=None).update(name="Sai")
    assert seed() == 1
    assert Unit.objects.get(code="14797", valid_to=None).name == "Phường Hạc Thành"


def test_yesterday_has_other_communes_than_today(seeded: None) -> None:
    assert len(selectors.communes(on=date(2025, 6, 30))) == 547
    assert len(selectors.communes(on=date(2025, 7, 1))) == 166


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("thôn 3 xã Hoằng Thắng huyện Hoằng Hóa", {"Xã Hoằng Châu"}),
        ("thon 3, xa hoang thang, huyen hoang hoa, thanh hoa", {"Xã Hoằng Châu"}),
        ("Thôn 1, X.Hoằng Thắng, H.Hoằng Hóa, T.Thanh Hóa", {"Xã Hoằng Châu"}),
        ("Hoằng Thắng, Hoằng Hóa, Thanh Hóa", {"Xã Hoằng Châu"}),
        ("P. Lam Sơn, TX. Bỉm Sơn", {"Phường Bỉm Sơn"}),
        ("12 Lê Lợi, P.Lam Sơn, TP Thanh Hóa", {"Phường Hạc Thành"}),
        ("phường Lam Sơn", {"Phường Hạc Thành", "Phường Bỉm Sơn"}),
        ("Phường Hạc Thành, tỉnh Thanh Hóa", {"Phường Hạc Thành"}),
        ("hac thanh", {"Phường Hạc Thành"}),
        ("phường Đông Thọ, thành phố Thanh Hóa", {"Phường Hàm Rồng", "Phường Hạc Thành"}),
        ("xã Hoằng Hóa", {"Xã Hoằng Hóa"}),
        ("huyện Hoằng Hóa", set()),
        ("Xã Mường Lý, huyện Mường Lát", {"Xã Mường Lý"}),
        ("", set()),
        ("Thanh Hóa", set()),
        ("huyen hoang hoa, tinh thanh hoa, viet nam", set()),
        ("xã Hoẵng Thắng", set()),
        ("xã Hoằng Hoá", {"Xã Hoằng Hóa"}),
        ("P.Hãi Hòa, thị xã Nghi Sơn", {"Phường Tĩnh Gia"}),
        ("thị trấn Bút Sơn", {"Xã Hoằng Hóa"}),
        ("TT Nga Sơn, H.Nga Sơn", {"Xã Nga Sơn"}),
        ("đường Lê Lợi, Hà Nội", set()),
    ],
)
def test_an_address_as_written_leads_to_todays_commune(seeded: None, address: str, expected: set[str]) -> None:
    assert names(address) == expected


def test_a_divided_commune_says_so_and_names_the_old_one(seeded: None) -> None:
    matches = selectors.current_of_old_address("phường Đông Thọ, thành phố Thanh Hóa", on=TODAY)
    assert all(match.partly and match.via is not None and match.via.name == "Phường Đông Thọ" for match in matches)


def test_an_ambiguous_old_name_tells_the_district(seeded: None) -> None:
    matches = selectors.current_of_old_address("phường Lam Sơn", on=TODAY)
    assert {match.via.parent.name for match in matches if match.via and match.via.parent} == {
        "Thành phố Thanh Hóa",
        "Thị xã Bỉm Sơn",
    }


def test_find_puts_our_province_and_exact_names_first(seeded: None) -> None:
    assert selectors.find("hac thanh", on=TODAY)[0].name == "Phường Hạc Thành"
    assert selectors.find("phường hạc", on=TODAY)[0].name == "Phường Hạc Thành"
    assert selectors.find("   ", on=TODAY) == []

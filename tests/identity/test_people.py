"""People as applicants: found by number, protected from wrong digits, corrected by better sources."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import override_settings

from motcua.identity.askers import ANONYMOUS, SYSTEM
from motcua.identity.claims import read_claims
from motcua.identity.enums import AccountKind
from motcua.identity.models import Account, Person
from motcua.identity.rules import can_id_number, same_name
from motcua.identity.selectors import asker_of
from motcua.identity.services.demo import seed_demo
from motcua.identity.services.people import find_or_create_business, find_or_create_person
from motcua.kernel.errors import Forbidden, Invalid, Refused
from tests.identity.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db
NUMBER = "038192001234"
CLAIMS = {"SoDinhDanh": NUMBER, "HoVaTen": "NGUYỄN THỊ HOA", "LoaiTaiKhoan": "1", "loAs": "2"}


def person(**changes: object) -> Person:
    given: dict[str, object] = {"asker": ANONYMOUS, "full_name": "Nguyễn Thị Hoa", "id_number": NUMBER, "at": NOW}
    return find_or_create_person(**(given | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "birth", "sex", "sound"),
    [
        (NUMBER, date(1992, 5, 14), "female", True),
        ("087201000001", date(2001, 1, 1), "male", True),
        (NUMBER, date(1991, 5, 14), "female", False),
        (NUMBER, date(1992, 5, 14), "male", False),
        ("038392001234", date(1992, 1, 1), "", False),
        ("03819200123", None, "", False),
        ("03819200123x", None, "", False),
        ("０３８１９２００１２３４", None, "", False),
    ],
)
def test_a_number_agrees_with_birth_and_sex(number: str, birth: date | None, sex: str, sound: bool) -> None:
    assert can_id_number(number, birth_date=birth, sex=sex) is sound


def test_names_are_compared_without_marks_and_case() -> None:
    assert same_name("NGUYEN THI HOA", "Nguyễn  Thị Hoa")
    assert not same_name("Nguyễn Thị Hoa", "Nguyễn Thị Hoan")


def test_the_same_number_is_the_same_person_and_gaps_are_filled() -> None:
    first = person()
    again = person(phone="0900000001", full_name="nguyen thi hoa")
    assert again.pk == first.pk
    assert (again.phone, again.full_name) == ("0900000001", "Nguyễn Thị Hoa")
    assert person(phone="0999999999").phone == "0900000001"


def test_a_wrong_digit_does_not_attach_a_matter_to_a_stranger() -> None:
    person()
    with pytest.raises(Invalid, match="không khớp"):
        person(full_name="Trần Văn Ất")


def test_the_card_in_an_officers_hand_corrects_what_was_declared() -> None:
    person(full_name="Nguyễn Thị Hoà Bình")
    corrected = person(source="card", asker=SYSTEM)
    assert corrected.full_name == "Nguyễn Thị Hoa"
    assert corrected.verified_at == NOW


def test_people_without_a_number_are_never_merged() -> None:
    assert person(id_number=None).pk != person(id_number=None).pk


@pytest.mark.parametrize(("code", "sound"), [("2801234567", True), ("2801234567-001", True), ("123", False)])
def test_tax_codes(code: str, sound: bool) -> None:
    if sound:
        made = find_or_create_business(asker=SYSTEM, tax_code=code, name="X", at=NOW)
        assert find_or_create_business(asker=SYSTEM, tax_code=code, name="Y", at=NOW) == made
    else:
        with pytest.raises(Invalid):
            find_or_create_business(asker=SYSTEM, tax_code=code, name="X", at=NOW)


@pytest.mark.parametrize("written", ["14/05/1992", "14051992", "1992-05-14", "19920514"])
def test_birthdays_are_read_as_vneid_may_write_them(written: str) -> None:
    assert read_claims(CLAIMS | {"NgayThangNamSinh": written}).birth_date == date(1992, 5, 14)


def test_claims_name_level_and_person() -> None:
    found = read_claims(CLAIMS | {"loAs": "LoA1", "NgayThangNamSinh": "1992"})
    assert (found.full_name, found.assurance, found.birth_date) == ("Nguyễn Thị Hoa", 1, None)


@pytest.mark.parametrize("changes", [{"LoaiTaiKhoan": "2"}, {"SoDinhDanh": ""}, {"HoVaTen": ""}, {"SoDinhDanh": "12"}])
def test_claims_without_a_citizen_are_refused(changes: dict[str, str]) -> None:
    with pytest.raises(Refused):
        read_claims(CLAIMS | changes)


@pytest.mark.usefixtures("province")
def test_the_demos_people_are_made_once() -> None:
    logins, password = seed_demo(NOW)
    assert len(password) >= 15
    assert len(seed_demo(NOW)[0]) == len(logins)
    officers = Account.objects.filter(kind=AccountKind.OFFICER)
    assert officers.count() <= 20
    assert officers.count() == len([login for login in logins if login.door != "VNeID"])
    assert asker_of(officers.get(username="hacthanh.danghi"), on=TODAY).seats == ()


@pytest.mark.usefixtures("province")
@override_settings(SECURE=True)
def test_the_demos_people_are_refused_in_a_real_province() -> None:
    with pytest.raises(Forbidden):
        seed_demo(NOW)

"""The population register: what it tells, what it must not get away with, and that each look is written down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django.fixtures import Settings

from motcua.audit.models import Access
from motcua.gateway.errors import Unavailable
from motcua.gateway.models import Circuit
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.population.looking_up import find_person, hidden_number
from motcua.identity.population.port import Place, Registered, Relation
from simulators.population.faults import Fault
from simulators.population.server import Server
from tests.identity.conftest import NOW
from tests.simulators.running import running_register

pytestmark = pytest.mark.django_db
HOA, BINH = "038192001234", "038085004567"
CITIZEN = Asker(kind=AskerKind.CITIZEN, account_id=7, name="Nguyễn Thị Hoa")


@pytest.fixture
def register(settings: Settings) -> Iterator[Server]:
    with running_register() as server:
        settings.POPULATION_URL = server.url
        yield server


def find(number: str = HOA, name: str = "Nguyễn Thị Hoa", birth: date | None = None) -> Registered | None:
    return find_person(
        asker=CITIZEN,
        id_number=number,
        full_name=name,
        birth_date=birth,
        procedure_code="1.001193",
        object_ref="d",
        at=NOW,
    )


def test_a_person_is_found_with_family_and_home(register: Server) -> None:
    found = find()
    assert found is not None
    assert (found.full_name, found.birth_date, found.sex) == ("Nguyễn Thị Hoa", date(1992, 5, 14), "female")
    assert (found.ethnicity, found.nationality, found.marital) == ("Kinh", "Việt Nam", "married")
    assert found.home == Place("14797", "Số 12 đường Trường Thi")
    spouse = found.relative(Relation.SPOUSE)
    assert spouse is not None
    assert (spouse.full_name, spouse.id_number) == ("Lê Văn Bình", BINH)


def test_the_register_hears_who_asks_and_what_for(register: Server) -> None:
    find()
    asked = register.asked[0]
    assert (asked["MaCanBo"], asked["MaDVC"]) == ("citizen:7", "1.001193")
    assert asked["MaYeuCau"]


@pytest.mark.parametrize(
    ("name", "birth"), [("Nguyễn Thị Hòa Bình", None), ("Nguyễn Thị Hoa", date(1992, 5, 15))], ids=["name", "birth"]
)
def test_a_number_with_another_name_or_birthday_is_nobody(register: Server, name: str, birth: date | None) -> None:
    assert find(name=name, birth=birth) is None


def test_the_look_is_written_down_before_the_answer_even_when_none_comes(register: Server) -> None:
    register.faults.set(Fault.DOWN)
    with pytest.raises(Unavailable):
        find()
    look = Access.objects.get()
    assert (look.purpose, look.object_ref, look.person_ref) == ("population.find", "d", hidden_number(HOA))
    assert HOA not in look.person_ref


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.GARBAGE, Fault.WRONG_PERSON, Fault.WRONG_SIGNATURE])
def test_a_wrong_answer_is_no_answer(register: Server, fault: Fault) -> None:
    register.faults.set(fault)
    with pytest.raises(Unavailable):
        find()
    assert Circuit.objects.get(pk="population").failures >= 1


def test_a_document_type_in_the_answer_is_not_read(register: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><CongDan>&b;</CongDan>'
    monkeypatch.setattr("simulators.population.server.envelope", lambda *_about: bomb)
    with pytest.raises(Unavailable):
        find()

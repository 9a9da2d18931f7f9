"""Numbers run from 01 each year, for each kind and body, without gap or double."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from motcua.identity.enums import OrganisationKind
from motcua.vault.models import SymbolCounter
from motcua.vault.rules import agency_letters
from motcua.vault.services.numbers import next_symbol
from tests.vault.conftest import organisation

RACERS = 8
ROUNDS = 5


@pytest.mark.parametrize(
    ("kind", "name", "letters"),
    [
        (OrganisationKind.COMMUNE, "Ủy ban nhân dân xã Nông Cống", "UBND"),
        (OrganisationKind.PROVINCE, "Ủy ban nhân dân tỉnh Thanh Hóa", "UBND"),
        (OrganisationKind.ONE_STOP, "Trung tâm Phục vụ hành chính công", "TTPVHCC"),
        (OrganisationKind.DEPARTMENT, "Sở Y tế", "SYT"),
        (OrganisationKind.DEPARTMENT, "Sở Giáo dục và Đào tạo tỉnh Thanh Hóa", "SGDĐTTH"),
        ("unknown", "Ban Quản lý", "BQL"),
    ],
)
def test_letters_of_an_agency(kind, name, letters):
    assert agency_letters(name=name, kind=kind) == letters


@pytest.mark.django_db
def test_each_kind_year_and_body_counts_for_itself():
    here, there = organisation(), organisation(code="H56.14.2")
    taken = [
        next_symbol(organisation=here, kind="GKS", year=2026),
        next_symbol(organisation=here, kind="GKS", year=2026),
        next_symbol(organisation=here, kind="TLKS", year=2026),
        next_symbol(organisation=here, kind="GKS", year=2027),
        next_symbol(organisation=there, kind="GKS", year=2026),
    ]
    assert taken == ["01/GKS-UBND", "02/GKS-UBND", "01/TLKS-UBND", "01/GKS-UBND", "01/GKS-UBND"]


@pytest.mark.django_db
def test_an_act_that_fails_gives_its_number_back():
    here = organisation()
    next_symbol(organisation=here, kind="GKS", year=2026)
    with transaction.atomic():
        assert next_symbol(organisation=here, kind="GKS", year=2026) == "02/GKS-UBND"
        transaction.set_rollback(True)
    assert next_symbol(organisation=here, kind="GKS", year=2026) == "02/GKS-UBND"


@pytest.mark.django_db(transaction=True)
def test_a_number_needs_a_transaction():
    with pytest.raises(RuntimeError, match="transaction"):
        next_symbol(organisation=organisation(), kind="GKS", year=2026)


def unlocked(*, organisation, kind, year, barrier) -> str:
    """The control: read, wait until all have read, write. What a service without the row lock would do."""
    counter = SymbolCounter.objects.get(organisation=organisation, kind=kind, year=year)
    barrier.wait()
    counter.last += 1
    counter.save()
    return f"{counter.last:02d}/{kind}-UBND"


def race(take) -> list[str]:
    taken: list[str] = []
    start = threading.Barrier(RACERS)

    def run() -> None:
        try:
            for _ in range(ROUNDS):
                start.wait(timeout=10)
                with transaction.atomic():
                    taken.append(take())
        finally:
            connection.close()

    racers = [threading.Thread(target=run) for _ in range(RACERS)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(timeout=30)
    return taken


@pytest.mark.django_db(transaction=True)
def test_a_race_leaves_neither_gap_nor_double():
    here = organisation()
    taken = race(lambda: next_symbol(organisation=here, kind="GKS", year=2026))
    assert sorted(taken) == [f"{number:02d}/GKS-UBND" for number in range(1, RACERS * ROUNDS + 1)]


@pytest.mark.django_db(transaction=True)
def test_the_same_race_without_the_lock_gives_doubles():
    here = organisation()
    SymbolCounter.objects.create(organisation=here, kind="GKS", year=2026, last=0)
    together = threading.Barrier(RACERS)
    taken = race(lambda: unlocked(organisation=here, kind="GKS", year=2026, barrier=together))
    assert len(taken) == RACERS * ROUNDS
    assert len(set(taken)) < len(taken)

"""The registers drill, and proof that it finds what is broken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from motcua.dossiers.telling_once import filling
from tests.dossiers.world import World
from tests.drills.registers import drill
from tests.drills.stage import set_up

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    with set_up() as made:
        yield made


def test_people_file_whatever_happens_to_the_registers(world: World) -> None:
    reports = drill(world)
    assert {report.fault: report.violations for report in reports} == {report.fault: [] for report in reports}


def test_a_filing_that_does_not_say_what_is_unverified_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = filling.gather

    def silent(**given: object) -> object:
        found = honest(**given)  # type: ignore[arg-type]
        return type(found)(found.known, frozenset(), found.asked)

    monkeypatch.setattr(filling, "gather", silent)
    assert any("unverified" in each for report in drill(world) for each in report.violations)

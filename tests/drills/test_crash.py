"""The crash drill in small, and proof that it finds what is broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from motcua.dossiers.models import Receipt
from motcua.dossiers.services import acting, filing
from tests.dossiers.world import World
from tests.drills.crash import crash
from tests.drills.faults import DIED, Fault, in_child, struck_by
from tests.drills.flows import FLOWS
from tests.drills.invariants import violations
from tests.drills.stage import set_up

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FLOW = {flow.name: flow for flow in FLOWS}


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")  # no model of Django's: left over by the tests before
    with set_up() as made:
        yield made


@pytest.mark.parametrize("name", ["file", "receive", "sign"])
def test_a_crash_at_any_statement_breaks_no_promise(world: World, name: str) -> None:
    report = crash(FLOW[name], world)
    assert report.violations == []
    assert report.crashes == 4 * (report.statements + 1)


def test_a_number_committed_before_its_dossier_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    number = filing._number

    def committed(*given: Any) -> Any:
        found = number(*given)
        connection.connection.commit()
        return found

    monkeypatch.setattr(filing, "_number", committed)
    assert any("numbers of a unit's day" in each for each in crash(FLOW["file"], world).violations)


def test_an_act_that_forgets_its_key_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acting, "_answered", lambda *_given: None)
    assert any("asked again" in each for each in crash(FLOW["receive"], world).violations)


def test_a_lost_receipt_is_found(world: World) -> None:
    FLOW["file"].ready(world)()
    assert violations() == []
    Receipt.objects.all().delete()
    assert any(each.startswith("every dossier has one receipt") for each in violations())


def test_a_fault_ends_the_process_where_it_was_told_to(world: World) -> None:
    request = FLOW["file"].ready(world)

    def work() -> None:
        with struck_by(Fault(number=2, after=True, death=True)):
            request()

    assert in_child(work) == DIED

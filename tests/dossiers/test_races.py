"""Many at once: one number each, one decision, and a control that shows the race exists without the lock."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from motcua.dossiers.models import Dossier, DossierEvent
from motcua.dossiers.selectors import standing
from motcua.dossiers.services import acting
from motcua.dossiers.services.filing import file
from motcua.dossiers.services.reception import receive
from motcua.kernel.errors import Refused
from motcua.workflow.models import Task
from tests.dossiers.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)
OFFICERS = 8


@pytest.fixture
def world(transactional_db: None) -> World:
    return build()


def together(count: int, do: Callable[[int], Any]) -> list[Any]:
    """``do(0)`` … ``do(count - 1)`` at one moment, each on a connection of its own; what each gave or raised."""
    gate = threading.Barrier(count)

    def one(number: int) -> Any:
        try:
            gate.wait()
            return do(number)
        except Exception as problem:  # noqa: BLE001 - the test looks at it
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_twenty_filings_at_once_get_twenty_numbers_without_gap(world: World) -> None:
    filings = [world.filing() for _ in range(20)]
    done = together(20, lambda n: file(asker=world.citizen, key=f"k{n}", filing=filings[n], at=world.at))
    assert sorted(int(filed.code[-4:]) for filed in done) == list(range(1, 21))


def test_the_same_submission_many_times_at_once_is_one_dossier(world: World) -> None:
    filing = world.filing()
    done = together(OFFICERS, lambda _n: file(asker=world.citizen, key="k", filing=filing, at=world.at))
    assert len({filed.code for filed in done}) == 1
    assert Dossier.objects.count() == 1


def test_many_officers_receive_one_dossier_once(world: World) -> None:
    dossier_id = world.dossier_id()
    done = together(OFFICERS, lambda n: receive(dossier_id=dossier_id, asker=world.clerk, key=f"k{n}", at=world.at))
    assert sum(not isinstance(answer, Exception) for answer in done) == 1
    assert all(isinstance(answer, Refused) for answer in done if isinstance(answer, Exception))
    assert DossierEvent.objects.filter(dossier_id=dossier_id, act="receive").count() == 1
    assert Task.objects.filter(subject_id=dossier_id, step="xu-ly").count() == 1


@pytest.fixture
def without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody reads before anybody writes, as it would be without the row lock."""
    gate = threading.Barrier(OFFICERS)

    def unlocked(dossier_id: uuid.UUID, *, lock: bool = False) -> Any:
        found = standing.standing_of(dossier_id, lock=False)
        if lock:
            gate.wait(timeout=10)
        return found

    monkeypatch.setattr(acting, "standing_of", unlocked)


@pytest.mark.usefixtures("without_the_lock")
def test_control_without_the_lock_one_dossier_is_received_many_times(world: World) -> None:
    dossier_id = world.dossier_id()
    together(OFFICERS, lambda n: receive(dossier_id=dossier_id, asker=world.clerk, key=f"k{n}", at=world.at))
    assert DossierEvent.objects.filter(dossier_id=dossier_id, act="receive").count() > 1

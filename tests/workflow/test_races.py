"""Two officers at once. Each race has a control: the same race without the row lock, which must go wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection

from motcua.audit.models import Entry
from motcua.identity.askers import Asker
from motcua.kernel.errors import Refused
from motcua.workflow.models import Task
from motcua.workflow.services import tasks

pytestmark = pytest.mark.django_db(transaction=True)
type Act = Callable[[Asker], object]


def unlocked(task_id: int) -> Task:
    return Task.objects.select_related("instance__version").get(pk=task_id)


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    """After its rule said yes each act waits for the other, if the other gets that far while it waits."""
    barrier = threading.Barrier(2)

    def meet_after(check: Callable[..., None]) -> Callable[..., None]:
        def checked(*arguments: Any) -> None:
            check(*arguments)
            with suppress(threading.BrokenBarrierError):
                barrier.wait(timeout=0.5)

        return checked

    for name in ("check_claim", "check_complete"):
        monkeypatch.setattr(tasks, name, meet_after(getattr(tasks, name)))


def at_once(act: Act, *askers: Asker) -> list[object]:
    """What each asker's act gave: its result, or the exception that ended it."""
    results: list[object] = []

    def run(asker: Asker) -> None:
        try:
            results.append(act(asker))
        except (Refused, IntegrityError) as ended:
            results.append(ended)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(asker,)) for asker in askers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    return results


def claiming(task: Task, at: datetime) -> Act:
    return lambda asker: tasks.claim(task=task, by=asker, at=at)


def completing(task: Task, at: datetime, places: dict[str, int]) -> Act:
    return lambda asker: tasks.complete(task=task, outcome="receive", by=asker, at=at, places=places, next_step="xu-ly")


@pytest.mark.usefixtures("meeting")
class TestTwoClaimOneTask:
    def test_one_gets_it_and_the_other_is_told(
        self, first_task: Task, clerk: Asker, colleague: Asker, at: datetime
    ) -> None:
        results = at_once(claiming(first_task, at), clerk, colleague)
        assert [result.code for result in results if isinstance(result, Refused)] == ["task_taken"]
        assert Entry.objects.filter(action="task.claimed").count() == 1

    def test_control_without_the_lock_both_believe_they_have_it(
        self, first_task: Task, clerk: Asker, colleague: Asker, at: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tasks, "locked", unlocked)
        results = at_once(claiming(first_task, at), clerk, colleague)
        assert not any(isinstance(result, Refused) for result in results)
        assert Entry.objects.filter(action="task.claimed").count() == 2


@pytest.mark.usefixtures("meeting")
class TestTwoCompleteOneTask:
    def test_one_does_and_the_other_is_told(
        self, first_task: Task, clerk: Asker, colleague: Asker, places: dict[str, int], at: datetime
    ) -> None:
        results = at_once(completing(first_task, at, places), clerk, colleague)
        assert [result.code for result in results if isinstance(result, Refused)] == ["task_done"]
        assert Task.objects.filter(step="xu-ly").count() == 1

    def test_control_without_the_lock_only_the_database_stops_the_second(
        self,
        first_task: Task,
        clerk: Asker,
        colleague: Asker,
        places: dict[str, int],
        at: datetime,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(tasks, "locked", unlocked)
        results = at_once(completing(first_task, at, places), clerk, colleague)
        assert sum(isinstance(result, IntegrityError) for result in results) == 1
        assert Task.objects.filter(step="xu-ly").count() == 1

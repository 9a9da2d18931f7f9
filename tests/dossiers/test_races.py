"""Many at once: one number each, one decision, and a control that shows the race exists without the lock."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from motcua.dossiers.models import Dossier, DossierEvent, Mirror, MirrorEvent
from motcua.dossiers.records import mirroring
from motcua.dossiers.selectors import standing
from motcua.dossiers.services import acting, merging
from motcua.dossiers.services.changes import Done
from motcua.dossiers.services.claiming import claim
from motcua.dossiers.services.filing import file
from motcua.dossiers.services.merging import merge
from motcua.dossiers.services.processing import forward
from motcua.dossiers.services.reception import receive
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel.errors import Refused
from motcua.workflow.models import Task
from tests.dossiers.elsewhere import ROUTE, SYSTEM, heard, machine, opening, told
from tests.dossiers.procedures import counter, deciding, procedure, received, step
from tests.dossiers.world import World, _officer, build

pytestmark = pytest.mark.django_db(transaction=True)
OFFICERS = 8
MANY = 20
SPLIT = [
    counter("chia"),
    step("chia", None, split=["mot", "hai"]),
    step("mot", "xu-ly"),
    step("hai", "xu-ly"),
    {**deciding()[0], "join": {"of": ["mot", "hai"]}},
    *deciding()[1:],
]


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


def specialists(world: World) -> list[Asker]:
    return [_officer(world.committee, Role.SPECIALIST, f"Chuyên viên {number}") for number in range(MANY)]


def check_one_won(answers: list[Any]) -> None:
    """One did it, and every other was refused in words a person can read."""
    assert sum(isinstance(answer, Done) for answer in answers) == 1
    refusals = [answer for answer in answers if not isinstance(answer, Done)]
    assert all(isinstance(refusal, Refused) and refusal.message for refusal in refusals), refusals


def play_claiming(world: World) -> tuple[uuid.UUID, list[Any]]:
    """Twenty specialists take one task at one moment."""
    dossier_id, officers = world.dossier_id(), specialists(world)
    receive(dossier_id=dossier_id, asker=world.clerk, key="r", at=world.at)
    answers = together(
        MANY, lambda n: claim(dossier_id=dossier_id, asker=officers[n], key=f"k{n}", at=world.at, step="xu-ly")
    )
    return dossier_id, answers


def play_forwarding(world: World) -> tuple[uuid.UUID, list[Any]]:
    """Twenty specialists finish one step at one moment; after it two steps are open at once."""
    officers = specialists(world)
    dossier_id = received(world, procedure(world, "9.000050", SPLIT))
    answers = together(
        MANY, lambda n: forward(dossier_id=dossier_id, asker=officers[n], key=f"k{n}", at=world.at, step="chia")
    )
    return dossier_id, answers


def test_of_twenty_who_take_a_task_one_gets_it(world: World) -> None:
    dossier_id, answers = play_claiming(world)
    check_one_won(answers)
    assert DossierEvent.objects.filter(dossier_id=dossier_id, act="claim").count() == 1
    event = DossierEvent.objects.get(dossier_id=dossier_id, act="claim")
    assert Task.objects.get(subject_id=dossier_id, state="open").assignee_id == event.data["assignee"]


def test_of_twenty_who_finish_a_step_one_does(world: World) -> None:
    dossier_id, answers = play_forwarding(world)
    check_one_won(answers)
    assert DossierEvent.objects.filter(dossier_id=dossier_id, act="forward").count() == 1
    assert sorted(Task.objects.filter(subject_id=dossier_id, state="open").values_list("step", flat=True)) == [
        "hai",
        "mot",
    ]


@pytest.fixture
def without_the_lock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody reads before anybody writes, as it would be without the row lock."""
    gate = threading.Barrier(getattr(request, "param", OFFICERS))

    def unlocked(dossier_id: uuid.UUID, *, key: str) -> Any:
        found = standing.standing_of(dossier_id, lock=False)
        if threading.current_thread() is not threading.main_thread():  # which only makes ready
            gate.wait(timeout=10)
        return found, False

    monkeypatch.setattr(acting, "locked", unlocked)


@pytest.mark.usefixtures("without_the_lock")
def test_control_without_the_lock_one_dossier_is_received_many_times(world: World) -> None:
    dossier_id = world.dossier_id()
    together(OFFICERS, lambda n: receive(dossier_id=dossier_id, asker=world.clerk, key=f"k{n}", at=world.at))
    assert DossierEvent.objects.filter(dossier_id=dossier_id, act="receive").count() > 1


@pytest.mark.parametrize("without_the_lock", [MANY], indirect=True)
@pytest.mark.usefixtures("without_the_lock")
def test_control_without_the_lock_many_take_one_task(world: World) -> None:
    dossier_id, answers = play_claiming(world)
    with pytest.raises(AssertionError):
        check_one_won(answers)
    assert DossierEvent.objects.filter(dossier_id=dossier_id, act="claim").count() > 1


@pytest.mark.parametrize("without_the_lock", [MANY], indirect=True)
@pytest.mark.usefixtures("without_the_lock")
def test_control_without_the_lock_many_finish_one_step(world: World) -> None:
    dossier_id, answers = play_forwarding(world)
    with pytest.raises(AssertionError):
        check_one_won(answers)
    assert DossierEvent.objects.filter(dossier_id=dossier_id, act="forward").count() > 1


TOLD = 12


@pytest.fixture
def mirrored(world: World, settings: Any) -> World:
    settings.ROUTES = {SYSTEM: ROUTE}
    heard(world, told(world, 1, 1))
    return world


def play_hearing(world: World) -> list[Any]:
    """Twelve threads hear six events of one dossier, each event twice, in no order."""
    asker, found = machine(world), opening(world)
    order = [sequence for sequence in (7, 3, 5, 2, 6, 4) for _twin in range(2)]
    return together(TOLD, lambda n: heard(world, told(world, order[n], 4, after=order[n]), asker=asker, opening=found))


def check_all_heard_once(answers: list[Any]) -> None:
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    mirror = Mirror.objects.get()
    assert mirror.last_sequence == 7
    kept = MirrorEvent.objects.filter(mirror=mirror).order_by("sequence")
    assert list(kept.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5, 6, 7]
    written = list(kept.values_list("event_id", flat=True))
    assert None not in written
    assert written == sorted(set(written))  # applied in the order of the source
    told_of = DossierEvent.objects.filter(dossier_id=mirror.dossier_id, data__has_key="sequence").order_by("id")
    assert list(told_of.values_list("data__sequence", flat=True)) == [1, 2, 3, 4, 5, 6, 7]


def test_what_several_threads_hear_at_once_is_neither_lost_nor_doubled(mirrored: World) -> None:
    check_all_heard_once(play_hearing(mirrored))


def test_control_without_the_lock_something_heard_is_lost_or_doubled(
    mirrored: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Barrier(TOLD)
    waited = threading.local()

    def unlocked(dossier_id: uuid.UUID) -> Any:
        found = standing.standing_of(dossier_id, lock=False)
        if not getattr(waited, "once", False):  # a second try comes alone
            waited.once = True
            gate.wait(timeout=10)
        return found

    monkeypatch.setattr(mirroring, "_locked", unlocked)
    answers = play_hearing(mirrored)
    with pytest.raises(AssertionError):
        check_all_heard_once(answers)


def test_of_two_merges_into_each_other_one_is_done(world: World) -> None:
    version = procedure(world, "9.000051", [counter(), *deciding()])
    pair = [received(world, version), received(world, version)]
    answers = together(
        2, lambda n: merge(dossier_id=pair[n], asker=world.leader, key=f"k{n}", at=world.at, into_id=pair[1 - n])
    )
    check_one_won(answers)
    assert sorted(Dossier.objects.values_list("status", flat=True)) == ["received", "stopped"]


def test_a_merge_waits_for_who_has_the_kept_dossier_in_hand(world: World) -> None:
    version = procedure(world, "9.000052", [counter(), *deciding()])
    kept, twin = received(world, version), received(world, version)
    held, over = threading.Event(), threading.Event()

    def work(number: int) -> Any:
        if number == 0:
            with transaction.atomic():
                standing.standing_of(kept, lock=True)
                held.set()
                return over.wait(timeout=0.5)
        held.wait(timeout=5)
        return merge(dossier_id=twin, asker=world.leader, key="k", at=world.at, into_id=kept)

    _nothing, done = together(2, work)
    assert isinstance(done, Done)


def test_a_merge_that_waited_too_long_says_how_to_go_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "LONGEST_WAIT", "50ms")
    version = procedure(world, "9.000053", [counter(), *deciding()])
    kept, twin = received(world, version), received(world, version)
    held, over = threading.Event(), threading.Event()

    def work(number: int) -> Any:
        if number == 0:
            with transaction.atomic():
                standing.standing_of(kept, lock=True)
                held.set()
                return over.wait(timeout=5)
        held.wait(timeout=5)
        try:
            return merge(dossier_id=twin, asker=world.leader, key="k", at=world.at, into_id=kept)
        finally:
            over.set()

    _nothing, refused = together(2, work)
    assert isinstance(refused, Refused)
    assert (refused.code, "Đợi vài giây" in refused.message) == ("busy", True)

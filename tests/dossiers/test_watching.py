"""The watchers: what is wrong is found, once, told to whom it concerns, once, and over when it is mended."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import connection

from motcua.dossiers.enums import Act, AlertKind
from motcua.dossiers.evidence import Proof
from motcua.dossiers.models import Alert, Dossier, DossierEvent, InStep
from motcua.dossiers.services.claiming import assign
from motcua.dossiers.services.closing import return_result
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.dossiers.watching.alerting import watch
from motcua.dossiers.watching.configuring import seed_rules
from motcua.dossiers.watching.finding import find
from motcua.dossiers.watching.tasks import watch_all
from motcua.identity.enums import Role
from motcua.identity.models import Account, Assignment
from motcua.kernel.clock import VIETNAM
from motcua.notifications.models import Message
from motcua.workflow.models import Task
from tests.dossiers.test_life import received, signed
from tests.dossiers.world import World, _officer

# Filed Monday 16/11 9:00, to be answered in three working days: Thursday 19/11 9:00.
TUESDAY_EVENING = datetime(2026, 11, 17, 16, 0, tzinfo=VIETNAM)
WEDNESDAY = datetime(2026, 11, 18, 14, 0, tzinfo=VIETNAM)
THURSDAY = datetime(2026, 11, 19, 10, 0, tzinfo=VIETNAM)
NEXT_MONTH = datetime(2026, 12, 16, 10, 0, tzinfo=VIETNAM)


def kinds(dossier_id: uuid.UUID) -> set[str]:
    return set(Alert.objects.filter(dossier_id=dossier_id, over_at=None).values_list("kind", flat=True))


def watched(dossier_id: uuid.UUID, at: datetime) -> set[str]:
    watch(at=at)
    return kinds(dossier_id)


def test_nothing_is_wrong_with_a_fresh_dossier(world: World) -> None:
    assert watched(world.dossier_id(), world.at + timedelta(minutes=30)) == set()


def test_what_comes_due_tomorrow_is_due_soon_and_later_overdue(world: World) -> None:
    dossier_id = received(world)
    assert AlertKind.DUE_SOON not in watched(dossier_id, TUESDAY_EVENING)
    assert AlertKind.DUE_SOON in watched(dossier_id, WEDNESDAY)
    assert {AlertKind.OVERDUE} == watched(dossier_id, THURSDAY) & {AlertKind.DUE_SOON, AlertKind.OVERDUE}
    assert Alert.objects.get(dossier_id=dossier_id, kind="due_soon").over_at == THURSDAY
    assert Alert.objects.get(dossier_id=dossier_id, kind="overdue").since == Dossier.objects.get(pk=dossier_id).due_at


def test_a_short_promise_is_not_due_soon_from_its_first_minute(world: World) -> None:
    dossier_id = received(world)
    soon = world.at + timedelta(hours=1)
    Dossier.objects.filter(pk=dossier_id).update(due_at=world.at + timedelta(hours=6))
    assert AlertKind.DUE_SOON not in watched(dossier_id, soon)
    assert AlertKind.DUE_SOON in watched(dossier_id, world.at + timedelta(hours=4))


def test_a_step_past_its_time_is_found_at_its_office(world: World) -> None:
    dossier_id = world.dossier_id()  # four working hours of reception: until 14:30
    watch(at=world.at + timedelta(hours=6))
    alert = Alert.objects.get(dossier_id=dossier_id, kind=AlertKind.OVERDUE_STEP)
    assert alert.organisation_id == world.one_stop.pk
    assert alert.task_id == Task.objects.get(subject_id=dossier_id).pk


def test_four_working_hours_without_a_touch_are_seen_and_a_touch_ends_it(world: World) -> None:
    dossier_id = received(world)
    assert AlertKind.UNTOUCHED not in watched(dossier_id, world.at + timedelta(hours=5, minutes=59))
    later = world.at + timedelta(hours=6)  # the break of two hours is not working time
    assert AlertKind.UNTOUCHED in watched(dossier_id, later)
    assign(
        dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=later,
        assignee_id=world.specialist.officer_id,
    )  # fmt: skip
    assert AlertKind.UNTOUCHED not in watched(dossier_id, later)


def test_a_weekend_is_no_neglect(world: World) -> None:
    friday = datetime(2026, 11, 20, 16, 0, tzinfo=VIETNAM)
    dossier_id = world.dossier_id(friday)
    assert AlertKind.UNTOUCHED not in watched(dossier_id, friday + timedelta(days=2, hours=17))


def test_waiting_long_for_the_citizen_or_past_the_deadline_is_stuck(world: World) -> None:
    dossier_id = received(world)
    request_supplement(
        dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at,
        items=[Item("khac", "Giấy tờ khác", "missing")], deadline=datetime(2026, 11, 18, tzinfo=VIETNAM).date(),
    )  # fmt: skip
    assert AlertKind.STUCK not in watched(dossier_id, WEDNESDAY)
    assert watched(dossier_id, THURSDAY) == {AlertKind.STUCK}
    assert Alert.objects.get(kind="stuck").since == datetime(2026, 11, 19, tzinfo=VIETNAM)


def test_a_result_that_lies_is_undelivered_until_it_is_handed_over(world: World) -> None:
    dossier_id = signed(world)
    assert AlertKind.UNDELIVERED not in watched(dossier_id, TUESDAY_EVENING)
    assert AlertKind.UNDELIVERED in watched(dossier_id, THURSDAY)
    assert Alert.objects.get(kind="undelivered").organisation_id == world.one_stop.pk
    return_result(
        dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=THURSDAY, delivery="counter",
        proof=Proof(received_by="Nguyễn Thị An", id_digits="0001"),
    )  # fmt: skip
    assert watched(dossier_id, THURSDAY) == set()


def test_a_seat_that_nobody_holds_is_seen(world: World) -> None:
    dossier_id = received(world)
    assert AlertKind.NOBODY not in watched(dossier_id, world.at)
    Assignment.objects.filter(account_id=world.specialist.officer_id).update(valid_to=world.at.date())
    assert AlertKind.NOBODY in watched(dossier_id, TUESDAY_EVENING)


def test_a_task_with_one_who_left_is_with_nobody_though_colleagues_sit_there(world: World) -> None:
    _officer(world.committee, Role.SPECIALIST, "Chị Ở Lại")
    dossier_id = received(world)
    assign(
        dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at,
        assignee_id=world.specialist.officer_id,
    )  # fmt: skip
    assert AlertKind.NOBODY not in watched(dossier_id, world.at)
    Account.objects.filter(pk=world.specialist.officer_id).update(is_active=False)
    assert AlertKind.NOBODY in watched(dossier_id, world.at)


def test_another_system_that_does_not_answer_is_out_of_step(world: World) -> None:
    dossier_id = received(world)
    event = DossierEvent.objects.filter(dossier_id=dossier_id).latest("id")
    row = InStep.objects.create(
        dossier_id=dossier_id, system="thu", organisation=world.committee, wanted=event, wanted_at=world.at
    )
    assert AlertKind.OUT_OF_STEP in watched(dossier_id, WEDNESDAY)
    InStep.objects.filter(pk=row.pk).update(confirmed=event, confirmed_at=WEDNESDAY)
    assert AlertKind.OUT_OF_STEP not in watched(dossier_id, WEDNESDAY)


def test_watching_twice_opens_nothing_twice(world: World) -> None:
    received(world)
    watch(at=THURSDAY)
    before = list(Alert.objects.order_by("id").values())
    again = watch(at=THURSDAY)
    assert again is not None
    assert not again.opened
    assert not again.closed
    assert list(Alert.objects.order_by("id").values()) == before


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_do_not_meet(transactional_db: None) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext('dossiers.watching'))")
        assert watch(at=THURSDAY) is None
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('dossiers.watching'))")
    finally:
        other.close()
    assert watch(at=THURSDAY) is not None


def test_the_job_runs_twice_without_harm(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    received(world)
    seed_rules(world.at)
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: THURSDAY)
    watch_all.func(0)
    counts = (Alert.objects.count(), Message.objects.count())
    watch_all.func(0)
    assert (Alert.objects.count(), Message.objects.count()) == counts
    assert Message.objects.filter(kind="late").exists()


def test_a_dossier_beside_the_clock_of_another_system_is_not_called_neglected(world: World) -> None:
    dossier_id = received(world)
    propose(
        dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts={"Họ và tên": "An"}
    )  # fmt: skip
    assert {found.kind for found in find(AlertKind.UNTOUCHED, at=NEXT_MONTH)} == {AlertKind.UNTOUCHED}
    assert DossierEvent.objects.filter(act=Act.PROPOSE).exists()

"""Apology and new date: who, when, how far, how often; and the clock honours it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from motcua.dossiers.enums import Act, Status
from motcua.dossiers.models import ClockEvent, Dossier, DossierEvent
from motcua.dossiers.rules import can_act, check_act
from motcua.dossiers.selectors.looking import standing_for
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.extending import extend, latest_until
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.supplementing import Item, request_supplement, supplement
from motcua.dossiers.tasks import tell
from motcua.kernel.clock import VIETNAM, local
from motcua.kernel.errors import Forbidden, Invalid, KeyReused, NotFound, Refused
from motcua.notifications.models import Message
from motcua.workflow.models import Task
from tests.dossiers.test_life import FACTS, received, status
from tests.dossiers.world import World

FRIDAY = date(2026, 11, 20)  # the appointment is Thursday 19/11 at 9:00
MONDAY = date(2026, 11, 23)
REASON = "Chờ xác minh của Công an tỉnh, chưa có trả lời."


def extended(world: World, dossier_id: uuid.UUID, until: date = FRIDAY, at: datetime | None = None) -> None:
    extend(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=at or world.at, until=until, reason=REASON)


def refusal(world: World, dossier_id: uuid.UUID, until: date, at: datetime | None = None) -> str:
    with pytest.raises(Invalid) as refused:
        extended(world, dossier_id, until, at)
    return refused.value.fields["until"]


def test_extending_moves_the_appointment_and_keeps_the_first(world: World) -> None:
    dossier_id = received(world)
    before = Dossier.objects.get(pk=dossier_id)
    task_due = Task.objects.get(subject_id=dossier_id, state="open").due_at
    extended(world, dossier_id)
    after = Dossier.objects.get(pk=dossier_id)
    assert after.due_at == datetime(2026, 11, 20, 17, 0, tzinfo=VIETNAM)
    assert after.first_due_at == before.due_at
    assert after.status == Status.RECEIVED
    clock = ClockEvent.objects.get(dossier_id=dossier_id, kind="extend")
    assert (clock.at, clock.until) == (world.at, after.due_at)
    event = DossierEvent.objects.get(dossier_id=dossier_id, act=Act.EXTEND)
    assert event.data["reason"] == REASON
    assert Task.objects.get(subject_id=dossier_id, state="open").due_at > task_due


def test_the_applicant_hears_the_apology_the_cause_and_the_new_date(world: World) -> None:
    dossier_id = received(world)
    extended(world, dossier_id)
    tell.func(DossierEvent.objects.get(dossier_id=dossier_id, act=Act.EXTEND).pk)
    message = Message.objects.get(kind="extended", channel="inbox")
    assert "Xin lỗi" in message.subject
    assert REASON in message.body
    assert "20/11/2026" in message.body
    assert "01/PXL-UBND" in message.body


def test_only_leaders_of_the_competent_body_extend(world: World) -> None:
    dossier_id = received(world)
    for nobody in (world.clerk, world.specialist, world.citizen):
        with pytest.raises(Forbidden):
            extend(dossier_id=dossier_id, asker=nobody, key=world.key(), at=world.at, until=FRIDAY, reason=REASON)
    for stranger in (world.outsider, world.stranger):
        with pytest.raises(NotFound):
            extend(dossier_id=dossier_id, asker=stranger, key=world.key(), at=world.at, until=FRIDAY, reason=REASON)
    assert ClockEvent.objects.filter(kind="extend").count() == 0


def test_an_extension_needs_words(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        extend(dossier_id=received(world), asker=world.leader, key=world.key(), at=world.at, until=FRIDAY, reason="bận")
    assert set(refused.value.fields) == {"reason"}


def test_the_new_date_is_a_worked_day_after_the_present_one_within_the_cap(world: World) -> None:
    dossier_id = received(world)
    assert latest_until(dossier=Dossier.objects.get(pk=dossier_id)) == datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM)
    assert "sau ngày hẹn hiện nay (19/11/2026)" in refusal(world, dossier_id, date(2026, 11, 19))
    assert "ngày làm việc" in refusal(world, dossier_id, date(2026, 11, 21))
    assert "nhiều nhất tới ngày 24/11/2026" in refusal(world, dossier_id, date(2026, 11, 25))
    late = datetime(2026, 11, 20, 10, 0, tzinfo=VIETNAM)
    assert "sau hôm nay" in refusal(world, dossier_id, FRIDAY, late)
    extended(world, dossier_id, date(2026, 11, 24))


def test_the_cap_is_the_provinces(world: World, settings) -> None:
    settings.EXTENSION_CAP = 0.5
    dossier_id = received(world)  # three days: half of them is one and a half
    assert "tới ngày 20/11/2026" in refusal(world, dossier_id, MONDAY)


def test_an_extension_is_no_new_beginning_for_the_cap(world: World) -> None:
    dossier_id = received(world)
    extended(world, dossier_id)
    assert "nhiều nhất tới ngày 24/11/2026" in refusal(world, dossier_id, date(2026, 11, 25))


def test_a_third_extension_is_refused(world: World) -> None:
    dossier_id = received(world)
    extended(world, dossier_id)
    extended(world, dossier_id, MONDAY)
    with pytest.raises(Refused) as refused:
        extended(world, dossier_id, date(2026, 11, 24))
    assert refused.value.code == "max_extensions"
    assert not can_act(Act.EXTEND, world.leader, standing_for(world.leader, dossier_id))


def test_twice_under_one_key_is_once(world: World) -> None:
    dossier_id = received(world)
    for _press in range(2):
        extend(dossier_id=dossier_id, asker=world.leader, key="k", at=world.at, until=FRIDAY, reason=REASON)
    assert ClockEvent.objects.filter(dossier_id=dossier_id, kind="extend").count() == 1
    with pytest.raises(KeyReused):
        extend(dossier_id=dossier_id, asker=world.leader, key="k", at=world.at, until=MONDAY, reason=REASON)


def test_a_clock_at_rest_or_at_its_end_is_not_extended(world: World) -> None:
    paused = received(world)
    request_supplement(
        dossier_id=paused, asker=world.specialist, key=world.key(), at=world.at,
        items=[Item("khac", "Giấy tờ khác", "missing")],
    )  # fmt: skip
    decided = received(world)
    propose(dossier_id=decided, asker=world.specialist, key=world.key(), at=world.at, facts=FACTS)
    sign(dossier_id=decided, asker=world.leader, key=world.key(), at=world.at)
    for dossier_id in (paused, decided, world.dossier_id()):
        with pytest.raises(Refused) as refused:
            extended(world, dossier_id)
        assert refused.value.code == "wrong_status"


def test_without_an_appointment_there_is_nothing_to_extend(world: World) -> None:
    standing = replace(standing_for(world.leader, received(world)), due_at=None)
    with pytest.raises(Refused) as refused:
        check_act(Act.EXTEND, world.leader, standing)
    assert refused.value.code == "no_due"


def test_a_pause_after_an_extension_moves_the_new_appointment(world: World) -> None:
    dossier_id = received(world)
    extended(world, dossier_id)  # Friday 17:00
    tuesday = world.at + timedelta(days=1)
    request_supplement(
        dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=tuesday,
        items=[Item("khac", "Giấy tờ khác", "missing")],
    )  # fmt: skip
    supplement(
        dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=tuesday + timedelta(days=1),
        files={"khac": [world.upload(world.citizen)]},
    )  # fmt: skip
    due_at = Dossier.objects.get(pk=dossier_id).due_at
    assert due_at is not None
    assert local(due_at) == datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM)
    assert status(dossier_id) == Status.PROCESSING

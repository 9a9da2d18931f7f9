"""The record of a dossier is given to another system and back: one keeper at a time, nothing lost."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from motcua.dossiers.enums import Status
from motcua.dossiers.models import Dossier, DossierEvent, Mirror, RouteChange
from motcua.dossiers.records.changing import change_route, ways_back
from motcua.dossiers.selectors.looking import standing_for
from motcua.dossiers.services.changes import Done
from motcua.dossiers.services.extending import extend
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.reception import receive
from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.workflow.models import Instance, Task
from tests.dossiers.elsewhere import CODE, ROUTE, SYSTEM, heard, told
from tests.dossiers.test_life import FACTS, proposed, received
from tests.dossiers.world import World

REASON = "Theo Công văn 12 ngày 10/11/2026 của Bộ Thử."


@pytest.fixture(autouse=True)
def route(settings) -> None:
    settings.ROUTES = {SYSTEM: ROUTE}


def changed(world: World, dossier_id: uuid.UUID, to_system: str = SYSTEM, **changes: Any) -> Done:
    values: dict[str, Any] = {"asker": world.leader, "key": world.key(), "at": world.at, "reason": REASON}
    values |= {"external_code": CODE} if to_system else {"step": "xu-ly"}
    return change_route(dossier_id=dossier_id, to_system=to_system, **(values | changes))


def row(dossier_id: uuid.UUID) -> Dossier:
    return Dossier.objects.get(pk=dossier_id)


def open_steps(dossier_id: uuid.UUID) -> list[str]:
    return list(Task.objects.filter(subject_id=dossier_id, state__in=Task.LIVE).values_list("step", flat=True))


def test_away_keeps_code_clock_and_history_and_closes_the_work_here(world: World) -> None:
    dossier_id = received(world)
    before = row(dossier_id)
    changed(world, dossier_id)
    after = row(dossier_id)
    assert after.record_system == SYSTEM
    assert (after.code, after.due_at, after.status) == (before.code, before.due_at, before.status)
    assert open_steps(dossier_id) == []
    assert Instance.objects.get(subject_id=dossier_id).ended_at == world.at
    acts = DossierEvent.objects.filter(dossier_id=dossier_id).order_by("id").values_list("act", flat=True)
    assert list(acts) == ["file", "receive", "change_route"]
    change = RouteChange.objects.get()
    assert (change.from_system, change.to_system, change.reason) == ("", SYSTEM, REASON)
    assert Mirror.objects.get().until is None


def test_then_its_events_are_heard_and_ours_refused(world: World) -> None:
    dossier_id = received(world)
    changed(world, dossier_id)
    assert heard(world, told(world, 1, 4, after=1), opening=None).dossier_id == dossier_id
    with pytest.raises(Refused) as refused:
        propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts=FACTS)
    assert refused.value.code == "recorded_elsewhere"


def test_back_goes_on_at_the_step_chosen_and_the_source_is_heard_no_more(world: World) -> None:
    dossier_id = received(world)
    changed(world, dossier_id)
    heard(world, told(world, 1, 4, after=1), opening=None)
    changed(world, dossier_id, "")
    assert row(dossier_id).record_system == ""
    assert open_steps(dossier_id) == ["xu-ly"]
    assert Instance.objects.get(subject_id=dossier_id).ended_at is None
    with pytest.raises(Refused) as refused:
        heard(world, told(world, 2, 9, after=2), opening=None)
    assert refused.value.code == "recorded_here"
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts=FACTS)
    assert [(one.from_system, one.to_system) for one in RouteChange.objects.order_by("id")] == [
        ("", SYSTEM),
        (SYSTEM, ""),
    ]


def test_given_again_under_the_same_code_its_numbers_go_on(world: World) -> None:
    dossier_id = received(world)
    changed(world, dossier_id)
    heard(world, told(world, 1, 4, after=1), opening=None)
    changed(world, dossier_id, "")
    changed(world, dossier_id)
    assert heard(world, told(world, 2, 9, after=2), opening=None).last_sequence == 2
    assert Mirror.objects.count() == 1


def test_a_dossier_born_there_can_come_to_us(world: World) -> None:
    found = heard(world, told(world, 1, 2))
    changed(world, found.dossier_id, "")
    assert open_steps(found.dossier_id) == ["xu-ly"]
    assert row(found.dossier_id).code == CODE


def test_the_steps_offered_are_those_its_status_stands_for(world: World) -> None:
    submitted = heard(world, told(world, 1, 1)).dossier_id
    assert [step.key for step in ways_back(standing_for(world.leader, submitted))] == ["tiep-nhan"]
    heard(world, told(world, 2, 9, after=1))
    assert [step.key for step in ways_back(standing_for(world.leader, submitted))] == ["tra-ket-qua"]
    with pytest.raises(Invalid):
        changed(world, submitted, "", step="xu-ly")


def test_halfway_it_stays(world: World) -> None:
    asked = received(world)
    request_supplement(
        dossier_id=asked,
        asker=world.specialist,
        key=world.key(),
        at=world.at,
        items=[Item("chung-sinh", "Giấy chứng sinh", "blurred")],
    )
    for dossier_id in (asked, proposed(world)):
        with pytest.raises(Refused) as refused:
            changed(world, dossier_id)
        assert refused.value.code == "halfway"
        assert row(dossier_id).record_system == ""
    assert not RouteChange.objects.exists()


def test_it_does_not_come_back_halfway_either(world: World) -> None:
    found = heard(world, told(world, 1, 5))
    with pytest.raises(Refused):
        changed(world, found.dossier_id, "")
    assert row(found.dossier_id).status == Status.SUPPLEMENT


def test_a_leader_changes_it_with_a_reason_and_nobody_else(world: World) -> None:
    dossier_id = received(world)
    for asker in (world.clerk, world.specialist):
        with pytest.raises(Forbidden):
            changed(world, dossier_id, asker=asker)
    with pytest.raises(NotFound):
        changed(world, dossier_id, asker=world.outsider)
    for wrong in ({"reason": "vậy"}, {"to_system": "la"}, {"external_code": ""}):
        with pytest.raises(Invalid):
            changed(world, dossier_id, **wrong)


def test_to_where_it_is_already_is_refused_and_twice_is_once(world: World) -> None:
    dossier_id = received(world)
    first = changed(world, dossier_id, key="k")
    assert changed(world, dossier_id, key="k").as_answer() == first.as_answer()
    with pytest.raises(Refused) as refused:
        changed(world, dossier_id)
    assert refused.value.code == "same_route"


def test_a_code_of_another_dossier_is_refused(world: World) -> None:
    changed(world, received(world))
    with pytest.raises(Invalid) as refused:
        changed(world, received(world))
    assert "external_code" in refused.value.fields


def test_without_another_system_there_is_nothing_to_change(world: World, settings) -> None:
    settings.ROUTES = {}
    dossier_id = world.dossier_id()
    receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)
    with pytest.raises(Refused) as refused:
        changed(world, dossier_id)
    assert refused.value.code == "no_route"


def test_an_appointment_the_source_named_is_no_extension_of_ours(world: World) -> None:
    dossier_id = received(world)
    changed(world, dossier_id)
    for number, days in enumerate((14, 21), 1):
        heard(world, told(world, number, 4, after=1, due_at=world.at + timedelta(days=days)), opening=None)
    changed(world, dossier_id, "")
    standing = standing_for(world.leader, dossier_id)
    assert standing.due_at == world.at + timedelta(days=21)
    assert standing.extensions == 0
    until, reason = date(2026, 12, 9), "Chờ xác minh tại xã khác"
    extend(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at, until=until, reason=reason)
    assert standing_for(world.leader, dossier_id).extensions == 1

"""Disagreeing and being answered: one at a time, by a leader, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.dossiers.models import DossierEvent, Objection
from motcua.dossiers.selectors.objections import open_objections
from motcua.dossiers.services.closing import withdraw
from motcua.dossiers.services.objecting import DAYS_TO_OBJECT, answer_objection, object_to
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from tests.dossiers.test_life import received, status
from tests.dossiers.world import World

WORDS = "Cán bộ yêu cầu giấy tờ không có trong thành phần hồ sơ"
ANSWER = "Cơ quan xin tiếp thu, yêu cầu đó đã được bỏ"


def objected(world: World, dossier_id, asker=None, **changes):
    values = {"words": WORDS, "key": world.key(), "at": world.at}
    return object_to(dossier_id=dossier_id, asker=asker or world.citizen, **(values | changes))


def answered(world: World, dossier_id, asker=None, **changes):
    values = {"outcome": "upheld", "answer": ANSWER, "key": world.key(), "at": world.at}
    return answer_objection(dossier_id=dossier_id, asker=asker or world.leader, **(values | changes))


def test_an_objection_waits_with_a_date_and_changes_no_status(world: World) -> None:
    dossier_id = received(world)
    before = status(dossier_id)
    objected(world, dossier_id)
    found = Objection.objects.get(dossier_id=dossier_id)
    assert (found.words, found.raised_by_id) == (WORDS, world.citizen.person_id)
    assert found.due_at.date() == (world.at + timedelta(days=30)).date()
    assert status(dossier_id) == before


def test_a_leader_answers_in_words(world: World) -> None:
    dossier_id = received(world)
    objected(world, dossier_id)
    answered(world, dossier_id)
    found = Objection.objects.get(dossier_id=dossier_id)
    assert (found.answer, found.outcome, found.answered_by_id) == (ANSWER, "upheld", world.leader.account_id)


def test_a_second_one_waits_for_the_first_answer(world: World) -> None:
    dossier_id = received(world)
    objected(world, dossier_id)
    with pytest.raises(Refused) as refused:
        objected(world, dossier_id)
    assert refused.value.code == "open_objection"
    answered(world, dossier_id)
    objected(world, dossier_id)
    assert Objection.objects.filter(dossier_id=dossier_id).count() == 2


def test_after_the_end_there_are_ninety_days(world: World) -> None:
    dossier_id = received(world)
    withdraw(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at)
    late = world.at + timedelta(days=DAYS_TO_OBJECT, minutes=1)
    with pytest.raises(Refused) as refused:
        objected(world, dossier_id, at=late)
    assert refused.value.code == "too_late"
    objected(world, dossier_id, at=late - timedelta(minutes=1))


def test_only_its_people_object_and_only_leaders_answer(world: World) -> None:
    dossier_id = received(world)
    with pytest.raises(NotFound):
        objected(world, dossier_id, world.stranger)
    with pytest.raises(Forbidden):
        objected(world, dossier_id, world.specialist)
    with pytest.raises(Refused) as refused:
        answered(world, dossier_id)
    assert refused.value.code == "no_objection"
    objected(world, dossier_id)
    for other in (world.specialist, world.citizen):
        with pytest.raises(Forbidden):
            answered(world, dossier_id, other)


@pytest.mark.parametrize(("outcome", "answer"), [("", ANSWER), ("perhaps", ANSWER), ("upheld", "vâng")])
def test_an_answer_needs_an_outcome_and_words(world: World, outcome: str, answer: str) -> None:
    dossier_id = received(world)
    objected(world, dossier_id)
    with pytest.raises(Invalid):
        answered(world, dossier_id, outcome=outcome, answer=answer)


def test_leaders_have_a_list_of_what_waits(world: World) -> None:
    dossier_id = received(world)
    objected(world, dossier_id)
    assert [row.dossier_id for row in open_objections(world.leader)] == [dossier_id]
    assert open_objections(world.specialist) == []
    answered(world, dossier_id)
    assert open_objections(world.leader) == []


def test_pressing_twice_objects_once(world: World) -> None:
    dossier_id = received(world)
    for _press in range(2):
        objected(world, dossier_id, key="same")
    assert Objection.objects.count() == 1


def test_a_counter_takes_down_what_is_brought_there(world: World) -> None:
    dossier_id = received(world)
    objected(world, dossier_id, world.clerk, brought_by=world.citizen.person_id)
    found = Objection.objects.get(dossier_id=dossier_id)
    assert (found.words, found.raised_by_id) == (WORDS, world.citizen.person_id)
    event = DossierEvent.objects.get(dossier_id=dossier_id, act="object")
    assert event.actor_name == "Chị Tiếp Nhận"
    with pytest.raises(Refused) as refused:
        objected(world, dossier_id)
    assert refused.value.code == "open_objection"


def test_a_counter_names_whose_words_they_are(world: World) -> None:
    dossier_id = received(world)
    for nobody in (None, world.stranger.person_id):
        with pytest.raises(Invalid) as refused:
            objected(world, dossier_id, world.clerk, brought_by=nobody)
        assert "brought_by" in refused.value.fields
    assert not Objection.objects.exists()


def test_only_a_counter_of_the_dossier_takes_an_objection_down(world: World) -> None:
    dossier_id = received(world)
    for nobody in (world.specialist, world.leader):
        with pytest.raises(Forbidden):
            objected(world, dossier_id, nobody, brought_by=world.citizen.person_id)

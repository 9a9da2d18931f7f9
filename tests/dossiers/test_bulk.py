"""One act on many dossiers: each on its own, what fails says why, and the same request again is the same answer."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from motcua.audit.models import Entry
from motcua.dossiers.enums import Act
from motcua.dossiers.models import Dossier, DossierEvent
from motcua.dossiers.services import bulk
from motcua.dossiers.services.bulk import MOST_AT_ONCE, Target, do_all
from motcua.dossiers.services.processing import forward
from motcua.dossiers.services.reception import receive
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel.errors import Invalid
from motcua.workflow.models import Task
from tests.dossiers.procedures import counter, deciding, procedure, received, step
from tests.dossiers.world import World, _officer


def in_bulk(world: World, act: Act, ids: list[uuid.UUID], asker: Asker, **changes: Any) -> list[bulk.Outcome]:
    values = {"key": world.key(), "at": world.at, "targets": [Target(each) for each in ids]}
    return do_all(act=act, asker=asker, **(values | changes))


def test_what_fails_says_why_and_stops_no_other(world: World) -> None:
    first, gone, last = (world.dossier_id() for _each in range(3))
    receive(dossier_id=gone, asker=world.clerk, key=world.key(), at=world.at)
    outcomes = in_bulk(world, Act.RECEIVE, [first, gone, last], world.clerk)
    assert [one.done is not None for one in outcomes] == [True, False, True]
    assert [one.code for one in outcomes] == [Dossier.objects.get(pk=each).code for each in (first, gone, last)]
    assert "Đã tiếp nhận" in outcomes[1].refusal
    assert set(Dossier.objects.values_list("status", flat=True)) == {"received"}


def test_a_fault_of_ours_stops_no_other_either(world: World, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    bad, good = world.dossier_id(), world.dossier_id()

    def broken(**values: Any) -> Any:
        if values["dossier_id"] == bad:
            raise RuntimeError("a bug")
        return receive(**values)

    monkeypatch.setattr(bulk, "receive", broken)
    outcomes = in_bulk(world, Act.RECEIVE, [bad, good], world.clerk)
    assert [one.done is not None for one in outcomes] == [False, True]
    assert "Lỗi của hệ thống" in outcomes[0].refusal
    assert "a bug" in caplog.text


def test_a_strangers_dossier_gives_not_even_its_code(world: World) -> None:
    (outcome,) = in_bulk(world, Act.RECEIVE, [world.dossier_id()], world.outsider)
    assert (outcome.code, outcome.done) == ("", None)
    assert "Không tìm thấy" in outcome.refusal


def test_the_same_request_again_gives_the_same_outcomes(world: World) -> None:
    ids = [world.dossier_id(), world.dossier_id()]
    first = in_bulk(world, Act.RECEIVE, ids, world.clerk, key="one")
    again = in_bulk(world, Act.RECEIVE, ids, world.clerk, key="one")
    answers = [[one.done.as_answer() for one in outcomes if one.done] for outcomes in (first, again)]
    assert answers[0] == answers[1]
    assert DossierEvent.objects.filter(act="receive").count() == 2
    assert Entry.objects.filter(key__startswith="one:").count() == 2


def test_the_longest_key_fits_its_column(world: World) -> None:
    dossier_id = world.dossier_id()
    target = Target(dossier_id, "tiep-nhan")
    (outcome,) = do_all(act=Act.RECEIVE, targets=[target], asker=world.clerk, key=f"desk-{uuid.uuid4()}", at=world.at)
    assert outcome.done is not None
    assert len(bulk._key("k" * 42, Target(dossier_id, "b" * 40))) == 120


def test_a_dossier_ticked_twice_is_done_once(world: World) -> None:
    dossier_id = world.dossier_id()
    assert len(in_bulk(world, Act.RECEIVE, [dossier_id, dossier_id], world.clerk)) == 1


def test_more_than_fit_in_one_go_are_left_alone(world: World) -> None:
    assert len(in_bulk(world, Act.RECEIVE, [uuid.uuid4() for _each in range(60)], world.clerk)) == MOST_AT_ONCE


def holders_of(ids: list[uuid.UUID]) -> set[int | None]:
    return set(Task.objects.filter(subject_id__in=ids, state="open").values_list("assignee_id", flat=True))


def test_claiming_assigning_and_releasing_many(world: World) -> None:
    colleague = _officer(world.committee, Role.SPECIALIST, "Chị Đồng Nghiệp")
    ids = [world.dossier_id() for _each in range(3)]
    in_bulk(world, Act.RECEIVE, ids, world.clerk)
    in_bulk(world, Act.CLAIM, ids, world.specialist)
    assert holders_of(ids) == {world.specialist.account_id}
    in_bulk(world, Act.ASSIGN, ids, world.leader, assignee_id=colleague.account_id)
    assert holders_of(ids) == {colleague.account_id}
    refused = in_bulk(world, Act.RELEASE, ids, world.specialist)
    assert all(one.done is None for one in refused)
    in_bulk(world, Act.RELEASE, ids, colleague)
    assert holders_of(ids) == {None}


def test_assigning_needs_somebody(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        in_bulk(world, Act.ASSIGN, [world.dossier_id()], world.leader)
    assert "assignee_id" in refused.value.fields


def test_acts_that_need_a_look_are_not_done_in_bulk(world: World) -> None:
    with pytest.raises(Invalid):
        in_bulk(world, Act.WITHDRAW, [world.dossier_id()], world.clerk)


def test_two_open_steps_of_one_dossier_are_two_rows(world: World) -> None:
    steps = [
        counter("chia"),
        step("chia", None, split=["mot", "hai"]),
        step("mot", "xu-ly"),
        step("hai", "xu-ly"),
        {**deciding()[0], "join": {"of": ["mot", "hai"]}},
        *deciding()[1:],
    ]
    dossier_id = received(world, procedure(world, "9.000040", steps))
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    targets = [Target(dossier_id, "mot"), Target(dossier_id, "hai")]
    outcomes = in_bulk(world, Act.FORWARD, [], world.specialist, targets=targets)
    assert all(one.done for one in outcomes)
    assert Task.objects.get(subject_id=dossier_id, state="open").step == "xu-ly"

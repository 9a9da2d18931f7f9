"""Several steps open at once: split, join of all, any and some, branches; and what touches all of them."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from motcua.dossiers.enums import ClockKind, Status
from motcua.dossiers.models import ClockEvent, Dossier, DossierEvent, Proposal
from motcua.dossiers.selectors.looking import standing_for
from motcua.dossiers.services.answering import answer
from motcua.dossiers.services.closing import withdraw
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.extending import extend
from motcua.dossiers.services.processing import forward, propose, send_back
from motcua.dossiers.services.stopping import stop
from motcua.dossiers.services.supplementing import Item, request_supplement, supplement
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Invalid, Refused
from motcua.workflow.models import Instance, Task
from tests.dossiers.procedures import counter, deciding, filed, procedure, received, step
from tests.dossiers.world import World, _officer

ASKED = ("dia-chinh", "thue", "cong-an")


def consultation(need: Any = "all") -> list[dict[str, Any]]:
    """Received, three are asked at once, then it is decided; the land register may need a survey."""
    return [
        counter("chia"),
        step("chia", None, split=list(ASKED)),
        step("dia-chinh", [{"when": 'note = "đo"', "to": "do-dac"}, {"to": "xu-ly"}], kind="consult", acts=["answer"]),
        step("do-dac", "xu-ly"),
        step("thue", "xu-ly", kind="consult", acts=["answer"], amount=2),
        step("cong-an", "xu-ly", role="head"),
        {**deciding()[0], "join": {"of": ["dia-chinh", "do-dac", "thue", "cong-an"], "need": need}},
        *deciding()[1:],
    ]


def at_work(world: World, need: Any = "all", **changes: Any) -> uuid.UUID:
    """A dossier whose three parallel steps are open."""
    dossier_id = received(world, procedure(world, "9.000030", consultation(need)), **changes)
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    return dossier_id


def open_steps(dossier_id: uuid.UUID) -> set[str]:
    return set(Task.objects.filter(subject_id=dossier_id, state__in=Task.LIVE).values_list("step", flat=True))


def states(dossier_id: uuid.UUID) -> dict[str, str]:
    return dict(Task.objects.filter(subject_id=dossier_id).order_by("id").values_list("step", "state"))


def give_opinion(world: World, dossier_id: uuid.UUID, at_step: str, asker: Asker | None = None) -> None:
    answer(
        dossier_id=dossier_id,
        asker=asker or world.specialist,
        key=world.key(),
        at=world.at,
        stance="agree",
        words="Không vướng quy hoạch.",
        step=at_step,
    )


@pytest.fixture
def head(world: World) -> Asker:
    return _officer(world.committee, Role.HEAD, "Chị Trưởng Phòng")


def test_all_are_open_at_once_and_the_join_waits_for_the_last(world: World, head: Asker) -> None:
    dossier_id = at_work(world)
    assert open_steps(dossier_id) == {*ASKED}
    give_opinion(world, dossier_id, "thue")
    assert open_steps(dossier_id) == {"dia-chinh", "cong-an"}
    forward(dossier_id=dossier_id, asker=head, key=world.key(), at=world.at, step="cong-an")
    assert open_steps(dossier_id) == {"dia-chinh"}
    assert DossierEvent.objects.filter(dossier_id=dossier_id).latest("id").public.startswith("Đã xong một phần")
    give_opinion(world, dossier_id, "dia-chinh")
    assert open_steps(dossier_id) == {"xu-ly"}
    assert standing_for(world.specialist, dossier_id).status is Status.PROCESSING


def test_each_act_goes_to_the_step_it_names(world: World, head: Asker) -> None:
    dossier_id = at_work(world)
    with pytest.raises(Forbidden):
        forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, step="cong-an")
    with pytest.raises(Refused) as refused:
        forward(dossier_id=dossier_id, asker=head, key=world.key(), at=world.at, step="thue")
    assert refused.value.code == "wrong_step"
    forward(dossier_id=dossier_id, asker=head, key=world.key(), at=world.at)  # unnamed: the head's own
    assert states(dossier_id)["cong-an"] == "done"


def test_a_step_done_twice_is_refused_and_under_one_key_is_once(world: World) -> None:
    dossier_id = at_work(world)
    words = {"stance": "other", "words": "Cần trích đo.", "step": "thue"}
    first = answer(dossier_id=dossier_id, asker=world.specialist, key="k", at=world.at, **words)
    again = answer(dossier_id=dossier_id, asker=world.specialist, key="k", at=world.at, **words)
    assert first.as_answer() == again.as_answer()
    with pytest.raises(Refused) as refused:
        give_opinion(world, dossier_id, "thue")
    assert refused.value.code == "wrong_step"
    assert DossierEvent.objects.filter(dossier_id=dossier_id, act="answer").count() == 1


def test_the_first_to_come_in_closes_the_late_ones(world: World) -> None:
    dossier_id = at_work(world, "any")
    give_opinion(world, dossier_id, "thue")
    assert open_steps(dossier_id) == {"xu-ly"}
    assert {key for key, state in states(dossier_id).items() if state == "closed"} == {"dia-chinh", "cong-an"}


def test_two_of_three_are_enough(world: World, head: Asker) -> None:
    dossier_id = at_work(world, 2)
    give_opinion(world, dossier_id, "thue")
    assert open_steps(dossier_id) == {"dia-chinh", "cong-an"}
    forward(dossier_id=dossier_id, asker=head, key=world.key(), at=world.at)
    assert open_steps(dossier_id) == {"xu-ly"}
    assert states(dossier_id)["dia-chinh"] == "closed"


@pytest.mark.parametrize(("note", "following"), [("đo", "do-dac"), ("không", None)])
def test_a_branch_is_taken_by_the_answers(world: World, note: str, following: str | None) -> None:
    dossier_id = at_work(world, answers={"child_name": "Nguyễn Minh Khôi", "note": note})
    give_opinion(world, dossier_id, "dia-chinh")
    assert ("do-dac" in states(dossier_id)) is (following is not None)


def test_from_the_join_to_a_signed_result(world: World) -> None:
    dossier_id = at_work(world, "any")
    give_opinion(world, dossier_id, "thue")
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts={"Họ và tên": "Khôi"})
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at, step="ky")
    assert Dossier.objects.get(pk=dossier_id).status == Status.DECIDED
    assert open_steps(dossier_id) == {"tra"}


def test_an_opinion_needs_words_and_a_stance_and_is_kept(world: World) -> None:
    dossier_id = at_work(world)
    with pytest.raises(Invalid) as refused:
        answer(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, stance="x", words=" ")
    assert set(refused.value.fields) == {"stance", "words"}
    give_opinion(world, dossier_id, "thue")
    event = DossierEvent.objects.get(dossier_id=dossier_id, act="answer")
    assert (event.step, event.note, event.data["stance"]) == ("thue", "Không vướng quy hoạch.", "agree")
    assert "Không vướng" not in event.public


def test_only_the_role_of_the_step_gives_an_opinion(world: World, head: Asker) -> None:
    dossier_id = at_work(world)
    for nobody in (world.leader, head, world.clerk, world.citizen):
        with pytest.raises(Forbidden):
            give_opinion(world, dossier_id, "thue", nobody)
    assert open_steps(dossier_id) == {*ASKED}


def test_sending_back_within_a_branch_leaves_its_neighbours_open(world: World) -> None:
    dossier_id = at_work(world, answers={"child_name": "Khôi", "note": "đo"})
    give_opinion(world, dossier_id, "dia-chinh")
    send_back(
        dossier_id=dossier_id,
        asker=world.specialist,
        key=world.key(),
        at=world.at,
        to_step="dia-chinh",
        reason="Thiếu tọa độ",
        step="do-dac",
    )
    assert open_steps(dossier_id) == {*ASKED}
    assert Task.objects.get(subject_id=dossier_id, step="dia-chinh", state="open").assignee_id == (
        world.specialist.account_id
    )


def test_sending_back_before_the_split_closes_the_neighbours(world: World) -> None:
    dossier_id = at_work(world, answers={"child_name": "Khôi", "note": "đo"})
    give_opinion(world, dossier_id, "dia-chinh")
    back = {"to_step": "chia", "reason": "Hỏi lại từ đầu", "step": "do-dac"}
    send_back(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, **back)
    assert open_steps(dossier_id) == {"chia"}
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    assert open_steps(dossier_id) == {*ASKED}


def test_nothing_goes_back_to_a_step_it_never_passed(world: World) -> None:
    dossier_id = at_work(world, "any")
    give_opinion(world, dossier_id, "dia-chinh")
    with pytest.raises(Invalid) as refused:
        send_back(
            dossier_id=dossier_id,
            asker=world.specialist,
            key=world.key(),
            at=world.at,
            to_step="do-dac",
            reason="Chưa đo",
        )
    assert "to_step" in refused.value.fields


def test_a_proposal_survives_going_back_to_a_step_after_it(world: World) -> None:
    steps = [counter(), step("xu-ly", "soat"), step("soat", "ky", acts=["forward", "send_back"]), *deciding()[1:]]
    dossier_id = received(world, procedure(world, "9.000031", steps))
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts={"Họ và tên": "Khôi"})
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    back = {"asker": world.leader, "at": world.at, "reason": "Xem lại"}
    send_back(dossier_id=dossier_id, key=world.key(), to_step="soat", **back)
    assert Proposal.objects.get(dossier_id=dossier_id).decided_at is None
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at)
    assert Dossier.objects.get(pk=dossier_id).status == Status.DECIDED


def test_a_supplement_asked_in_one_branch_stops_and_restarts_them_all(world: World, head: Asker) -> None:
    dossier_id = at_work(world)
    asked = [Item("chung-sinh", "Giấy chung-sinh", "missing")]
    request_supplement(dossier_id=dossier_id, asker=head, key=world.key(), at=world.at, items=asked)
    assert set(states(dossier_id).values()) == {"done", "paused"}
    with pytest.raises(Refused):
        give_opinion(world, dossier_id, "thue")
    later = world.at + timedelta(days=2)
    files = {"chung-sinh": [world.upload(world.citizen)]}
    supplement(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=later, files=files)
    tasks = Task.objects.filter(subject_id=dossier_id, state="open")
    assert {task.step for task in tasks} == {*ASKED}
    assert all(task.due_at is not None and task.due_at > later for task in tasks)
    kinds = ClockEvent.objects.filter(dossier_id=dossier_id).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [ClockKind.START, ClockKind.PAUSE, ClockKind.RESUME]


def test_withdrawing_closes_every_open_step(world: World) -> None:
    dossier_id = at_work(world)
    withdraw(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at)
    assert open_steps(dossier_id) == set()
    assert Instance.objects.get(subject_id=dossier_id).ended_at == world.at


def test_stopping_closes_every_open_step(world: World) -> None:
    dossier_id = at_work(world)
    reason = "Người nộp có đơn đề nghị dừng"
    stop(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at, ground="asked", reason=reason)
    assert open_steps(dossier_id) == set()
    assert Instance.objects.get(subject_id=dossier_id).ended_at == world.at


def test_an_extension_moves_every_deadline(world: World) -> None:
    dossier_id = at_work(world)
    before = dict(Task.objects.filter(subject_id=dossier_id, state="open").values_list("step", "due_at"))
    extend(
        dossier_id=dossier_id,
        asker=world.leader,
        key=world.key(),
        at=world.at,
        until=date(2026, 11, 25),
        reason="Chờ kết quả đo đạc",
    )
    after = dict(Task.objects.filter(subject_id=dossier_id, state="open").values_list("step", "due_at"))
    assert set(after) == {*ASKED}
    assert all(after[key] > before[key] for key in before)


def test_before_reception_there_is_one_step(world: World) -> None:
    dossier_id = filed(world, procedure(world, "9.000034", consultation()))
    assert open_steps(dossier_id) == {"tiep-nhan"}

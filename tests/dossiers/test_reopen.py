"""An ended dossier goes on by a leader's decision: a step of work opens, with a time limit of its own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.dossiers.clocks import due_now
from motcua.dossiers.enums import Status
from motcua.dossiers.models import ClockEvent, Dossier
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.selectors.why import due_lines
from motcua.dossiers.services.closing import withdraw
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.reception import refuse
from motcua.dossiers.services.reopening import reopen, steps_to_reopen
from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.kernel.errors import Forbidden, Invalid, Refused
from motcua.vault.models import IssuedResult
from motcua.workflow.models import Instance, Task
from tests.dossiers.test_life import received, signed
from tests.dossiers.world import World

REASON = "Người nộp rút nhầm, có đơn đề nghị giải quyết tiếp"
WEEK = timedelta(days=7)


def opened(world: World, dossier_id, asker=None, **changes):
    values = {"to_step": "xu-ly", "reason": REASON, "key": world.key(), "at": world.at + WEEK}
    return reopen(dossier_id=dossier_id, asker=asker or world.leader, **(values | changes))


def withdrawn(world: World):
    dossier_id = received(world)
    withdraw(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at)
    return dossier_id


def test_it_goes_on_at_the_chosen_step_with_the_whole_limit_again(world: World) -> None:
    dossier_id = withdrawn(world)
    before = Dossier.objects.get(pk=dossier_id)
    opened(world, dossier_id)
    after = Dossier.objects.get(pk=dossier_id)
    assert (after.status, after.closed_at) == (Status.PROCESSING, None)
    assert after.first_due_at == before.first_due_at
    assert after.due_at == before.first_due_at + WEEK  # the same weekday and hour a week later
    assert after.due_at == due_now(
        dossier_id=dossier_id,
        version_id=after.version_id,
        channel=after.channel,
        case_id=after.case_id,
        organisation_id=after.organisation_id,
    )
    kinds = ClockEvent.objects.filter(dossier_id=dossier_id).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["start", "stop", "start"]
    assert Instance.objects.get(subject_id=dossier_id).ended_at is None
    assert Task.objects.get(subject_id=dossier_id, state="open").step == "xu-ly"


def test_the_page_says_why_the_date_is_new(world: World) -> None:
    dossier_id = withdrawn(world)
    opened(world, dossier_id)
    lines = due_lines(dossier_for(world.leader, dossier_id, at=world.at))
    assert lines[0].text.startswith("Được mở lại lúc")
    assert lines[-1].at == Dossier.objects.get(pk=dossier_id).due_at


def test_it_can_be_decided_again_and_the_old_result_taken_back(world: World) -> None:
    dossier_id = signed(world)
    Dossier.objects.filter(pk=dossier_id).update(status="returned", returned_at=world.at, closed_at=world.at)
    opened(world, dossier_id, take_back_result=True)
    assert IssuedResult.objects.get(dossier_id=dossier_id).revoked_reason.startswith("Hồ sơ được mở lại.")
    later = world.at + WEEK
    facts = {"Họ và tên": "Nguyễn Minh Khuê"}
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=later, facts=facts)
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=later)
    assert Dossier.objects.get(pk=dossier_id).decided_at == later
    assert IssuedResult.objects.filter(dossier_id=dossier_id, revoked_at=None).count() == 1


def test_a_refused_dossier_goes_to_the_first_step_of_work(world: World) -> None:
    dossier_id = world.dossier_id()
    reason = "Hồ sơ không thuộc thẩm quyền của đơn vị"
    refuse(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, reason=reason)
    standing = dossier_for(world.leader, dossier_id, at=world.at).standing
    assert [step.key for step in steps_to_reopen(standing)] == ["xu-ly"]
    opened(world, dossier_id)
    assert Dossier.objects.get(pk=dossier_id).status == Status.PROCESSING


def test_a_request_left_open_does_not_stand_in_the_way_of_a_new_one(world: World) -> None:
    dossier_id = received(world)
    items = [Item("khac", "Giấy tờ khác", "missing")]
    request_supplement(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, items=items)
    withdraw(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at)
    opened(world, dossier_id)
    assert not Dossier.objects.get(pk=dossier_id).supplements.filter(answered_at=None).exists()


def test_a_step_that_is_no_work_is_refused(world: World) -> None:
    for step in ("tiep-nhan", "ky-duyet", "tra-ket-qua", "khong-co"):
        with pytest.raises(Invalid):
            opened(world, withdrawn(world), to_step=step)


def test_only_a_leader_reopens_and_only_what_has_ended(world: World) -> None:
    dossier_id = withdrawn(world)
    for other in (world.specialist, world.clerk, world.citizen):
        with pytest.raises(Forbidden):
            opened(world, dossier_id, other)
    with pytest.raises(Refused) as refused:
        opened(world, received(world))
    assert refused.value.code == "wrong_status"


def test_a_reason_is_compulsory(world: World) -> None:
    with pytest.raises(Invalid):
        opened(world, withdrawn(world), reason="")

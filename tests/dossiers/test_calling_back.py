"""A dossier that ends takes back what it asked of other agencies; and the way on may hang on what they answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.dossiers.enums import Act, ClockKind, LinkKind, Status
from motcua.dossiers.models import Dossier, DossierEvent, DossierLink
from motcua.dossiers.services import reopening
from motcua.dossiers.services.automatic import run
from motcua.dossiers.services.calling_back import call_back, let_go, unneeded
from motcua.dossiers.services.closing import return_result, withdraw
from motcua.dossiers.services.merging import merge
from motcua.dossiers.services.passing import pass_step
from motcua.dossiers.services.processing import forward, send_back
from motcua.dossiers.services.reception import receive, refuse
from motcua.dossiers.services.stopping import stop
from motcua.dossiers.services.telling import tell_about
from motcua.dossiers.tasks import call_back as call_back_job
from motcua.identity.askers import SYSTEM
from motcua.identity.enums import Role
from motcua.identity.models import Organisation
from motcua.kernel.errors import Forbidden
from motcua.notifications.models import Message
from motcua.workflow.models import Task
from tests.dossiers.procedures import counter, deciding, procedure, received, step
from tests.dossiers.test_sub_dossiers import OTHER, Two, two
from tests.dossiers.world import World, _officer


def ended_by(world: World, both: Two, act: Act) -> None:
    """The parent ends in one of the ways there are."""
    values: dict[str, Any] = {"dossier_id": both.parent, "key": world.key(), "at": world.at}
    if act is Act.WITHDRAW:
        withdraw(asker=world.citizen, **values)
    elif act is Act.STOP:
        stop(asker=world.leader, ground="asked", reason="Người nộp có đơn đề nghị dừng", **values)
    else:
        other = received(world, Dossier.objects.get(pk=both.parent).version)
        merge(asker=world.leader, into_id=other, **values)


@pytest.mark.parametrize("act", [Act.WITHDRAW, Act.STOP, Act.MERGE])
def test_what_a_dossier_that_ended_asked_of_others_is_called_back(world: World, act: Act) -> None:
    both = two(world)
    both.run()
    child = both.child()
    receive(dossier_id=child.pk, asker=both.clerk, key=world.key(), at=world.at)
    ended_by(world, both, act)
    job = ProcrastinateJob.objects.get(task_name=call_back_job.name)
    later = world.at + timedelta(minutes=1)
    for _turn in range(2):
        let_go(link_id=job.args["link_id"], at=later)
    child.refresh_from_db()
    assert (child.status, child.closed_at) == (Status.WITHDRAWN, later)
    assert not Task.objects.filter(subject_id=child.pk, state__in=Task.LIVE).exists()
    assert list(child.clock.order_by("id").values_list("kind", "reason"))[-1] == (ClockKind.STOP, "called_back")
    event = DossierEvent.objects.get(dossier=child, act=Act.CALL_BACK)
    code = Dossier.objects.get(pk=both.parent).code
    assert (event.actor, event.data["from"]) == (SYSTEM.ref, code)
    assert code in event.public
    assert DossierLink.objects.get(kind=LinkKind.SUB).resolved_at == later
    assert unneeded() == []


def test_the_other_agency_and_the_applicant_are_told_that_it_was_called_back(world: World) -> None:
    both = two(world)
    both.run()
    child = both.child()
    receive(dossier_id=child.pk, asker=both.clerk, key=world.key(), at=world.at)
    ended_by(world, both, Act.WITHDRAW)
    let_go(link_id=DossierLink.objects.get().pk, at=world.at)
    tell_about(event=DossierEvent.objects.get(dossier=child, act=Act.CALL_BACK), at=world.at)
    told = set(Message.objects.filter(object_ref=str(child.pk)).values_list("kind", "account_id", "person_id"))
    assert (both.specialist.account_id, "task_ended") in {(account, kind) for kind, account, _person in told}
    assert ("called_back", None, world.citizen.person_id) in told


def test_an_answer_already_given_is_not_called_back(world: World) -> None:
    both = two(world)
    both.run()
    child = both.sign_child(world.at)
    ended_by(world, both, Act.WITHDRAW)
    assert unneeded() == []
    assert let_go(link_id=DossierLink.objects.get().pk, at=world.at) is None
    child.refresh_from_db()
    assert child.status == Status.DECIDED


def test_a_dossier_still_waited_for_is_left_alone(world: World) -> None:
    both = two(world)
    both.run()
    assert unneeded() == []
    assert let_go(link_id=DossierLink.objects.get().pk, at=world.at) is None
    assert both.child().status == Status.SUBMITTED


def test_a_step_sent_back_asks_anew_and_the_old_question_is_called_back(world: World) -> None:
    agency = {"procedure": OTHER, "rule": "fixed", "value": "H99.2"}
    procedure(world, OTHER, [counter(), *deciding()], agency=world.elsewhere, term=2)
    steps = [
        counter("soan"),
        step("soan", "chia"),
        step("chia", None, split=["hoi", "mot"]),
        step("hoi", "xu-ly", kind="wait_agency", agency=agency, acts=["pass"]),
        step("mot", "mot-nua"),
        step("mot-nua", "xu-ly"),
        {**deciding()[0], "join": {"of": ["hoi", "mot-nua"]}},
        *deciding()[1:],
    ]
    parent = received(world, procedure(world, "9.000022", steps))
    for _turn in range(3):
        forward(dossier_id=parent, asker=world.specialist, key=world.key(), at=world.at)
    run(task_id=Task.objects.get(subject_id=parent, step="hoi").pk, at=world.at)
    old = DossierLink.objects.get()
    back = {"asker": world.specialist, "at": world.at, "to_step": "chia", "reason": "Hỏi lại", "step": "mot-nua"}
    send_back(dossier_id=parent, key=world.key(), **back)
    assert unneeded() == [old.pk]
    forward(dossier_id=parent, asker=world.specialist, key=world.key(), at=world.at)
    run(task_id=Task.objects.get(subject_id=parent, step="hoi", state="open").pk, at=world.at)
    assert unneeded() == [old.pk]
    let_go(link_id=old.pk, at=world.at)
    assert Dossier.objects.get(pk=old.child_id).status == Status.WITHDRAWN
    assert set(DossierLink.objects.filter(resolved_at=None).values_list("child__status", flat=True)) == {"submitted"}


def test_nobody_calls_back_by_hand(world: World) -> None:
    both = two(world)
    both.run()
    child = both.child()
    values = {"link_id": 1, "code": "x", "reason": "y", "at": world.at}
    for somebody in (both.clerk, both.leader, world.citizen):
        with pytest.raises(Forbidden):
            call_back(dossier_id=child.pk, key=world.key(), asker=somebody, **values)


def branching(world: World) -> Two:
    """What follows depends on what the other agency said."""
    both_places = Organisation.objects.get(code="H99.2.1")
    procedure(world, OTHER, [counter(), *deciding()], agency=world.elsewhere, term=2)
    agency = {"procedure": OTHER, "rule": "fixed", "value": "H99.2"}
    ways = [{"when": 'ket_qua_hoi = "refused"', "to": "lam-lai"}, {"to": "xem"}]
    steps = [
        counter("hoi"),
        step("hoi", ways, kind="wait_agency", agency=agency, acts=["pass"]),
        step("lam-lai", "xu-ly"),
        step("xem", [{"when": 'ket_qua_hoi = "granted"', "to": "xu-ly"}, {"to": "khong-ro"}]),
        step("khong-ro", "xu-ly"),
        *deciding(),
    ]
    return Two(
        world=world,
        parent=received(world, procedure(world, "9.000023", steps)),
        clerk=_officer(both_places, Role.RECEPTION, "Một cửa xã Khác"),
        specialist=world.outsider,
        leader=_officer(world.elsewhere, Role.LEADER, "Chủ tịch xã Khác"),
    )


def open_step(both: Two) -> str:
    return Task.objects.get(subject_id=both.parent, state="open").step


def test_the_way_on_may_hang_on_a_refusal_elsewhere(world: World) -> None:
    both = branching(world)
    both.run()
    reason = "Việc này không thuộc thẩm quyền của xã Khác."
    refuse(dossier_id=both.child().pk, asker=both.clerk, key=world.key(), at=world.at, reason=reason)
    both.run()
    assert open_step(both) == "lam-lai"


def test_a_result_given_elsewhere_counts_at_later_steps_too(world: World) -> None:
    both = branching(world)
    both.run()
    child = both.sign_child(world.at)
    both.run()
    assert open_step(both) == "xem"
    reason = "Có sai sót phải giải quyết lại"
    reopen = {"asker": both.leader, "at": world.at, "to_step": "xu-ly", "reason": reason, "take_back_result": True}
    return_result(dossier_id=child.pk, asker=both.clerk, key=world.key(), at=world.at, delivery="online")
    reopening.reopen(dossier_id=child.pk, key=world.key(), **reopen)
    forward(dossier_id=both.parent, asker=world.specialist, key=world.key(), at=world.at)
    assert open_step(both) == "xu-ly"


def test_a_step_passed_by_hand_leaves_the_question_open(world: World) -> None:
    both = branching(world)
    pass_step(dossier_id=both.parent, asker=world.specialist, key=world.key(), at=world.at)
    forward(dossier_id=both.parent, asker=world.specialist, key=world.key(), at=world.at)
    assert open_step(both) == "khong-ro"

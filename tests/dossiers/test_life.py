"""The whole life of a dossier, act by act: it works, wrong person, wrong moment, twice."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.audit.models import Entry
from motcua.documents.selectors import open_file
from motcua.documents.services.verify import verify
from motcua.dossiers.enums import Act, Status
from motcua.dossiers.evidence import Proof
from motcua.dossiers.models import Dossier, Proposal
from motcua.dossiers.rules import available_acts, check_act
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.selectors.looking import standing_for
from motcua.dossiers.services.claiming import assign
from motcua.dossiers.services.closing import return_result, withdraw
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.processing import propose, send_back
from motcua.dossiers.services.reception import receive, refuse
from motcua.kernel.errors import Forbidden, Invalid, KeyReused, NotFound, Refused
from motcua.vault.models import IssuedResult
from motcua.workflow.models import Instance, Task
from tests.dossiers.world import World

FACTS = {"Họ và tên": "Nguyễn Minh Khôi"}


def status(dossier_id: uuid.UUID) -> str:
    return Dossier.objects.values_list("status", flat=True).get(pk=dossier_id)


def received(world: World) -> uuid.UUID:
    dossier_id = world.dossier_id()
    receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)
    return dossier_id


def proposed(world: World) -> uuid.UUID:
    dossier_id = received(world)
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts=FACTS)
    return dossier_id


def signed(world: World) -> uuid.UUID:
    dossier_id = proposed(world)
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at)
    return dossier_id


def test_from_filing_to_a_signed_result_that_verifies(world: World) -> None:
    dossier_id = signed(world)
    result = IssuedResult.objects.get(dossier_id=dossier_id)
    assert verify(open_file(result.file_id), at=world.at).valid
    assert result.owner_person_id == world.citizen.person_id

    return_result(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, delivery="online")
    dossier = Dossier.objects.get(pk=dossier_id)
    assert dossier.status == Status.RETURNED
    assert dossier.closed_at == dossier.returned_at == world.at
    assert Instance.objects.get(subject_id=dossier_id).ended_at == world.at
    assert not Task.objects.filter(subject_id=dossier_id).filter(state__in=["open", "paused"]).exists()


def test_each_act_leaves_one_event_and_one_entry_with_its_key(world: World) -> None:
    dossier_id = signed(world)
    view = dossier_for(world.leader, dossier_id, at=world.at)
    assert [event.act for event in view.events] == ["file", "receive", "propose", "sign"]
    assert Entry.objects.filter(object_ref=str(dossier_id), key__isnull=False).count() == 4


def test_strangers_and_other_offices_are_told_there_is_no_dossier(world: World) -> None:
    dossier_id = world.dossier_id()
    for nobody in (world.stranger, world.outsider):
        with pytest.raises(NotFound):
            dossier_for(nobody, dossier_id, at=world.at)
        with pytest.raises(NotFound):
            receive(dossier_id=dossier_id, asker=nobody, key=world.key(), at=world.at)


def test_the_specialist_may_see_but_not_receive(world: World) -> None:
    dossier_id = world.dossier_id()
    with pytest.raises(Forbidden):
        receive(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)


def test_the_applicant_may_not_do_officers_acts(world: World) -> None:
    with pytest.raises(Forbidden):
        receive(dossier_id=world.dossier_id(), asker=world.citizen, key=world.key(), at=world.at)


def test_receiving_twice_under_one_key_is_once(world: World) -> None:
    dossier_id = world.dossier_id()
    first = receive(dossier_id=dossier_id, asker=world.clerk, key="k", at=world.at)
    again = receive(dossier_id=dossier_id, asker=world.clerk, key="k", at=world.at + timedelta(hours=1))
    assert first.as_answer() == again.as_answer()
    assert Task.objects.filter(subject_id=dossier_id, step="xu-ly").count() == 1


def test_receiving_again_under_a_new_key_is_the_wrong_moment(world: World) -> None:
    dossier_id = received(world)
    with pytest.raises(Refused) as refused:
        receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)
    assert refused.value.code == "wrong_status"


def test_one_key_for_two_acts_is_refused(world: World) -> None:
    first, second = world.dossier_id(), world.dossier_id()
    receive(dossier_id=first, asker=world.clerk, key="k", at=world.at)
    with pytest.raises(KeyReused):
        receive(dossier_id=second, asker=world.clerk, key="k", at=world.at)
    assert status(second) == Status.SUBMITTED


def test_refusing_needs_words_and_ends_the_matter(world: World) -> None:
    dossier_id = world.dossier_id()
    with pytest.raises(Invalid):
        refuse(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, reason="không")
    refuse(
        dossier_id=dossier_id,
        asker=world.clerk,
        key=world.key(),
        at=world.at,
        reason="Việc này thuộc UBND xã Khác, đề nghị nộp tại đó.",
    )
    assert status(dossier_id) == Status.REFUSED
    assert Instance.objects.get(subject_id=dossier_id).ended_at is not None


def test_an_assigned_task_is_only_its_holders(world: World) -> None:
    dossier_id = proposed(world)
    assert world.second_leader.account_id is not None
    assign(
        dossier_id=dossier_id,
        asker=world.leader,
        key=world.key(),
        at=world.at,
        assignee_id=world.second_leader.account_id,
    )
    with pytest.raises(Forbidden):
        sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at)
    sign(dossier_id=dossier_id, asker=world.second_leader, key=world.key(), at=world.at)


def test_nobody_outside_the_step_may_be_assigned(world: World) -> None:
    dossier_id = received(world)
    assert world.outsider.account_id is not None
    with pytest.raises(Invalid) as refused:
        assign(
            dossier_id=dossier_id,
            asker=world.specialist,
            key=world.key(),
            at=world.at,
            assignee_id=world.outsider.account_id,
        )
    assert "assignee_id" in refused.value.fields


def test_sending_back_reopens_the_step_for_who_did_it(world: World) -> None:
    dossier_id = proposed(world)
    send_back(
        dossier_id=dossier_id,
        asker=world.leader,
        key=world.key(),
        at=world.at,
        to_step="xu-ly",
        reason="Sai ngày sinh, đề nghị xem lại.",
    )
    task = Task.objects.get(subject_id=dossier_id, state="open")
    assert (task.step, task.assignee_id) == ("xu-ly", world.specialist.account_id)
    assert Proposal.objects.get(dossier_id=dossier_id).outcome == "sent_back"
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts=FACTS)
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at)
    assert status(dossier_id) == Status.DECIDED


def test_there_is_nothing_to_sign_without_a_proposal(world: World) -> None:
    dossier_id = received(world)
    with pytest.raises(Refused) as refused:
        sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at)
    assert refused.value.code == "wrong_status"
    moment = replace(standing_for(world.leader, proposed(world)), proposed_by=None)
    with pytest.raises(Refused) as refused:
        check_act(Act.SIGN, world.leader, moment)
    assert refused.value.code == "no_proposal"


def test_who_proposed_may_not_sign(world: World) -> None:
    moment = replace(standing_for(world.leader, proposed(world)), proposed_by=world.leader.account_id)
    with pytest.raises(Forbidden):
        check_act(Act.SIGN, world.leader, moment)


def test_signing_twice_under_one_key_issues_one_result(world: World) -> None:
    dossier_id = proposed(world)
    first = sign(dossier_id=dossier_id, asker=world.leader, key="k", at=world.at)
    again = sign(dossier_id=dossier_id, asker=world.leader, key="k", at=world.at)
    assert first.as_answer() == again.as_answer()
    assert IssuedResult.objects.filter(dossier_id=dossier_id).count() == 1


def test_the_applicant_may_withdraw_before_a_decision_only(world: World) -> None:
    early = world.dossier_id()
    withdraw(dossier_id=early, asker=world.citizen, key=world.key(), at=world.at)
    assert status(early) == Status.WITHDRAWN
    assert not Task.objects.filter(subject_id=early).filter(state__in=["open", "paused"]).exists()

    late = signed(world)
    with pytest.raises(Refused):
        withdraw(dossier_id=late, asker=world.citizen, key=world.key(), at=world.at)


def test_at_the_counter_the_taker_of_a_result_is_named(world: World) -> None:
    dossier_id = signed(world)
    with pytest.raises(Invalid):
        return_result(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, delivery="counter")
    return_result(
        dossier_id=dossier_id,
        asker=world.clerk,
        key=world.key(),
        at=world.at,
        delivery="counter",
        proof=Proof(received_by="Nguyễn Thị An", id_digits="0001"),
    )
    assert status(dossier_id) == Status.RETURNED


def test_buttons_offer_just_what_the_acts_allow(world: World) -> None:
    dossier_id = received(world)
    offered = available_acts(world.specialist, standing_for(world.specialist, dossier_id))
    assert {Act.PROPOSE, Act.ASSIGN, Act.REQUEST_SUPPLEMENT} <= set(offered)
    assert Act.SIGN not in offered
    leading = set(available_acts(world.leader, standing_for(world.leader, dossier_id)))
    assert {Act.ASSIGN, Act.EXTEND, Act.STOP} <= leading
    assert not leading & {Act.PROPOSE, Act.FORWARD, Act.SIGN, Act.CLAIM, Act.RELEASE, Act.REQUEST_SUPPLEMENT}

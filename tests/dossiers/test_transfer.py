"""The wrong office received it: it goes to the right one, and the applicant files nothing again."""

from __future__ import annotations

import pytest

from motcua.dossiers.clocks import due_now
from motcua.dossiers.enums import Status
from motcua.dossiers.models import ClockEvent, Dossier, DossierEvent, Proposal
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.reception import receive
from motcua.dossiers.services.transferring import competent_elsewhere, transfer
from motcua.identity.enums import Role
from motcua.identity.offices import one_stop_id
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.workflow.models import Task
from tests.dossiers.test_life import received
from tests.dossiers.world import World, _officer

REASON = "Nơi thường trú thuộc xã Khác, xã này không có thẩm quyền"


def moved(world: World, dossier_id, asker=None, **changes):
    values = {"organisation_id": world.elsewhere.pk, "reason": REASON, "key": world.key()}
    return transfer(dossier_id=dossier_id, asker=asker or world.clerk, at=world.at, **(values | changes))


def test_it_goes_to_the_other_body_with_code_filing_time_and_clock(world: World) -> None:
    dossier_id = world.dossier_id()
    before = Dossier.objects.get(pk=dossier_id)
    moved(world, dossier_id)
    after = Dossier.objects.get(pk=dossier_id)
    assert (after.code, after.submitted_at, after.first_due_at, after.due_at) == (
        before.code,
        before.submitted_at,
        before.first_due_at,
        before.due_at,
    )
    assert (after.organisation_id, after.reception_id) == (world.elsewhere.pk, one_stop_id(world.elsewhere.pk))
    assert after.status == Status.SUBMITTED
    assert [event.kind for event in ClockEvent.objects.filter(dossier_id=dossier_id)] == ["start"]
    open_task = Task.objects.get(subject_id=dossier_id, state="open")
    assert (open_task.step, open_task.organisation_id) == ("tiep-nhan", after.reception_id)


def test_the_specialist_transfers_and_the_new_run_begins_at_the_first_step(world: World) -> None:
    dossier_id = received(world)
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts={"Họ và tên": "An"})
    moved(world, dossier_id, world.leader)
    assert not Proposal.objects.filter(dossier_id=dossier_id, decided_at=None).exists()
    states = Task.objects.filter(subject_id=dossier_id).order_by("id").values_list("step", "state", "undone")
    assert list(states) == [
        ("tiep-nhan", "done", True),
        ("xu-ly", "done", True),
        ("ky-duyet", "closed", False),
        ("tiep-nhan", "open", False),
    ]
    their_clerk = _officer(Dossier.objects.get(pk=dossier_id).reception, Role.RECEPTION, "Chị Một Cửa Xã Khác")
    receive(dossier_id=dossier_id, asker=their_clerk, key=world.key(), at=world.at)
    assert Task.objects.get(subject_id=dossier_id, state="open").organisation_id == world.elsewhere.pk


def test_both_offices_see_it_and_only_the_new_one_acts(world: World) -> None:
    dossier_id = world.dossier_id()
    with pytest.raises(NotFound):
        dossier_for(world.outsider, dossier_id, at=world.at)
    moved(world, dossier_id)
    view = dossier_for(world.clerk, dossier_id, at=world.at)
    assert dossier_for(world.outsider, dossier_id, at=world.at).dossier.code == view.dossier.code
    with pytest.raises(Forbidden):
        receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)


def test_the_applicant_is_told_in_words_where_it_is(world: World) -> None:
    dossier_id = world.dossier_id()
    moved(world, dossier_id)
    event = DossierEvent.objects.filter(dossier_id=dossier_id).latest("id")
    assert event.public == "Hồ sơ được chuyển tới UBND xã Khác, anh/chị không phải nộp lại"
    assert event.data["reason"] == REASON


def test_the_stored_appointment_is_what_the_clock_gives_in_the_new_office(world: World) -> None:
    dossier_id = world.dossier_id()
    moved(world, dossier_id)
    dossier = Dossier.objects.get(pk=dossier_id)
    assert dossier.due_at == due_now(
        dossier_id=dossier_id,
        version_id=dossier.version_id,
        channel=dossier.channel,
        case_id=dossier.case_id,
        organisation_id=dossier.organisation_id,
    )


def test_only_a_competent_other_body_is_a_target(world: World) -> None:
    dossier_id = world.dossier_id()
    for wrong in (None, world.committee.pk, world.one_stop.pk, 10**9):
        with pytest.raises(Invalid) as refused:
            moved(world, dossier_id, organisation_id=wrong)
        assert set(refused.value.fields) == {"organisation_id"}
    standing = dossier_for(world.clerk, dossier_id, at=world.at).standing
    assert [body.pk for body in competent_elsewhere(standing, at=world.at)] == [world.elsewhere.pk]


def test_a_reason_is_compulsory(world: World) -> None:
    with pytest.raises(Invalid):
        moved(world, world.dossier_id(), reason="sai")


def test_who_does_not_work_on_it_transfers_nothing(world: World) -> None:
    dossier_id = world.dossier_id()
    with pytest.raises(Forbidden):
        moved(world, dossier_id, world.specialist)  # it lies at the counter
    with pytest.raises(NotFound):
        moved(world, dossier_id, world.outsider)
    with pytest.raises(Forbidden):
        moved(world, dossier_id, world.citizen)


def test_pressing_twice_transfers_once(world: World) -> None:
    dossier_id = world.dossier_id()
    done = [moved(world, dossier_id, key="same") for _press in range(2)]
    assert done[0].message == done[1].message
    assert DossierEvent.objects.filter(dossier_id=dossier_id, act="transfer").count() == 1


def test_a_dossier_with_a_result_stays(world: World) -> None:
    dossier_id = world.dossier_id()
    Dossier.objects.filter(pk=dossier_id).update(status=Status.DECIDED)
    with pytest.raises(Refused) as refused:
        moved(world, dossier_id, world.leader)
    assert refused.value.code == "wrong_status"

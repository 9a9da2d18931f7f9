"""Stopping a dossier: by the applicant's wish, or when no supplement came; final, and nothing filed is lost."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from motcua.documents.selectors import open_file
from motcua.dossiers.enums import NATIONAL_CODES, Act, Status
from motcua.dossiers.models import ClockEvent, Dossier, DossierEvent, IssuedPaper, Proposal
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.stopping import stop
from motcua.dossiers.tasks import tell
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.notifications.models import Message
from motcua.workflow.models import Instance, Task
from tests.dossiers.test_life import FACTS, received, status
from tests.dossiers.test_papers import asked, words
from tests.dossiers.world import World

REASON = "Người nộp có đơn đề nghị dừng giải quyết."


def stopped(world: World, dossier_id: uuid.UUID, ground: str = "asked") -> None:
    stop(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at, ground=ground, reason=REASON)


def test_stopping_ends_the_matter_with_a_notice(world: World) -> None:
    dossier_id = received(world)
    stopped(world, dossier_id)
    dossier = Dossier.objects.get(pk=dossier_id)
    assert dossier.status == Status.STOPPED
    assert NATIONAL_CODES[Status.STOPPED] == 8
    assert dossier.closed_at == world.at
    assert Instance.objects.get(subject_id=dossier_id).ended_at == world.at
    assert not Task.objects.filter(subject_id=dossier_id).filter(state__in=["open", "paused"]).exists()
    assert ClockEvent.objects.filter(dossier_id=dossier_id).last().kind == "stop"
    paper = IssuedPaper.objects.select_related("file").get(dossier_id=dossier_id)
    assert (paper.symbol, paper.form_number) == ("01/TB-UBND", "05")
    assert paper.file is not None
    text = words(open_file(paper.file.pk))
    assert REASON in text
    assert "Thẩm định, xử lý hồ sơ" in text


def test_what_was_filed_stays_with_its_people(world: World) -> None:
    dossier_id = received(world)
    stopped(world, dossier_id)
    view = dossier_for(world.citizen, dossier_id, at=world.at)
    assert view.dossier.answers == {"child_name": "Nguyễn Minh Khôi"}
    assert len(view.papers) == 1
    assert view.acts == [Act.OBJECT]


def test_the_applicant_hears_why(world: World) -> None:
    dossier_id = received(world)
    stopped(world, dossier_id)
    tell.func(DossierEvent.objects.get(dossier_id=dossier_id, act=Act.STOP).pk)
    message = Message.objects.get(kind="stopped", channel="inbox")
    assert REASON in message.body
    assert "01/TB-UBND" in message.body


def test_only_a_leader_of_the_competent_body_stops(world: World) -> None:
    dossier_id = received(world)
    for nobody in (world.clerk, world.specialist, world.citizen):
        with pytest.raises(Forbidden):
            stop(dossier_id=dossier_id, asker=nobody, key=world.key(), at=world.at, ground="asked", reason=REASON)
    with pytest.raises(NotFound):
        stop(dossier_id=dossier_id, asker=world.outsider, key=world.key(), at=world.at, ground="asked", reason=REASON)
    assert status(dossier_id) == Status.RECEIVED


def test_for_want_of_a_supplement_only_after_its_deadline(world: World) -> None:
    dossier_id = asked(world)
    with pytest.raises(Invalid) as refused:
        stopped(world, dossier_id, "not_supplemented")
    assert set(refused.value.fields) == {"ground"}
    world.at += timedelta(days=8)
    stopped(world, dossier_id, "not_supplemented")
    assert status(dossier_id) == Status.STOPPED
    assert dossier_for(world.citizen, dossier_id, at=world.at).open_supplement is None


def test_for_want_of_a_supplement_nobody_asked_for_is_refused(world: World) -> None:
    with pytest.raises(Invalid):
        stopped(world, received(world), "not_supplemented")


@pytest.mark.parametrize(("ground", "reason"), [("", REASON), ("vì-thế", REASON), ("asked", "thôi")])
def test_stopping_needs_a_ground_and_words(world: World, ground: str, reason: str) -> None:
    dossier_id = received(world)
    with pytest.raises(Invalid):
        stop(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at, ground=ground, reason=reason)
    assert status(dossier_id) == Status.RECEIVED


def test_a_proposal_ends_with_the_matter(world: World) -> None:
    dossier_id = received(world)
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts=FACTS)
    stopped(world, dossier_id)
    assert Proposal.objects.get(dossier_id=dossier_id).outcome == "stopped"


def test_stopping_is_final_and_twice_is_once(world: World) -> None:
    dossier_id = received(world)
    for _press in range(2):
        stop(dossier_id=dossier_id, asker=world.leader, key="k", at=world.at, ground="asked", reason=REASON)
    assert IssuedPaper.objects.filter(dossier_id=dossier_id).count() == 1
    with pytest.raises(Refused) as refused:
        stopped(world, dossier_id)
    assert refused.value.code == "wrong_status"


def test_a_dossier_nobody_received_yet_is_not_stopped(world: World) -> None:
    with pytest.raises(Refused):
        stopped(world, world.dossier_id())

"""Whoever gets a task by another's hand, or loses it, hears of it; nobody hears of what they did themselves."""

from __future__ import annotations

import uuid

import pytest

from motcua.dossiers.models import DossierEvent
from motcua.dossiers.services.claiming import claim
from motcua.dossiers.services.closing import withdraw
from motcua.dossiers.services.processing import forward, propose, send_back
from motcua.dossiers.services.supplementing import Item, request_supplement, supplement
from motcua.dossiers.services.telling import tell_about
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.notifications.models import Message
from tests.dossiers.procedures import counter, deciding, procedure, received, step
from tests.dossiers.world import World, _officer

FACTS = {"Họ và tên": "Khôi"}


@pytest.fixture
def colleague(world: World) -> Asker:
    return _officer(world.committee, Role.SPECIALIST, "Chị Đồng Nghiệp")


def two_steps(world: World) -> uuid.UUID:
    steps = [counter("soat"), step("soat", "xu-ly"), *deciding()]
    return received(world, procedure(world, "9.000059", steps))


def told(world: World, dossier_id: uuid.UUID) -> list[tuple[int | None, str]]:
    """What officers hear of the last event, however often its job runs."""
    before = set(Message.objects.values_list("pk", flat=True))
    event = DossierEvent.objects.filter(dossier_id=dossier_id).latest("id")
    for _twice in range(2):
        tell_about(event=event, at=world.at)
    fresh = Message.objects.exclude(pk__in=before).filter(account_id__isnull=False)
    return list(fresh.order_by("id").values_list("account_id", "kind"))


def test_who_is_named_at_forwarding_hears_of_it(world: World, colleague: Asker) -> None:
    dossier_id = two_steps(world)
    given = {"asker": world.specialist, "at": world.at, "assignee_id": colleague.account_id, "note": "Xem kỹ ảnh"}
    forward(dossier_id=dossier_id, key=world.key(), **given)
    assert told(world, dossier_id) == [(colleague.account_id, "task_assigned")]
    message = Message.objects.get(account_id=colleague.account_id)
    assert "Bước xu-ly" in message.body
    assert "Xem kỹ ảnh" in message.body
    assert message.link.endswith("?buoc=xu-ly")


def test_naming_oneself_is_no_news(world: World) -> None:
    dossier_id = two_steps(world)
    given = {"asker": world.specialist, "at": world.at, "assignee_id": world.specialist.account_id}
    forward(dossier_id=dossier_id, key=world.key(), **given)
    assert told(world, dossier_id) == []


def test_forwarding_to_everybody_in_a_role_messages_nobody(world: World) -> None:
    dossier_id = two_steps(world)
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    assert told(world, dossier_id) == []


def test_the_signer_named_at_proposing_hears_of_it(world: World) -> None:
    dossier_id = two_steps(world)
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    given = {"asker": world.specialist, "at": world.at, "facts": FACTS, "assignee_id": world.leader.account_id}
    propose(dossier_id=dossier_id, key=world.key(), **given)
    assert told(world, dossier_id) == [(world.leader.account_id, "task_assigned")]


def test_whoever_it_goes_back_to_hears_why(world: World) -> None:
    dossier_id = two_steps(world)
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts=FACTS)
    back = {"asker": world.leader, "at": world.at, "to_step": "xu-ly", "reason": "Tên viết sai"}
    send_back(dossier_id=dossier_id, key=world.key(), **back)
    assert told(world, dossier_id) == [(world.specialist.account_id, "task_sent_back")]
    assert "Tên viết sai" in Message.objects.get(kind="task_sent_back").body


def test_whoever_has_it_hears_of_the_supplement_and_of_the_end(world: World) -> None:
    dossier_id = two_steps(world)
    claim(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    asked = [Item("chung-sinh", "Giấy chung-sinh", "missing")]
    request_supplement(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, items=asked)
    files = {"chung-sinh": [world.upload(world.citizen)]}
    supplement(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at, files=files)
    assert told(world, dossier_id) == [(world.specialist.account_id, "task_supplemented")]
    withdraw(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at, reason="Nộp nhầm")
    assert told(world, dossier_id) == [(world.specialist.account_id, "task_ended")]
    assert "Nộp nhầm" in Message.objects.get(kind="task_ended").body

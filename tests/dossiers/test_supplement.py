"""Asking for what is missing: once, for everything, with the clock at rest."""

from __future__ import annotations

from datetime import datetime

import pytest

from motcua.dossiers.enums import Status
from motcua.dossiers.models import Dossier
from motcua.dossiers.services.supplementing import Item, request_supplement, supplement
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Forbidden, Invalid
from motcua.workflow.models import Task
from tests.dossiers.test_life import received, status
from tests.dossiers.world import World


def test_supplement_pauses_the_clock_and_resumes_by_time_used(world: World) -> None:
    dossier_id = received(world)
    before = Dossier.objects.get(pk=dossier_id)
    tuesday = datetime(2026, 11, 17, 9, 0, tzinfo=VIETNAM)  # one working day used
    request_supplement(
        dossier_id=dossier_id,
        asker=world.specialist,
        key=world.key(),
        at=tuesday,
        items=[Item("chung-sinh", "Giấy chứng sinh", "blurred", "Chụp lại cho rõ")],
    )
    assert status(dossier_id) == Status.SUPPLEMENT
    assert Dossier.objects.get(pk=dossier_id).due_at is None
    assert Task.objects.get(subject_id=dossier_id, step="xu-ly").state == "paused"

    friday = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)
    supplement(
        dossier_id=dossier_id,
        asker=world.citizen,
        key=world.key(),
        at=friday,
        files={"chung-sinh": [world.upload(world.citizen)]},
    )
    after = Dossier.objects.get(pk=dossier_id)
    assert after.status == Status.PROCESSING
    assert after.first_due_at == before.due_at
    # Two working days were left on Friday at 9:00: Monday, Tuesday.
    assert after.due_at == datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM)
    assert Task.objects.get(subject_id=dossier_id, step="xu-ly").state == "open"


def test_a_supplement_must_answer_everything_or_say_why(world: World) -> None:
    dossier_id = received(world)
    request_supplement(
        dossier_id=dossier_id,
        asker=world.specialist,
        key=world.key(),
        at=world.at,
        items=[Item("chung-sinh", "Giấy chứng sinh", "wrong"), Item("khac", "Giấy tờ khác", "missing")],
    )
    with pytest.raises(Invalid) as refused:
        supplement(
            dossier_id=dossier_id,
            asker=world.citizen,
            key=world.key(),
            at=world.at,
            files={"khac": [world.upload(world.citizen)]},
        )
    assert set(refused.value.fields) == {"chung-sinh"}
    assert status(dossier_id) == Status.SUPPLEMENT


def test_a_second_request_for_supplement_needs_a_leader(world: World) -> None:
    dossier_id = received(world)
    item = [Item("khac", "Giấy tờ khác", "missing")]
    request_supplement(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, items=item)
    supplement(
        dossier_id=dossier_id,
        asker=world.citizen,
        key=world.key(),
        at=world.at,
        files={"khac": [world.upload(world.citizen)]},
    )
    with pytest.raises(Forbidden):
        request_supplement(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, items=item)

"""Steps that wait for the applicant: money recorded at the counter, an answer given; and what the clock does."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest

from motcua.dossiers.enums import Act, Status
from motcua.dossiers.models import ClockEvent, Dossier, DossierEvent, DossierPaper
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.services.answering import confirm, paid
from motcua.dossiers.services.processing import forward
from motcua.kernel.errors import Forbidden, Invalid, Refused
from motcua.workflow.models import Task
from tests.dossiers.procedures import counter, deciding, procedure, received, step
from tests.dossiers.world import World


def open_steps(dossier_id: uuid.UUID) -> set[str]:
    return set(Task.objects.filter(subject_id=dossier_id, state__in=Task.LIVE).values_list("step", flat=True))


def with_gates() -> list[dict[str, Any]]:
    """Beside a specialist's work the applicant pays and confirms, one after the other."""
    return [
        counter("chia"),
        step("chia", None, split=["lam", "nop-tien"]),
        step("lam", "xu-ly"),
        step("nop-tien", "xac-nhan", role="reception", where="reception", kind="payment", acts=[]),
        step(
            "xac-nhan",
            "xu-ly",
            role="reception",
            where="reception",
            kind="wait_citizen",
            acts=[],
            citizen={"action": "Đọc bản dự thảo rồi xác nhận", "upload": True},
        ),
        {**deciding()[0], "join": {"of": ["lam", "xac-nhan"]}},
        *deciding()[1:],
    ]


def pay(world: World, dossier_id: uuid.UUID, **changes: Any) -> None:
    values = {"receipt": "BL-17", "amount": 50_000, "on": world.at.date(), "asker": world.clerk}
    paid(dossier_id=dossier_id, key=world.key(), at=world.at, **(values | changes))


@pytest.fixture
def gated(world: World) -> uuid.UUID:
    dossier_id = received(world, procedure(world, "9.000032", with_gates()))
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    return dossier_id


def test_the_clock_runs_while_any_step_is_the_agencys(world: World, gated: uuid.UUID) -> None:
    dossier = Dossier.objects.get(pk=gated)
    assert (dossier.status, dossier.due_at is not None) == (Status.PROCESSING, True)
    forward(dossier_id=gated, asker=world.specialist, key=world.key(), at=world.at, step="lam")
    dossier.refresh_from_db()
    assert (dossier.status, dossier.due_at) == (Status.PAYMENT, None)
    assert ClockEvent.objects.filter(dossier_id=gated).latest("id").reason == "payment"


def test_money_is_recorded_and_the_clock_goes_on(world: World) -> None:
    steps = [counter("tien"), step("tien", "xu-ly", role="reception", where="reception", kind="payment", acts=[])]
    dossier_id = received(world, procedure(world, "9.000033", [*steps, *deciding()]))
    assert Dossier.objects.get(pk=dossier_id).status == Status.PAYMENT
    pay(world, dossier_id)
    dossier = Dossier.objects.get(pk=dossier_id)
    assert (dossier.status, dossier.due_at is not None) == (Status.PROCESSING, True)
    assert open_steps(dossier_id) == {"xu-ly"}
    event = DossierEvent.objects.get(dossier_id=dossier_id, act="paid")
    assert event.data == {"receipt": "BL-17", "amount": 50_000, "on": "2026-11-16"}
    assert "50.000 đồng" in event.public


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"receipt": " "}, "receipt"),
        ({"amount": 0}, "amount"),
        ({"amount": -5}, "amount"),
        ({"on": date(2026, 11, 15)}, "on"),
        ({"on": date(2026, 11, 17)}, "on"),
    ],
)
def test_a_wrong_receipt_is_refused_at_its_field(
    world: World, gated: uuid.UUID, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        pay(world, gated, **changed)
    assert field in refused.value.fields
    assert "nop-tien" in open_steps(gated)


def test_only_the_counter_records_money(world: World, gated: uuid.UUID) -> None:
    for nobody in (world.specialist, world.leader, world.citizen):
        with pytest.raises(Forbidden):
            pay(world, gated, asker=nobody, step="nop-tien")


def test_the_applicant_confirms_with_a_file(world: World, gated: uuid.UUID) -> None:
    pay(world, gated)
    with pytest.raises(Forbidden):
        confirm(dossier_id=gated, asker=world.specialist, key=world.key(), at=world.at, step="xac-nhan")
    assert Act.CONFIRM in dossier_for(world.citizen, gated, at=world.at).acts
    file = world.upload(world.citizen, "ban-ky.jpg")
    confirm(dossier_id=gated, asker=world.citizen, key=world.key(), at=world.at, words="Đồng ý", files=[file])
    assert open_steps(gated) == {"lam"}
    assert DossierPaper.objects.get(dossier_id=gated, key="xac-nhan").file_id == file


def test_another_persons_file_is_refused(world: World, gated: uuid.UUID) -> None:
    pay(world, gated)
    file = world.upload(world.stranger)
    with pytest.raises(Invalid):
        confirm(dossier_id=gated, asker=world.citizen, key=world.key(), at=world.at, files=[file])
    assert "xac-nhan" in open_steps(gated)


def test_there_is_nothing_to_confirm_elsewhere(world: World) -> None:
    dossier_id = received(world, world.version)
    with pytest.raises(Refused) as refused:
        confirm(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at)
    assert refused.value.code == "wrong_step"


def test_the_counter_confirms_for_the_applicant(world: World, gated: uuid.UUID) -> None:
    pay(world, gated)
    confirm(dossier_id=gated, asker=world.clerk, key=world.key(), at=world.at, words="Đồng ý qua điện thoại")
    assert open_steps(gated) == {"lam"}

"""The officer's tick at answers that no machine could hold against their source."""

from __future__ import annotations

import uuid

import pytest

from motcua.dossiers.enums import ToldState
from motcua.dossiers.models import DossierEvent, ToldAnswer
from motcua.dossiers.services.reception import receive
from motcua.dossiers.services.verifying import verify
from motcua.identity.askers import Asker
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from tests.dossiers.world import World


@pytest.fixture
def dossier_id(world: World) -> uuid.UUID:
    made = world.dossier_id()
    receive(dossier_id=made, asker=world.clerk, key=world.key(), at=world.at)
    for key, state in (("child_name", ToldState.UNVERIFIED), ("note", ToldState.CONFIRMED)):
        ToldAnswer.objects.create(dossier_id=made, key=key, label=key, source="register", state=state, value="x")
    return made


def said(world: World, dossier_id: uuid.UUID, asker: Asker, key: str = "", **verdicts: str) -> object:
    given = verdicts or {"child_name": "verified"}
    who = key or world.key()
    return verify(dossier_id=dossier_id, asker=asker, key=who, at=world.at, verdicts=given, note="Đã tra")


def test_the_verdict_stays_with_who_said_it_and_when(world: World, dossier_id: uuid.UUID) -> None:
    said(world, dossier_id, world.specialist)
    row = ToldAnswer.objects.get(dossier_id=dossier_id, key="child_name")
    assert (row.state, row.checked_name, row.checked_at) == (ToldState.VERIFIED, world.specialist.name, world.at)
    event = DossierEvent.objects.filter(dossier_id=dossier_id).latest("id")
    assert event.data["verified"]["child_name"]["verdict"] == "verified"


def test_the_same_request_twice_is_one_verdict(world: World, dossier_id: uuid.UUID) -> None:
    assert said(world, dossier_id, world.specialist, "k") is not None
    said(world, dossier_id, world.specialist, "k")
    assert DossierEvent.objects.filter(dossier_id=dossier_id, act="verify").count() == 1


def test_a_verdict_once_said_and_what_needs_none_are_not_judged(world: World, dossier_id: uuid.UUID) -> None:
    said(world, dossier_id, world.specialist)
    for verdicts in ({"child_name": "wrong"}, {"note": "wrong"}, {"nothing": "verified"}):
        with pytest.raises(Invalid):
            said(world, dossier_id, world.specialist, **verdicts)


def test_only_whoever_works_at_the_step_verifies(world: World, dossier_id: uuid.UUID) -> None:
    with pytest.raises(NotFound):
        said(world, dossier_id, world.outsider)
    with pytest.raises(Forbidden):
        said(world, dossier_id, world.clerk)
    with pytest.raises(Refused):
        said(world, dossier_id, world.citizen)

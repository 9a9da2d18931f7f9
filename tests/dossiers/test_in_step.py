"""Other systems know a dossier as it is, or it is seen that they do not, and whose business that is."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.audit.models import Entry
from motcua.dossiers.models import InStep
from motcua.dossiers.records.in_step import confirm, confirm_by_hand, failed
from motcua.dossiers.records.reading import out_of_step, three_facts
from motcua.dossiers.records.routes import listeners
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.kernel.errors import Invalid, NotFound
from tests.dossiers.elsewhere import LISTENER, ROUTE, SYSTEM, heard, told
from tests.dossiers.test_life import received, signed
from tests.dossiers.world import World

PORTAL = "cong-thu"
NOTE = "Đã nhập tay trên Cổng Thử lúc 10 giờ."


@pytest.fixture(autouse=True)
def listener(settings) -> None:
    settings.LISTENERS = {PORTAL: LISTENER}


def row() -> InStep:
    return InStep.objects.get(system=PORTAL)


def test_the_acts_it_must_hear_of_are_wanted_and_the_counter_minds_them(world: World) -> None:
    dossier_id = world.dossier_id()
    assert not InStep.objects.exists()
    received_id = received(world)
    assert row().dossier_id == received_id != dossier_id
    assert row().organisation_id == world.one_stop.pk
    (listed,) = out_of_step(world.clerk).rows
    assert (listed.step.name, listed.step.in_step, listed.step.owner) == ("Cổng Thử", False, "Một cửa phường Thử")


def test_confirming_brings_it_in_step_until_there_is_news(world: World) -> None:
    dossier_id = received(world)
    assert confirm(system=PORTAL, dossier_id=dossier_id, event_id=row().wanted_id, at=world.at)
    assert not confirm(system=PORTAL, dossier_id=dossier_id, event_id=row().wanted_id, at=world.at)
    assert not out_of_step(world.clerk).rows
    assert three_facts(dossier_for(world.clerk, dossier_id, at=world.at)).steps[0].in_step
    second = signed(world)
    assert [listed.dossier.pk for listed in out_of_step(world.clerk).rows] == [second]


def test_confirming_an_older_event_is_not_in_step(world: World) -> None:
    dossier_id = signed(world)
    confirm(system=PORTAL, dossier_id=dossier_id, event_id=row().wanted_id - 1, at=world.at)
    assert len(out_of_step(world.clerk).rows) == 1
    assert not confirm(system=PORTAL, dossier_id=dossier_id, event_id=row().wanted_id + 5, at=world.at)


def test_a_failure_says_what_was_answered_until_there_is_news(world: World) -> None:
    dossier_id = received(world)
    failed(system=PORTAL, dossier_id=dossier_id, problem="Mã cơ quan không có")
    assert out_of_step(world.clerk).rows[0].step.problem == "Mã cơ quan không có"
    confirm(system=PORTAL, dossier_id=dossier_id, event_id=row().wanted_id, at=world.at)
    assert row().problem == ""


def test_by_hand_with_a_note_that_is_audited(world: World) -> None:
    received(world)
    with pytest.raises(Invalid):
        confirm_by_hand(asker=world.clerk, row_id=row().pk, event_id=row().wanted_id, note="rồi", at=world.at)
    for _twice in range(2):
        confirm_by_hand(asker=world.clerk, row_id=row().pk, event_id=row().wanted_id, note=NOTE, at=world.at)
    assert not out_of_step(world.clerk).rows
    (entry,) = Entry.objects.filter(action="dossier.in_step_by_hand")
    assert entry.details["note"] == NOTE


def test_by_hand_is_no_more_than_what_was_seen(world: World) -> None:
    signed(world)
    confirm_by_hand(asker=world.clerk, row_id=row().pk, event_id=row().wanted_id - 1, note=NOTE, at=world.at)
    assert len(out_of_step(world.clerk).rows) == 1


def test_only_who_minds_it_sees_and_confirms(world: World) -> None:
    received(world)
    for asker in (world.specialist, world.outsider, world.citizen):
        assert not out_of_step(asker).rows
        with pytest.raises(NotFound):
            confirm_by_hand(asker=asker, row_id=row().pk, event_id=row().wanted_id, note=NOTE, at=world.at)


@pytest.mark.parametrize(
    ("scope", "wanted"),
    [
        ({"procedures": ["9.000001"]}, True),
        ({"procedures": ["1.001193"]}, False),
        ({"channels": ["online"]}, True),
        ({"channels": ["direct"]}, False),
        ({"acts": ["sign"]}, False),
    ],
)
def test_a_system_hears_of_its_own_scope_only(
    world: World, settings, scope: dict[str, list[str]], wanted: bool
) -> None:
    settings.LISTENERS = {PORTAL: {**LISTENER, **scope}}
    received(world)
    assert InStep.objects.exists() is wanted


def test_the_competent_body_may_be_the_one_that_minds(world: World, settings) -> None:
    settings.LISTENERS = {PORTAL: {**LISTENER, "owner": "competent"}}
    received(world)
    assert row().organisation_id == world.committee.pk
    assert len(out_of_step(world.leader).rows) == 1


def test_who_keeps_the_record_need_not_hear_of_it(world: World, settings) -> None:
    settings.ROUTES = {SYSTEM: ROUTE}
    settings.LISTENERS = {SYSTEM: {"name": "Bộ"}, PORTAL: {"name": "Cổng Thử"}}
    heard(world, told(world, 1, 4))
    assert [one.system for one in InStep.objects.all()] == [PORTAL]


def test_nobody_listening_costs_no_statement_and_one_system_costs_one(world: World, settings) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            received(world)
        return len(seen)

    statements()
    settings.LISTENERS = {PORTAL: {"name": "Cổng Thử", "acts": ["receive"]}}
    listening = statements()
    settings.LISTENERS = {}
    assert listening - statements() == 1


@pytest.mark.parametrize("wrong", [{"acts": ["fly"]}, {"owner": "nobody"}, {"name": ""}])
def test_settings_that_make_no_sense_are_named(settings, wrong: dict[str, object]) -> None:
    settings.LISTENERS = {PORTAL: {**LISTENER, **wrong}}
    with pytest.raises(ImproperlyConfigured):
        listeners()

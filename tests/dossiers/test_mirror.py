"""A dossier that another system records: heard once, in order, at the source's time, and not acted on here."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from motcua.audit.models import Entry
from motcua.dossiers.enums import Act, Status
from motcua.dossiers.models import ClockEvent, Dossier, DossierEvent, Mirror, MirrorEvent
from motcua.dossiers.records.reading import mirrors
from motcua.dossiers.records.routes import routes
from motcua.dossiers.rules import available_acts, check_act
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.selectors.looking import standing_for
from motcua.dossiers.services.closing import return_result, withdraw
from motcua.dossiers.services.reception import receive
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.workflow.models import Instance, Task
from tests.dossiers.elsewhere import CODE, ROUTE, SYSTEM, heard, machine, opening, told
from tests.dossiers.world import World


@pytest.fixture(autouse=True)
def route(settings) -> None:
    settings.ROUTES = {SYSTEM: ROUTE}


def mirrored(world: World) -> Dossier:
    return Dossier.objects.get(pk=heard(world, told(world, 1, 1)).dossier_id)


def test_the_first_hearing_makes_the_dossier_under_the_sources_code_and_time(world: World) -> None:
    found = heard(world, told(world, 1, 2, after=1, text="Bộ đã tiếp nhận", actor="Cục Thử"))
    dossier = Dossier.objects.get(pk=found.dossier_id)
    assert (dossier.code, dossier.record_system, dossier.status) == (CODE, SYSTEM, Status.RECEIVED)
    assert (dossier.submitted_at, dossier.received_at) == (world.at, world.at + timedelta(hours=1))
    assert dossier.applicant_name == "Phạm Thị Xa"
    assert dossier.due_at == dossier.first_due_at is not None
    events = dossier_for(world.leader, dossier.pk, at=world.at).events
    assert [(event.act, event.at) for event in events] == [
        ("mirror", world.at),
        ("mirror", world.at + timedelta(hours=1)),
    ]
    assert events[-1].public == "Bộ đã tiếp nhận"


def test_nothing_is_to_be_done_here(world: World) -> None:
    dossier = mirrored(world)
    assert not Task.objects.filter(subject_id=dossier.pk).exists()
    assert Instance.objects.get(subject_id=dossier.pk).ended_at is not None


def test_an_unknown_code_needs_an_opening(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        heard(world, told(world, 1, 1), opening=None)
    assert "dossier" in refused.value.fields
    assert not Dossier.objects.exists()


def test_heard_twice_is_heard_once(world: World) -> None:
    first = heard(world, told(world, 1, 2))
    again = heard(world, told(world, 1, 2), at=world.at + timedelta(days=20))
    assert first == again
    assert MirrorEvent.objects.count() == 1
    assert DossierEvent.objects.count() == 2


def test_another_content_under_the_same_number_is_refused(world: World) -> None:
    heard(world, told(world, 1, 2))
    with pytest.raises(Refused) as refused:
        heard(world, told(world, 1, 4))
    assert refused.value.code == "event_differs"


def test_an_event_waits_for_those_before_it_then_all_come_in_order(world: World) -> None:
    heard(world, told(world, 1, 1))
    ahead = heard(world, told(world, 4, 9, after=8))
    assert (ahead.last_sequence, ahead.waiting, ahead.missing, ahead.status) == (1, (4,), (2, 3), "submitted")
    assert heard(world, told(world, 3, 4, after=5)).missing == (2,)
    done = heard(world, told(world, 2, 2, after=2))
    assert (done.last_sequence, done.waiting, done.missing, done.status) == (4, (), (), "decided")
    statuses = DossierEvent.objects.filter(dossier_id=done.dossier_id).order_by("id").values_list("status", flat=True)
    assert list(statuses) == ["submitted", "submitted", "received", "processing", "decided"]
    assert Dossier.objects.get(pk=done.dossier_id).decided_at == world.at + timedelta(hours=8)


def test_the_very_first_heard_may_be_a_later_one(world: World) -> None:
    found = heard(world, told(world, 2, 4))
    assert (found.last_sequence, found.missing, found.status) == (0, (1,), "submitted")


def test_the_audit_keeps_when_we_heard_and_the_event_when_it_happened(world: World) -> None:
    late = world.at + timedelta(days=3)
    found = heard(world, told(world, 1, 2), at=late)
    event = DossierEvent.objects.filter(dossier_id=found.dossier_id).latest("id")
    assert (event.at, event.data["heard_at"]) == (world.at, late.isoformat())
    assert set(Entry.objects.values_list("at", flat=True)) == {late}


def test_the_clock_goes_as_the_source_says(world: World) -> None:
    found = heard(world, told(world, 1, 2))
    before = Dossier.objects.get(pk=found.dossier_id).due_at
    heard(world, told(world, 2, 5, after=1))
    assert Dossier.objects.get(pk=found.dossier_id).due_at is None
    heard(world, told(world, 3, 4, after=25))
    after = Dossier.objects.get(pk=found.dossier_id).due_at
    assert before is not None
    assert after == before + timedelta(days=1)
    heard(world, told(world, 4, 9, after=30))
    kinds = ClockEvent.objects.filter(dossier_id=found.dossier_id).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["start", "pause", "resume", "stop"]


def test_the_appointment_of_the_source_is_the_appointment(world: World) -> None:
    promised = world.at + timedelta(days=21)
    found = heard(world, told(world, 1, 2, due_at=promised))
    dossier = Dossier.objects.get(pk=found.dossier_id)
    assert dossier.first_due_at == dossier.due_at == promised
    later = promised + timedelta(days=1)
    heard(world, told(world, 2, 4, after=1, due_at=later))
    dossier.refresh_from_db()
    assert (dossier.first_due_at, dossier.due_at) == (promised, later)


def test_returned_there_is_delivered_on_the_sources_word(world: World) -> None:
    heard(world, told(world, 1, 9))
    found = heard(world, told(world, 2, 10, after=1))
    dossier = Dossier.objects.get(pk=found.dossier_id)
    assert dossier.delivered_at == dossier.returned_at == world.at + timedelta(hours=1)
    assert DossierEvent.objects.latest("id").data["evidence"] == "source"


def test_acts_here_are_refused_and_the_system_is_named(world: World) -> None:
    dossier = mirrored(world)
    with pytest.raises(Refused) as refused:
        receive(dossier_id=dossier.pk, asker=world.clerk, key=world.key(), at=world.at)
    assert refused.value.code == "recorded_elsewhere"
    assert "Hệ thống của Bộ Thử" in refused.value.message
    with pytest.raises(Refused):
        withdraw(dossier_id=dossier.pk, asker=world.clerk, key=world.key(), at=world.at)
    assert available_acts(world.clerk, standing_for(world.clerk, dossier.pk)) == []


def test_what_the_route_names_is_done_here(world: World, settings) -> None:
    settings.ROUTES = {SYSTEM: {**ROUTE, "acts": ["return_result"]}}
    found = heard(world, told(world, 1, 9))
    assert available_acts(world.clerk, standing_for(world.clerk, found.dossier_id)) == [Act.RETURN_RESULT]
    with pytest.raises(Forbidden):
        check_act(Act.RETURN_RESULT, world.specialist, standing_for(world.specialist, found.dossier_id))
    return_result(dossier_id=found.dossier_id, asker=world.clerk, key=world.key(), at=world.at, delivery="online")
    assert Dossier.objects.get(pk=found.dossier_id).status == Status.RETURNED


def test_a_route_cannot_name_what_needs_a_step_of_ours(settings) -> None:
    settings.ROUTES = {SYSTEM: {**ROUTE, "acts": ["sign"]}}
    with pytest.raises(ImproperlyConfigured):
        routes()


def test_only_the_machine_of_the_body_that_runs_the_system_is_heard(world: World) -> None:
    for asker in (machine(world, code="G98"), machine(world, scopes=frozenset({"read"})), world.leader):
        with pytest.raises(Forbidden):
            heard(world, told(world, 1, 1), asker=asker)


def test_a_system_nobody_named_is_not_found(world: World, settings) -> None:
    settings.ROUTES = {}
    with pytest.raises(NotFound):
        heard(world, told(world, 1, 1))


@pytest.mark.parametrize(("changes", "field"), [({"status": 11}, "status"), ({"sequence": 0}, "sequence")])
def test_nonsense_is_refused_at_its_field(world: World, changes: dict[str, int], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        heard(world, told(world, **({"sequence": 1, "status": 1} | changes)))
    assert field in refused.value.fields


def test_a_time_that_has_not_come_is_refused(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        heard(world, told(world, 1, 1, after=1), at=world.at)
    assert "at" in refused.value.fields


def test_a_code_of_ours_cannot_be_taken(world: World) -> None:
    ours = Dossier.objects.get(pk=world.dossier_id())
    with pytest.raises(Refused) as refused:
        heard(world, told(world, 1, 1), code=ours.code)
    assert refused.value.code == "code_taken"


def test_a_body_that_does_not_resolve_it_gets_no_mirror(world: World) -> None:
    with pytest.raises(Invalid):
        heard(world, told(world, 1, 1), opening=opening(world, organisation="H99.1.1"))
    assert not Mirror.objects.exists()


def test_gaps_silence_and_clocks_that_go_back_are_seen(world: World) -> None:
    heard(world, told(world, 1, 2, after=5))
    heard(world, told(world, 2, 4, after=1))
    heard(world, told(world, 4, 4, after=6))
    (row,) = mirrors(world.leader, at=world.at + timedelta(days=9)).rows
    assert row.silent
    assert row.state.back_in_time
    assert (row.state.waiting, row.state.missing) == (1, (3,))
    (fresh,) = mirrors(world.leader, at=world.at + timedelta(days=1)).rows
    assert not fresh.silent
    assert not mirrors(world.outsider, at=world.at).rows

"""What nobody has to do: named services and times that pass, and what happens when they cannot."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.catalogue.selectors.process_checks import DUTIES
from motcua.dossiers.enums import Act, Status
from motcua.dossiers.models import Dossier, DossierEvent
from motcua.dossiers.rules import available_acts
from motcua.dossiers.selectors.looking import standing_for
from motcua.dossiers.services import automatic, offered
from motcua.dossiers.services.automatic import run, waiting
from motcua.dossiers.services.closing import withdraw
from motcua.dossiers.services.passing import pass_step
from motcua.dossiers.services.processing import forward
from motcua.dossiers.tasks import run_step
from motcua.identity.askers import SYSTEM
from motcua.identity.models import Person
from motcua.kernel.errors import Forbidden, Refused
from motcua.workflow.models import Task
from tests.dossiers.procedures import counter, deciding, procedure, received, step
from tests.dossiers.world import World


def service(name: str, following: Any = "xu-ly", **values: Any) -> dict[str, Any]:
    return step("tu-dong", following, kind="service", service=name, **{"acts": [], **values})


def at_service(world: World, name: str, **values: Any) -> uuid.UUID:
    version = procedure(world, "9.000010", [counter("tu-dong"), service(name, **values), *deciding()])
    return received(world, version)


def open_task(dossier_id: uuid.UUID) -> Task:
    return Task.objects.get(subject_id=dossier_id, state=Task.State.OPEN)


def jobs_of(task_id: int) -> int:
    return ProcrastinateJob.objects.filter(task_name=run_step.name, status="todo", args__task_id=task_id).count()


def problems(dossier_id: uuid.UUID) -> list[str]:
    events = DossierEvent.objects.filter(dossier_id=dossier_id, act=Act.PASS, data__has_key="problem")
    return list(events.order_by("id").values_list("note", flat=True))


def test_an_automatic_step_gets_a_job_with_the_act_that_opens_it(world: World) -> None:
    task = open_task(at_service(world, "pass"))
    assert task.step == "tu-dong"
    assert jobs_of(task.pk) == 1


def test_a_step_that_only_goes_on_goes_on(world: World) -> None:
    dossier_id = at_service(world, "pass")
    task = open_task(dossier_id)
    run(task_id=task.pk, at=world.at + timedelta(seconds=3))
    task.refresh_from_db()
    assert (task.state, task.outcome, task.done_by_id) == (Task.State.DONE, "pass", None)
    assert open_task(dossier_id).step == "xu-ly"
    event = DossierEvent.objects.get(dossier_id=dossier_id, act=Act.PASS)
    assert (event.actor, event.status) == ("system", Status.PROCESSING)


def test_running_it_twice_is_once(world: World) -> None:
    dossier_id = at_service(world, "pass")
    task = open_task(dossier_id)
    for _turn in range(2):
        run(task_id=task.pk, at=world.at)
    assert DossierEvent.objects.filter(dossier_id=dossier_id, act=Act.PASS).count() == 1


def test_a_step_that_was_left_meanwhile_is_not_passed(world: World) -> None:
    dossier_id = at_service(world, "pass")
    task = open_task(dossier_id)
    withdraw(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at)
    run(task_id=task.pk, at=world.at)
    assert not DossierEvent.objects.filter(dossier_id=dossier_id, act=Act.PASS).exists()


def test_an_unknown_service_is_noted_once_and_left_to_the_holder_of_the_role(world: World) -> None:
    dossier_id = at_service(world, "goi-tram-vu-tru", acts=["pass"])
    task = open_task(dossier_id)
    for hours in (0, 1, 23):
        run(task_id=task.pk, at=world.at + timedelta(hours=hours))
    assert [line for line in problems(dossier_id) if "goi-tram-vu-tru" in line] == problems(dossier_id)
    assert len(problems(dossier_id)) == 1
    assert Act.PASS in available_acts(world.specialist, standing_for(world.specialist, dossier_id))

    pass_step(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    assert open_task(dossier_id).step == "xu-ly"


def test_by_hand_only_where_the_definition_says_so_and_only_by_the_role(world: World) -> None:
    dossier_id = at_service(world, "goi-tram-vu-tru")
    with pytest.raises(Refused) as refused:
        pass_step(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    assert refused.value.code == "wrong_step"
    with pytest.raises(Forbidden):
        pass_step(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at)


def test_a_step_of_people_cannot_be_passed_even_by_the_system(world: World) -> None:
    dossier_id = at_service(world, "pass")
    run(task_id=open_task(dossier_id).pk, at=world.at)
    with pytest.raises(Refused) as refused:
        pass_step(dossier_id=dossier_id, asker=SYSTEM, key=world.key(), at=world.at)
    assert refused.value.code == "wrong_step"


def test_identity_is_checked_against_what_was_verified(world: World) -> None:
    dossier_id = at_service(world, "check-identity")
    task = open_task(dossier_id)
    run(task_id=task.pk, at=world.at)
    assert open_task(dossier_id).pk == task.pk
    assert world.citizen.name in problems(dossier_id)[0]

    Person.objects.filter(pk=world.citizen.person_id).update(verified_at=world.at)
    run(task_id=task.pk, at=world.at)
    assert open_task(dossier_id).step == "xu-ly"


def test_a_failing_service_is_tried_again_and_then_noted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_dossier_id: uuid.UUID, _at: Any) -> offered.Outcome:
        raise TimeoutError

    monkeypatch.setitem(offered.SERVICES, "pass", broken)
    dossier_id = at_service(world, "pass")
    task = open_task(dossier_id)
    with pytest.raises(TimeoutError):
        run(task_id=task.pk, at=world.at, last_try=False)
    assert not problems(dossier_id)
    with pytest.raises(TimeoutError):
        run(task_id=task.pk, at=world.at, last_try=True)
    assert len(problems(dossier_id)) == 1


def at_notice(world: World) -> uuid.UUID:
    """A public notice of fifteen days, then the work."""
    notice = step("niem-yet", "xu-ly", kind="wait_time", amount=15, unit="calendar_day", acts=[])
    return received(world, procedure(world, "9.000011", [counter("niem-yet"), notice, *deciding()], term=20))


def test_a_time_is_waited_for_and_then_over(world: World) -> None:
    dossier_id = at_notice(world)
    task = open_task(dossier_id)
    assert task.due_at is not None
    assert run(task_id=task.pk, at=world.at) == task.due_at
    assert run(task_id=task.pk, at=task.due_at - timedelta(seconds=1)) == task.due_at
    assert open_task(dossier_id).pk == task.pk
    assert run(task_id=task.pk, at=task.due_at) is None
    assert open_task(dossier_id).step == "xu-ly"
    assert Dossier.objects.get(pk=dossier_id).due_at is not None  # a wait of the agency's own stops no clock


def test_the_job_puts_itself_off_until_the_time_is_over(world: World) -> None:
    task = open_task(at_notice(world))
    Task.objects.filter(pk=task.pk).update(due_at="2100-01-01T00:00:00Z")
    run_step.func(_Context(), task_id=task.pk)  # type: ignore[arg-type]
    later = ProcrastinateJob.objects.filter(task_name=run_step.name, scheduled_at__isnull=False)
    assert [job.scheduled_at.year for job in later if job.scheduled_at] == [2100]


class _Context:
    job = None


@pytest.mark.parametrize("at_step", [lambda world: at_service(world, "pass"), at_notice], ids=["service", "time"])
def test_a_lost_job_is_made_again(world: World, at_step: Callable[[World], uuid.UUID]) -> None:
    task = open_task(at_step(world))
    late = (task.due_at or world.at) + timedelta(days=1)
    assert waiting(at=late) == []  # its job is still there
    lose_jobs()
    assert waiting(at=late) == [task.pk]
    assert waiting(at=world.at) == []  # not yet its time


def test_what_failed_is_tried_again_a_day_later(world: World) -> None:
    dossier_id = at_service(world, "goi-tram-vu-tru")
    lose_jobs()
    task = open_task(dossier_id)
    run(task_id=task.pk, at=world.at)
    assert waiting(at=world.at + timedelta(hours=23)) == []
    assert waiting(at=world.at + timedelta(hours=25)) == [task.pk]


def test_a_paused_step_waits_for_the_applicant_first(world: World) -> None:
    dossier_id = at_notice(world)
    task = open_task(dossier_id)
    lose_jobs()
    Task.objects.filter(pk=task.pk).update(state=Task.State.PAUSED)
    assert task.due_at is not None
    run(task_id=task.pk, at=task.due_at)
    assert not DossierEvent.objects.filter(dossier_id=dossier_id, act=Act.PASS).exists()
    assert waiting(at=task.due_at) == []


def test_beside_a_persons_work_each_way_goes_on_by_itself(world: World) -> None:
    steps = [
        counter(None, split=["tu-dong", "tham-tra"]) | {"next": None},
        service("pass", "gop"),
        step("tham-tra", "gop"),
        step("gop", "xu-ly", join={"of": ["tu-dong", "tham-tra"], "need": "all"}),
        *deciding(),
    ]
    dossier_id = received(world, procedure(world, "9.000012", steps))
    task = Task.objects.get(subject_id=dossier_id, step="tu-dong")
    run(task_id=task.pk, at=world.at)
    assert open_task(dossier_id).step == "tham-tra"
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, step="tham-tra")
    assert open_task(dossier_id).step == "gop"


def test_every_offered_service_may_be_named_in_a_process() -> None:
    assert set(automatic.SERVICES) == DUTIES.services


def lose_jobs() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")

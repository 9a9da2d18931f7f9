"""A changed calendar: whose date moves is shown first, then each is moved once, with a trace and a message."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.dossiers.clocks import due_now
from motcua.dossiers.enums import Act
from motcua.dossiers.models import Dossier, DossierEvent, Recalculation
from motcua.dossiers.rules import check_act
from motcua.dossiers.selectors.looking import standing_for
from motcua.dossiers.services import recalculating
from motcua.dossiers.services.claiming import assign
from motcua.dossiers.services.extending import extend
from motcua.dossiers.services.recalculating import go_on, preview
from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.dossiers.watching.tasks import recalculate
from motcua.identity.askers import SYSTEM, Asker
from motcua.identity.enums import Role
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Forbidden, NotFound
from motcua.notifications.models import Message
from motcua.workflow.models import Task
from motcua.worktime.models import SpecialDay
from motcua.worktime.services.calendar import DayChange, change_days, set_special_day
from tests.dossiers.test_life import received
from tests.dossiers.world import World, _officer

WEDNESDAY = date(2026, 11, 18)
OFF = [DayChange(WEDNESDAY, "off", "Nghỉ bão", "Công điện")]
DUE = datetime(2026, 11, 19, 9, 0, tzinfo=VIETNAM)
MOVED = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)


@pytest.fixture
def admin(world: World) -> Asker:
    return _officer(world.committee, Role.SYSTEM_ADMIN, "Quản Trị")


def changed(admin: Asker, at: datetime, changes: list[DayChange] | None = None) -> Recalculation:
    change_days(asker=admin, changes=changes or OFF, at=at)
    return Recalculation.objects.latest("id")


def finish(run: Recalculation, at: datetime) -> Recalculation:
    while go_on(run_id=run.pk, at=at):
        pass
    run.refresh_from_db()
    return run


def due(dossier_id: uuid.UUID) -> datetime | None:
    return Dossier.objects.values_list("due_at", flat=True).get(pk=dossier_id)


def test_a_preview_names_whose_date_moves_and_changes_nothing(world: World) -> None:
    dossier_id = received(world)
    found = preview(OFF)
    (row,) = found.rows
    assert (row.dossier_id, row.was_due_at, row.due_at) == (dossier_id, DUE, MOVED)
    assert row.later
    assert due(dossier_id) == DUE
    assert not SpecialDay.objects.exists()


def test_a_day_nobody_waits_over_moves_nobody(world: World) -> None:
    received(world)
    assert preview([DayChange(date(2026, 12, 24), "off", "x")]).rows == ()
    assert preview([DayChange(date(2026, 11, 13), "off", "x")]).rows == ()


def test_applying_does_what_the_preview_said(world: World, admin: Asker) -> None:
    dossier_id = received(world)
    task = Task.objects.get(subject_id=dossier_id, state="open")
    said = preview(OFF).rows[0]
    run = finish(changed(admin, world.at), world.at)
    after = Dossier.objects.get(pk=dossier_id)
    assert after.due_at == said.due_at == MOVED
    assert after.first_due_at == DUE
    assert (run.seen, run.moved) == (1, 1)
    assert run.finished_at == world.at
    task.refresh_from_db()
    assert task.due_at == said.steps[task.pk]
    event = DossierEvent.objects.get(dossier_id=dossier_id, act=Act.RECALCULATE)
    assert "20/11/2026" in event.public
    assert event.actor == SYSTEM.ref


def test_the_stored_date_is_the_recomputed_one(world: World, admin: Asker) -> None:
    dossier_id = received(world)
    finish(changed(admin, world.at), world.at)
    dossier = Dossier.objects.get(pk=dossier_id)
    assert dossier.due_at == due_now(
        dossier_id=dossier_id, version_id=dossier.version_id, channel=dossier.channel, case_id=dossier.case_id,
        organisation_id=dossier.organisation_id,
    )  # fmt: skip


def test_a_made_up_saturday_brings_the_date_forward_without_a_message(world: World, admin: Asker) -> None:
    friday = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)
    dossier_id = world.dossier_id(friday)
    finish(changed(admin, friday, [DayChange(date(2026, 11, 21), "work", "Làm bù")]), friday)
    assert due(dossier_id) == datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM)
    assert not Message.objects.filter(kind="rescheduled").exists()


def test_going_back_to_the_weekday_moves_back(world: World, admin: Asker) -> None:
    dossier_id = received(world)
    finish(changed(admin, world.at), world.at)
    back = [DayChange(WEDNESDAY, "")]
    assert preview(back).rows[0].due_at == DUE
    finish(changed(admin, world.at, back), world.at)
    assert due(dossier_id) == DUE


def test_the_applicant_hears_of_a_later_date_once(world: World, admin: Asker) -> None:
    received(world)
    run = changed(admin, world.at)
    finish(run, world.at)
    Recalculation.objects.filter(pk=run.pk).update(finished_at=None, after=None)
    finish(run, world.at)
    message = Message.objects.get(kind="rescheduled", channel="inbox")
    assert message.person_id == world.citizen.person_id
    assert "09:00 ngày 20/11/2026" in message.body


def test_a_run_that_broke_off_goes_on_where_it_was(world: World, admin: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recalculating, "BATCH", 2)
    ids = [received(world) for _number in range(5)]
    run = changed(admin, world.at)
    assert go_on(run_id=run.pk, at=world.at)
    run.refresh_from_db()
    assert (run.seen, run.total) == (2, 5)
    finish(run, world.at)
    assert run.moved == 5
    assert {due(one) for one in ids} == {MOVED}
    assert DossierEvent.objects.filter(act=Act.RECALCULATE).count() == 5


def test_a_run_killed_within_a_batch_counts_what_it_had_moved_already(
    world: World, admin: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [received(world) for _number in range(5)]
    run = changed(admin, world.at)
    tell, told = recalculating._tell, []

    def dies_at_the_third(*given: Any) -> None:
        told.append(given)
        if len(told) == 3:
            raise KeyboardInterrupt
        tell(*given)

    monkeypatch.setattr(recalculating, "_tell", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        go_on(run_id=run.pk, at=world.at)
    assert DossierEvent.objects.filter(act=Act.RECALCULATE).count() == 2
    finish(run, world.at)
    assert (run.seen, run.moved) == (5, 5)
    assert {due(one) for one in ids} == {MOVED}
    assert DossierEvent.objects.filter(act=Act.RECALCULATE).count() == 5


def test_the_same_batch_twice_moves_each_dossier_once(world: World, admin: Asker) -> None:
    received(world)
    run = changed(admin, world.at)
    for _round in range(2):
        Recalculation.objects.filter(pk=run.pk).update(after=None)
        go_on(run_id=run.pk, at=world.at)
    assert DossierEvent.objects.filter(act=Act.RECALCULATE).count() == 1


def test_the_job_moves_all_and_tells_the_officers_once(
    world: World, admin: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: world.at)
    dossier_id = received(world)
    assign(
        dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at,
        assignee_id=world.specialist.officer_id,
    )  # fmt: skip
    run = changed(admin, world.at)
    job = ProcrastinateJob.objects.get(task_name=recalculate.name)
    assert (job.args, job.status) == ({"run_id": run.pk}, "todo")
    for _round in range(3):
        recalculate.func(run.pk)
    assert due(dossier_id) == MOVED
    assert Message.objects.get(kind="calendar_moved").account_id == world.specialist.account_id


def test_a_resting_clock_and_an_extended_one_stay(world: World, admin: Asker) -> None:
    paused, extended = received(world), received(world)
    request_supplement(
        dossier_id=paused, asker=world.specialist, key=world.key(), at=world.at,
        items=[Item("khac", "Giấy tờ khác", "missing")],
    )  # fmt: skip
    extend(
        dossier_id=extended, asker=world.leader, key=world.key(), at=world.at, until=date(2026, 11, 20),
        reason="Chờ Công an tỉnh xác minh, chưa có trả lời.",
    )  # fmt: skip
    promised = due(extended)
    finish(changed(admin, world.at), world.at)
    assert due(paused) is None
    assert due(extended) == promised


def test_only_the_technical_administrator_changes_the_calendar(world: World) -> None:
    for nobody in (world.leader, world.clerk, world.citizen):
        with pytest.raises(Forbidden):
            change_days(asker=nobody, changes=OFF, at=world.at)
    assert not SpecialDay.objects.exists()


def test_nobody_recalculates_by_hand(world: World) -> None:
    standing = standing_for(world.leader, received(world))
    for nobody in (world.leader, world.clerk, world.citizen):
        with pytest.raises(Forbidden):
            check_act(Act.RECALCULATE, nobody, standing)
    assert check_act(Act.RECALCULATE, SYSTEM, standing) is None


def test_a_day_that_is_nothing_special_cannot_be_taken_back(world: World, admin: Asker) -> None:
    with pytest.raises(NotFound):
        change_days(asker=admin, changes=[*OFF, DayChange(date(2026, 11, 26), "")], at=world.at)
    assert not SpecialDay.objects.exists()


def test_one_day_set_by_itself_is_reckoned_too(world: World, admin: Asker) -> None:
    dossier_id = received(world)
    set_special_day(asker=admin, on=WEDNESDAY, kind=SpecialDay.Kind.OFF, name="Nghỉ", at=world.at)
    finish(Recalculation.objects.get(), world.at)
    assert due(dossier_id) == MOVED


def test_nothing_open_needs_no_run(world: World, admin: Asker) -> None:
    change_days(asker=admin, changes=OFF, at=world.at)
    assert not Recalculation.objects.exists()


def test_the_command_shows_first_and_applies_when_told(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: world.at)
    dossier_id = received(world)
    code = Dossier.objects.get(pk=dossier_id).code
    call_command("change_calendar", "--off", "2026-11-18", "--name", "Nghỉ bão")
    shown = capsys.readouterr().out
    assert code in shown
    assert "09:00 19/11/2026 → 09:00 20/11/2026" in shown
    assert not SpecialDay.objects.exists()
    call_command("change_calendar", "--off", "2026-11-18", "--name", "Nghỉ bão", "--apply")
    assert due(dossier_id) == MOVED
    with pytest.raises(CommandError):
        call_command("change_calendar")
    with pytest.raises(CommandError):
        call_command("change_calendar", "--off", "mai")


def test_days_before_the_step_began_do_not_move_it(world: World, admin: Asker) -> None:
    dossier_id = received(world)
    late = world.at + timedelta(days=1)
    Task.objects.filter(subject_id=dossier_id, state="open").update(opened_at=late, due_at=late + timedelta(hours=1))
    before = Task.objects.get(subject_id=dossier_id, state="open").due_at
    finish(changed(admin, late, [DayChange(date(2026, 11, 16), "off", "x")]), late)
    assert Task.objects.get(subject_id=dossier_id, state="open").due_at == before

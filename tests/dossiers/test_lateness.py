"""Every stretch of a dossier's life is somebody's, and who was late is a question to the tables."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from motcua.dossiers.attribution import WAITED_FOR, Hold, Holder, Pause, Stretch, stretches
from motcua.dossiers.clocks import Turn, due_now
from motcua.dossiers.enums import ClockKind
from motcua.dossiers.holding import pauses_in
from motcua.dossiers.models import ClockEvent, Dossier
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.selectors.flow import Gap, Next, flow
from motcua.dossiers.selectors.lateness import LateStep, attributed, late_by_organisation, led_by
from motcua.dossiers.services.claiming import assign
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.reception import receive
from motcua.dossiers.services.supplementing import Item, request_supplement, supplement
from motcua.dossiers.stepclock import StepDue
from motcua.identity.models import Account, Assignment
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Invalid
from motcua.workflow.models import Task
from motcua.worktime.rules import Calendar, working_minutes
from motcua.worktime.selectors import calendar_for
from tests.dossiers.test_life import FACTS, received, signed
from tests.dossiers.world import World

START = datetime(2026, 11, 16, 9, 0, tzinfo=VIETNAM)
CALENDAR = Calendar()
moments = some.integers(0, 60 * 24 * 30).map(lambda minutes: START + timedelta(minutes=minutes))
lengths = some.integers(0, 60 * 24 * 10).map(lambda minutes: timedelta(minutes=minutes))


@some.composite
def holds(draw: some.DrawFn) -> Hold:
    since = draw(moments)
    dues = sorted(draw(some.lists(some.tuples(moments, lengths), max_size=3)))
    return Hold(
        organisation_id=draw(some.integers(1, 3)),
        step=draw(some.sampled_from(["a", "b", "c"])),
        since=since,
        until=draw(some.one_of(some.none(), lengths.map(lambda length: since + length))),
        dues=tuple(StepDue(max(at, since), max(at, since), max(at, since) + length) for at, length in dues),
        held_by=tuple(sorted(draw(some.lists(some.tuples(moments, some.integers(1, 9)), max_size=3)))),
        outside=draw(some.sampled_from([None, None, Holder.PAYMENT, Holder.AGENCY])),
    )


pauses = some.builds(
    lambda since, length, reason: Pause(since, None if length is None else since + length, reason),
    moments,
    some.one_of(some.none(), lengths),
    some.sampled_from([*WAITED_FOR, "outage", "queue", "leader_away"]),
)


def life(begin: datetime, end: datetime, held: list[Hold], paused: list[Pause]) -> list[Stretch]:
    return stretches(
        begin=begin, end=end, holds=held, pauses=paused, organisation_id=9, calendars=lambda _office: CALENDAR
    )


@given(moments, lengths, some.lists(holds(), max_size=6), some.lists(pauses, max_size=4))
def test_stretches_tile_the_life_without_gap_or_overlap(
    begin: datetime, length: timedelta, held: list[Hold], paused: list[Pause]
) -> None:
    end = begin + length
    found = life(begin, end, held, paused)
    assert bool(found) == (end > begin)
    if found:
        assert (found[0].since, found[-1].until) == (begin, end)
    for one, following in pairwise(found):
        assert one.until == following.since
    for one in found:
        assert one.since < one.until
        assert 0 <= one.late_minutes <= one.working_minutes + 1
        assert one.working_minutes == working_minutes(CALENDAR, one.since, one.until)
        if one.who not in {Holder.UNIT, Holder.OFFICER}:
            assert (one.account_id, one.late_minutes, one.allowed_minutes) == (None, 0, None)


@given(moments, lengths, some.lists(holds(), max_size=4), some.sampled_from(["outage", "queue", "leader_away", ""]))
def test_no_other_reason_takes_time_off_the_office(
    begin: datetime, length: timedelta, held: list[Hold], reason: str
) -> None:
    end = begin + length
    with_pause = life(begin, end, held, [Pause(begin, None, reason)])
    without = life(begin, end, held, [])
    assert sum(one.late_minutes for one in with_pause) == pytest.approx(
        sum(one.late_minutes for one in without), abs=len(with_pause)
    )
    assert {one.who for one in with_pause} == {one.who for one in without}


def held_in(world: World, dossier_id: uuid.UUID, at: datetime) -> list[tuple[str, str, int | None]]:
    found = attributed(dossier_for(world.leader, dossier_id, at=at), at=at)
    return [(one.who.value, one.step, one.account_id) for one in found]


def test_each_of_the_life_has_its_name(world: World) -> None:
    dossier_id = world.dossier_id()
    at = [world.at + timedelta(hours=hour) for hour in range(1, 30)]
    receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=at[0])
    assign(
        dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=at[1],
        assignee_id=world.specialist.officer_id,
    )  # fmt: skip
    request_supplement(
        dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=at[4],
        items=[Item("khac", "Giấy tờ khác", "missing")],
    )  # fmt: skip
    supplement(
        dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=at[23],
        files={"khac": [world.upload(world.citizen)]},
    )  # fmt: skip
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=at[24], facts=FACTS)
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=at[25])
    officer = world.specialist.account_id
    assert held_in(world, dossier_id, at[26]) == [
        ("unit", "tiep-nhan", None),
        ("unit", "xu-ly", None),
        ("officer", "xu-ly", officer),
        ("citizen", "xu-ly", None),
        ("officer", "xu-ly", officer),
        ("unit", "ky-duyet", None),
        ("unit", "tra-ket-qua", None),
    ]


def test_time_past_the_step_is_late_and_the_citizens_time_is_not(world: World) -> None:
    dossier_id = received(world)
    task = Task.objects.get(subject_id=dossier_id, state="open")
    assert task.due_at is not None
    later = task.due_at + timedelta(days=1)
    work = attributed(dossier_for(world.leader, dossier_id, at=later), at=later)[-1]
    calendar = calendar_for(world.committee.pk)
    assert work.late_minutes == working_minutes(calendar, task.due_at, later)
    assert work.allowed_minutes == working_minutes(calendar, world.at, task.due_at)


def test_an_absent_leader_an_outage_or_a_queue_pauses_no_clock(world: World) -> None:
    """There is no way to write such a pause: the clock has only four reasons, and absence moves nothing."""
    dossier_id = received(world)
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts=FACTS)
    before = Dossier.objects.get(pk=dossier_id)
    Assignment.objects.filter(account_id__in=[world.leader.officer_id, world.second_leader.officer_id]).update(
        valid_to=world.at.date()
    )
    Account.objects.filter(pk=world.leader.officer_id).update(is_active=False)
    after = Dossier.objects.get(pk=dossier_id)
    assert after.due_at == before.due_at == due_now(
        dossier_id=dossier_id, version_id=after.version_id, channel=after.channel, case_id=after.case_id,
        organisation_id=after.organisation_id,
    )  # fmt: skip
    assert not ClockEvent.objects.filter(dossier_id=dossier_id, kind="pause").exists()
    late = before.due_at + timedelta(days=3) if before.due_at else world.at
    found = attributed(dossier_for(world.specialist, dossier_id, at=late), at=late)
    assert {one.who for one in found} == {Holder.UNIT}
    assert found[-1].late_minutes > 0


def test_a_matter_opened_again_was_nobodys_in_between() -> None:
    day = timedelta(days=1)
    turns = [
        Turn(ClockKind.START, START),
        Turn(ClockKind.STOP, START + day),
        Turn(ClockKind.START, START + 3 * day),
    ]
    assert pauses_in(turns) == [Pause(START + day, START + 3 * day, "closed")]


def rows(world: World, at: datetime, since: date = date(2026, 11, 1)) -> dict[str, LateStep]:
    found = late_by_organisation(world.leader, since=since, until=date(2026, 11, 30), at=at)
    return {row.step: row for row in found if row.organisation_id in {world.committee.pk, world.one_stop.pk}}


def test_who_was_late_and_by_how_much_is_a_query(world: World) -> None:
    late, in_time = received(world), signed(world)
    task = Task.objects.get(subject_id=late, state="open")
    assert task.due_at is not None
    at = task.due_at + timedelta(days=1)
    row = rows(world, at)[task.name]
    minutes = working_minutes(calendar_for(world.committee.pk), task.due_at, at)
    assert (row.steps, row.open_now, row.late) == (2, 1, 1)
    assert (row.late_minutes, row.worst_minutes) == (minutes, minutes)
    assert in_time


def test_the_query_agrees_with_the_single_dossiers(world: World) -> None:
    ids = [received(world) for _number in range(3)]
    request_supplement(
        dossier_id=ids[0], asker=world.specialist, key=world.key(), at=world.at + timedelta(days=4),
        items=[Item("khac", "Giấy tờ khác", "missing")],
    )  # fmt: skip
    supplement(
        dossier_id=ids[0], asker=world.citizen, key=world.key(), at=world.at + timedelta(days=7),
        files={"khac": [world.upload(world.citizen)]},
    )  # fmt: skip
    at = world.at + timedelta(days=10)
    whole = sum(row.late_minutes for row in rows(world, at).values())
    each = sum(
        one.late_minutes
        for dossier_id in ids
        for one in attributed(dossier_for(world.leader, dossier_id, at=at), at=at)
    )
    assert whole == pytest.approx(each, abs=len(ids))
    assert whole > 0


def test_lateness_outside_the_period_does_not_count(world: World) -> None:
    received(world)
    at = world.at + timedelta(days=20)
    assert sum(row.late_minutes for row in rows(world, at).values()) > 0
    (some_day, later) = (date(2026, 11, 17), world.at + timedelta(days=1))
    assert sum(row.late_minutes for row in rows(world, later, some_day).values()) == 0


def test_one_sees_the_bodies_one_leads_and_those_below(world: World) -> None:
    assert set(led_by(world.leader)) == {world.committee.pk, world.one_stop.pk}
    for nobody in (world.clerk, world.specialist, world.citizen):
        assert led_by(nobody) == {}
        assert late_by_organisation(nobody, since=date(2026, 11, 1), until=date(2026, 11, 2), at=world.at) == []


def test_a_period_must_be_one(world: World) -> None:
    for since, until in ((date(2026, 11, 2), date(2026, 11, 1)), (date(2025, 1, 1), date(2026, 11, 1))):
        with pytest.raises(Invalid):
            late_by_organisation(world.leader, since=since, until=until, at=world.at)


def test_every_open_dossier_has_who_acts_next_and_a_date(world: World) -> None:
    waiting, worked = world.dossier_id(), received(world)
    asked = received(world)
    request_supplement(
        dossier_id=asked, asker=world.specialist, key=world.key(), at=world.at,
        items=[Item("khac", "Giấy tờ khác", "missing")],
    )  # fmt: skip
    assign(
        dossier_id=worked, asker=world.specialist, key=world.key(), at=world.at,
        assignee_id=world.specialist.officer_id,
    )  # fmt: skip
    found = flow(world.clerk, at=world.at)
    assert (found.total, found.stuck, found.rows) == (3, 0, ())
    assert found.moving == {Next.UNIT: 1, Next.OFFICER: 1, Next.CITIZEN: 1}
    assert waiting


@pytest.mark.parametrize("gap", list(Gap))
def test_a_stuck_dossier_is_found_and_named(world: World, gap: Gap) -> None:
    received(world)
    stuck = received(world)
    open_task = Task.objects.filter(subject_id=stuck, state="open")
    if gap is Gap.NO_STEP:
        open_task.update(state="done", done_at=world.at)
    elif gap is Gap.EMPTY_SEAT:
        open_task.update(role="head")
    elif gap is Gap.LEFT:
        open_task.update(assignee_id=world.outsider.officer_id)
    elif gap is Gap.NO_REQUEST:
        open_task.update(state="paused")
    else:
        open_task.update(due_at=None)
        Dossier.objects.filter(pk=stuck).update(due_at=None)
    found = flow(world.leader, at=world.at)
    assert (found.total, found.stuck) == (2, 1)
    assert [(row.dossier_id, row.gap) for row in found.rows] == [(stuck, gap)]


def test_strangers_see_no_flow_and_an_office_may_be_chosen(world: World) -> None:
    received(world)
    for nobody in (world.outsider, world.citizen, world.stranger):
        assert flow(nobody, at=world.at).total == 0
    assert flow(world.leader, organisation_id=world.elsewhere.pk, at=world.at).total == 0
    assert flow(world.leader, organisation_id=world.committee.pk, at=world.at).total == 1

"""An apology with a new date is ready before the appointment passes; only a leader sends it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from motcua.audit.models import Entry
from motcua.dossiers.enums import Act, ApologyOutcome
from motcua.dossiers.models import ApologyDraft, ClockEvent, Dossier, DossierEvent, IssuedPaper
from motcua.dossiers.selectors.apologies import apologies_waiting
from motcua.dossiers.services.apologies import drop_apology, prepare, sign_apology
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.extending import extend, latest_until
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Forbidden, Invalid, KeyReused, NotFound, Refused
from motcua.workflow.models import Task
from tests.dossiers.test_life import FACTS, received
from tests.dossiers.world import World

# Due Thursday 19/11 9:00; four working hours before that is Wednesday 13:00 or so.
WEDNESDAY = datetime(2026, 11, 18, 15, 0, tzinfo=VIETNAM)
TUESDAY = datetime(2026, 11, 17, 9, 0, tzinfo=VIETNAM)
REASON = "Chờ Công an tỉnh xác minh, chưa có trả lời."
NO_NEED = "Đã ký xong trong sáng nay, không trễ hẹn."


def drafted(world: World) -> ApologyDraft:
    dossier_id = received(world)
    prepare(at=WEDNESDAY)
    return ApologyDraft.objects.get(dossier_id=dossier_id)


def signed_by(world: World, draft: ApologyDraft, until: date | None = None) -> None:
    sign_apology(draft_id=draft.pk, asker=world.leader, at=WEDNESDAY, until=until or draft.until, reason=REASON)


def test_it_is_drafted_before_the_appointment_passes(world: World) -> None:
    dossier_id = received(world)
    assert prepare(at=world.at).drafted == 0
    assert prepare(at=TUESDAY).drafted == 0
    assert prepare(at=WEDNESDAY).drafted == 1
    draft = ApologyDraft.objects.get(dossier_id=dossier_id)
    dossier = Dossier.objects.get(pk=dossier_id)
    assert dossier.due_at is not None
    assert draft.drafted_at < dossier.due_at
    latest = latest_until(dossier=dossier)
    assert latest is not None
    assert dossier.due_at.date() < draft.until <= latest.date()
    task = Task.objects.get(subject_id=dossier_id, state="open")
    assert task.name in draft.reason
    assert world.committee.name in draft.reason
    assert not ClockEvent.objects.filter(kind="extend").exists()


def test_what_cannot_fit_any_more_is_drafted_early(world: World) -> None:
    dossier_id = received(world)
    Task.objects.filter(subject_id=dossier_id, state="open").update(
        due_at=datetime(2026, 11, 20, 10, 0, tzinfo=VIETNAM)
    )
    assert prepare(at=TUESDAY).drafted == 0  # not half of the time is over
    assert prepare(at=TUESDAY + timedelta(hours=6)).drafted == 0
    afternoon = datetime(2026, 11, 18, 8, 0, tzinfo=VIETNAM)
    assert prepare(at=afternoon).drafted == 1
    draft = ApologyDraft.objects.get(dossier_id=dossier_id)
    assert draft.until >= date(2026, 11, 20)
    assert "khoảng ngày" in draft.reason


def test_twice_drafts_once(world: World) -> None:
    received(world)
    assert [prepare(at=WEDNESDAY).drafted for _round in range(2)] == [1, 0]


def test_a_leader_signs_with_another_date_and_words(world: World) -> None:
    draft = drafted(world)
    until = date(2026, 11, 23)
    signed_by(world, draft, until)
    draft.refresh_from_db()
    assert (draft.outcome, draft.until, draft.reason) == (ApologyOutcome.SIGNED, until, REASON)
    assert draft.settled_by_id == world.leader.account_id
    dossier = Dossier.objects.get(pk=draft.dossier_id)
    assert dossier.due_at == datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM)
    assert dossier.first_due_at == datetime(2026, 11, 19, 9, 0, tzinfo=VIETNAM)
    assert IssuedPaper.objects.get(dossier_id=dossier.pk).kind == "apology"


def test_pressing_twice_signs_once(world: World) -> None:
    draft = drafted(world)
    signed_by(world, draft)
    signed_by(world, draft)
    assert ClockEvent.objects.filter(kind="extend").count() == 1
    with pytest.raises(KeyReused):
        signed_by(world, draft, draft.until + timedelta(days=3))


def test_a_date_beyond_the_cap_or_without_words_is_refused_and_the_draft_stays(world: World) -> None:
    draft = drafted(world)
    with pytest.raises(Invalid):
        signed_by(world, draft, date(2027, 1, 4))
    with pytest.raises(Invalid):
        sign_apology(draft_id=draft.pk, asker=world.leader, at=WEDNESDAY, until=draft.until, reason="bận")
    draft.refresh_from_db()
    assert draft.settled_at is None


def test_only_leaders_of_the_competent_body_sign_or_drop(world: World) -> None:
    draft = drafted(world)
    for nobody in (world.clerk, world.specialist):
        with pytest.raises(Forbidden):
            sign_apology(draft_id=draft.pk, asker=nobody, at=WEDNESDAY, until=draft.until, reason=REASON)
        with pytest.raises(Forbidden):
            drop_apology(draft_id=draft.pk, asker=nobody, at=WEDNESDAY, reason=NO_NEED)
    for stranger in (world.outsider, world.stranger):
        with pytest.raises(NotFound):
            sign_apology(draft_id=draft.pk, asker=stranger, at=WEDNESDAY, until=draft.until, reason=REASON)
        with pytest.raises(NotFound):
            drop_apology(draft_id=draft.pk, asker=stranger, at=WEDNESDAY, reason=NO_NEED)
    with pytest.raises(NotFound):
        drop_apology(draft_id=0, asker=world.leader, at=WEDNESDAY, reason=NO_NEED)


def test_what_a_leader_drops_is_not_drafted_again(world: World) -> None:
    draft = drafted(world)
    with pytest.raises(Invalid):
        drop_apology(draft_id=draft.pk, asker=world.leader, at=WEDNESDAY, reason="")
    drop_apology(draft_id=draft.pk, asker=world.leader, at=WEDNESDAY, reason=NO_NEED)
    assert Entry.objects.get(action="apology.dropped").details["reason"] == NO_NEED
    assert prepare(at=WEDNESDAY + timedelta(hours=1)).drafted == 0
    with pytest.raises(Refused):
        signed_by(world, draft)
    with pytest.raises(Refused):
        drop_apology(draft_id=draft.pk, asker=world.leader, at=WEDNESDAY, reason=NO_NEED)


def test_it_is_dropped_by_itself_when_decided_in_time(world: World) -> None:
    draft = drafted(world)
    propose(dossier_id=draft.dossier_id, asker=world.specialist, key=world.key(), at=WEDNESDAY, facts=FACTS)
    sign(dossier_id=draft.dossier_id, asker=world.leader, key=world.key(), at=WEDNESDAY)
    assert prepare(at=WEDNESDAY).dropped == 1
    draft.refresh_from_db()
    assert (draft.outcome, draft.settled_by_id) == (ApologyOutcome.DROPPED, None)


def test_it_is_dropped_when_the_clock_rests_or_was_extended_otherwise(world: World) -> None:
    paused, extended = drafted(world), drafted(world)
    request_supplement(
        dossier_id=paused.dossier_id, asker=world.specialist, key=world.key(), at=WEDNESDAY,
        items=[Item("khac", "Giấy tờ khác", "missing")],
    )  # fmt: skip
    extend(
        dossier_id=extended.dossier_id, asker=world.leader, key=world.key(), at=WEDNESDAY,
        until=date(2026, 11, 20), reason=REASON,
    )  # fmt: skip
    assert prepare(at=WEDNESDAY).dropped == 2


def test_after_the_last_extension_nothing_is_promised_again(world: World, settings) -> None:
    settings.MAX_EXTENSIONS = 1
    draft = drafted(world)
    signed_by(world, draft, date(2026, 11, 20))
    assert prepare(at=datetime(2026, 11, 20, 16, 0, tzinfo=VIETNAM)).drafted == 0


def test_leaders_see_what_waits_for_them_and_others_nothing(world: World) -> None:
    draft = drafted(world)
    (seen,) = apologies_waiting(world.leader)
    assert (seen.draft_id, seen.dossier_id) == (draft.pk, draft.dossier_id)
    for nobody in (world.clerk, world.specialist, world.outsider, world.citizen):
        assert apologies_waiting(nobody) == []
    signed_by(world, draft)
    assert apologies_waiting(world.leader) == []


def test_the_event_says_what_was_promised_before(world: World) -> None:
    draft = drafted(world)
    signed_by(world, draft)
    event = DossierEvent.objects.get(dossier_id=draft.dossier_id, act=Act.EXTEND)
    assert event.data["reason"] == REASON

"""The applicant is reminded of what to supplement: three days before, one day before, and when it is too late."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.dossiers.models import SupplementRequest
from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.dossiers.watching.reminding import remind
from motcua.kernel.clock import VIETNAM
from motcua.notifications.models import Message
from tests.dossiers.test_life import received
from tests.dossiers.world import World


def asked_for_supplement(world: World, deadline: datetime) -> SupplementRequest:
    dossier_id = received(world)
    request_supplement(
        dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at,
        items=[Item("khac", "Giấy tờ khác", "missing")], deadline=deadline.date(),
    )  # fmt: skip
    return SupplementRequest.objects.get(dossier_id=dossier_id)


def test_the_applicant_is_reminded_three_days_and_one_day_before_and_after(world: World) -> None:
    deadline = datetime(2026, 11, 25, 9, 0, tzinfo=VIETNAM)
    asked_for_supplement(world, deadline)
    for days, kind in ((4, ""), (3, "supplement_reminder"), (1, "supplement_reminder"), (-1, "supplement_overdue")):
        Message.objects.all().delete()
        for hour in (0, 1):
            remind(at=deadline - timedelta(days=days) + timedelta(hours=hour))
        told = list(Message.objects.filter(channel="inbox").values_list("kind", flat=True))
        assert told == ([kind] if kind else [])
    assert "dừng giải quyết" in Message.objects.get(channel="inbox").body


def test_each_reminder_comes_once(world: World) -> None:
    deadline = datetime(2026, 11, 25, 9, 0, tzinfo=VIETNAM)
    asked_for_supplement(world, deadline)
    assert remind(at=deadline - timedelta(days=3)) == 1
    assert remind(at=deadline - timedelta(days=2)) == 0
    assert remind(at=deadline - timedelta(days=1)) == 1
    assert remind(at=deadline) == 0
    assert remind(at=deadline + timedelta(days=1)) == 1
    assert remind(at=deadline + timedelta(days=9)) == 0


def test_nobody_is_reminded_at_night_or_on_the_day_of_asking(world: World) -> None:
    asked_for_supplement(world, world.at + timedelta(days=2))
    assert remind(at=world.at + timedelta(hours=1)) == 0
    assert remind(at=datetime(2026, 11, 17, 2, 0, tzinfo=VIETNAM)) == 0
    assert remind(at=world.at + timedelta(days=1)) == 1

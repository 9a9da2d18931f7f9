"""What a person wants to hear where; what has a legal effect is sent whatever they wish."""

from __future__ import annotations

from datetime import datetime

import pytest

from motcua.kernel.clock import VIETNAM
from motcua.notifications.kinds import KINDS
from motcua.notifications.wishes import OPTIONAL, Wishes

EVENING = datetime(2026, 11, 20, 22, 30, tzinfo=VIETNAM)
NIGHT = datetime(2026, 11, 21, 3, 0, tzinfo=VIETNAM)
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=VIETNAM)
MORNING = datetime(2026, 11, 21, 7, 0, tzinfo=VIETNAM)
SILENT = Wishes(email=False, sms=False, quiet_from=21, quiet_until=7)


def test_only_known_kinds_are_optional() -> None:
    assert OPTIONAL <= KINDS


@pytest.mark.parametrize("kind", ["supplement_requested", "refused", "decided", "extended", "stopped", "late"])
def test_what_has_a_legal_effect_is_sent_at_once_on_every_channel(kind: str) -> None:
    assert SILENT.wants(kind, by_phone=False)
    assert SILENT.wants(kind, by_phone=True)
    assert SILENT.not_before(kind, EVENING) is None


def test_news_may_be_declined_for_each_channel() -> None:
    assert not Wishes(email=False).wants("received", by_phone=False)
    assert Wishes(email=False).wants("received", by_phone=True)
    assert not Wishes(sms=False).wants("received", by_phone=True)


@pytest.mark.parametrize(("at", "until"), [(EVENING, MORNING), (NIGHT, MORNING), (NOON, None)])
def test_news_waits_for_the_end_of_the_quiet_hours(at: datetime, until: datetime | None) -> None:
    assert SILENT.not_before("received", at) == until


def test_equal_hours_are_never_quiet() -> None:
    assert Wishes(quiet_from=8, quiet_until=8).not_before("received", NIGHT) is None

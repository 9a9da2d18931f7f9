"""The clock in words: thresholds count working time, never wall-clock time."""

from __future__ import annotations

from datetime import datetime

import pytest

from motcua.kernel.clock import VIETNAM
from motcua.web.desk.presenters.chip import finished_chip, paused_chip, running_chip, spell
from motcua.worktime.rules import Calendar, working_minutes

CALENDAR = Calendar({})


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=VIETNAM)


def minutes(start: datetime, end: datetime) -> int:
    return working_minutes(CALENDAR, start, end)


@pytest.mark.parametrize(
    ("now", "level", "words"),
    [
        ("16T09:00", "calm", "Còn 8 ngày"),
        ("20T10:00", "calm", "Còn 4 ngày"),
        ("23T10:00", "near", "Còn 3 ngày"),
        ("25T10:00", "soon", "Còn 1 ngày 5 giờ"),
        ("26T10:00", "soon", "Còn 5 giờ"),
        ("26T16:40", "soon", "Còn 20 phút"),
        ("27T09:00", "late", "Quá hạn 2 giờ"),
        ("26T22:00", "late", "Đã tới hạn"),
        ("30T17:00", "late", "Quá hạn 2 ngày"),
    ],
)
def test_the_chip_speaks_of_working_time(now: str, level: str, words: str) -> None:
    chip = running_chip(due_at=at("26T17:00"), started_at=at("16T08:00"), now=at(now), minutes=minutes)
    assert (chip.words, chip.level) == (words, level)


def test_a_dossier_without_a_limit_has_no_clock() -> None:
    assert running_chip(due_at=None, started_at=None, now=at("16T09:00"), minutes=minutes).level == "none"


def test_a_paused_clock_says_why() -> None:
    assert paused_chip().words == "Tạm dừng: chờ bổ sung"


def test_a_stopped_clock_says_how_the_promise_was_kept() -> None:
    due = at("20T17:00")
    assert finished_chip(due_at=due, finished_at=at("20T16:00"), minutes=minutes).words == "Xong đúng hạn"
    assert finished_chip(due_at=due, finished_at=at("23T09:00"), minutes=minutes).words.startswith("Xong, trễ")
    assert finished_chip(due_at=None, finished_at=None, minutes=minutes).words == "Đã kết thúc"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "1 phút"),
        (59, "59 phút"),
        (60, "1 giờ"),
        (480, "1 ngày"),
        (600, "1 ngày 2 giờ"),
        (1500, "3 ngày"),
        (-5, "1 phút"),
    ],
)
def test_minutes_in_words(amount: int, words: str) -> None:
    assert spell(amount) == words

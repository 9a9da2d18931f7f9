"""Why this date: the lines say what happened, the last one is the stored appointment on every path."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers.clocks import Reckoning, Turn, due_now
from motcua.dossiers.enums import ClockKind, Status
from motcua.dossiers.explaining import DueLine, explain_due
from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.selectors.why import due_lines
from motcua.dossiers.services.closing import withdraw
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.extending import extend
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.reception import receive, refuse
from motcua.dossiers.services.stopping import stop
from motcua.dossiers.services.supplementing import Item, request_supplement, supplement
from motcua.kernel.clock import VIETNAM, local
from motcua.worktime.enums import Convention, TimeUnit
from motcua.worktime.models import SpecialDay
from motcua.worktime.rules import Calendar, Duration, closing_of, is_working_day
from motcua.worktime.selectors import calendar_for, forget
from tests.dossiers.test_life import FACTS
from tests.dossiers.world import World

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)
CULTURE_DAY = date(2026, 11, 24)
HOUR = timedelta(hours=1)
ITEM = [Item("khac", "Giấy tờ khác", "missing")]
REASON = "Chờ xác minh của cơ quan khác, chưa có trả lời."


def three_days(*turns: Turn, special: dict[date, bool] | None = None, cutoff: time | None = None) -> list[DueLine]:
    how = Reckoning(Calendar(special or {}), Duration(3, TimeUnit.WORKING_DAY), Convention.HOUR_PRESERVING, cutoff)
    return explain_due([Turn("start", FRIDAY), *turns], how, {CULTURE_DAY: "Ngày Văn hóa Việt Nam"})


def texts(lines: list[DueLine], kind: str) -> list[str]:
    return [line.text for line in lines if line.kind == kind]


def test_each_day_off_on_the_way_is_named() -> None:
    lines = three_days(special={CULTURE_DAY: False})
    assert texts(lines, "skipped") == [
        "Không tính thứ Bảy 21/11 – Chủ nhật 22/11: nghỉ cuối tuần.",
        "Không tính thứ Ba 24/11: Ngày Văn hóa Việt Nam.",
    ]
    assert lines[-1].text == "Hẹn trả kết quả: 09:00 thứ Năm, 26/11/2026."


def test_a_made_up_saturday_is_counted_and_named() -> None:
    lines = three_days(special={date(2026, 11, 21): True})
    assert texts(lines, "skipped")[0] == "Có tính thứ Bảy 21/11: làm bù."
    assert lines[-1].at == datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM)


def test_a_pause_says_how_long_and_for_whom() -> None:
    monday, tuesday = FRIDAY + timedelta(days=3), FRIDAY + timedelta(days=4)
    lines = three_days(Turn("pause", monday, reason="supplement"), Turn("resume", tuesday))
    (said,) = [line for line in lines if line.kind == "pause"]
    assert "8 giờ 00 phút làm việc" in said.text
    assert "chờ người nộp bổ sung giấy tờ" in said.text
    assert said.at == lines[-1].at == datetime(2026, 11, 26, 9, 0, tzinfo=VIETNAM)


def test_an_open_pause_promises_no_date() -> None:
    lines = three_days(Turn("pause", FRIDAY + HOUR, reason="supplement"))
    assert lines[-1] == DueLine("result", "Đang tạm dừng; có ngày hẹn mới ngay khi tính tiếp.")


def test_an_extension_is_told_with_its_apology() -> None:
    until = datetime(2026, 11, 27, 17, 0, tzinfo=VIETNAM)
    lines = three_days(Turn("extend", FRIDAY + HOUR, until))
    assert texts(lines, "extension") == [
        "Cơ quan xin lỗi và gia hạn lúc 10:00 thứ Sáu, 20/11/2026: hẹn lại 17:00 thứ Sáu, 27/11/2026."
    ]
    assert lines[-1].at == until


def test_a_filing_at_night_or_after_the_cutoff_says_when_counting_begins() -> None:
    how = Reckoning(Calendar(), Duration(3, TimeUnit.WORKING_DAY), Convention.END_OF_DAY)
    night = explain_due([Turn("start", FRIDAY.replace(hour=22))], how, {})
    assert night[1].text == "Lúc đó ngoài giờ làm việc nên tính từ 07:00 thứ Hai, 23/11/2026."
    cut = Reckoning(Calendar(), Duration(1, TimeUnit.WORKING_DAY), Convention.END_OF_DAY, time(15, 0))
    late = explain_due([Turn("start", FRIDAY.replace(hour=15, minute=30))], cut, {})
    assert late[1].text == "Nộp sau 15:00 nên tính từ 07:00 thứ Hai, 23/11/2026."


def test_without_a_published_limit_it_says_so() -> None:
    how = Reckoning(Calendar(), None, Convention.END_OF_DAY)
    lines = explain_due([Turn("start", FRIDAY)], how, {})
    assert [line.kind for line in lines] == ["start", "result"]
    assert lines[-1].at is None


def worked_day_after(calendar: Calendar, at: datetime) -> date:
    on = local(at).date() + timedelta(days=1)
    while not is_working_day(calendar, on):
        on += timedelta(days=1)
    return on


UNITS = st.sampled_from([Duration(3, TimeUnit.WORKING_DAY), Duration(0.5, TimeUnit.WORKING_DAY),
                         Duration(10, TimeUnit.CALENDAR_DAY), Duration(1, TimeUnit.MONTH),
                         Duration(4, TimeUnit.WORKING_HOUR), Duration(8, TimeUnit.HOUR)])  # fmt: skip
DAYS_OFF = st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.booleans(), max_size=20)
STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 10, 1), timezones=st.just(UTC))  # noqa: DTZ001
STEPS = st.lists(st.tuples(st.sampled_from(["pause", "extend"]), st.integers(1, 200)), max_size=5)


@given(UNITS, DAYS_OFF, STARTS, STEPS, st.sampled_from(Convention), st.booleans())
def test_the_last_line_is_the_appointment_whatever_happened(
    term: Duration,
    special: dict[date, bool],
    start: datetime,
    steps: list[tuple[str, int]],
    convention: Convention,
    at_rest: bool,
) -> None:
    """Hours between what happens; an extension goes to the closing of a worked day after the appointment in force."""
    how = Reckoning(Calendar(special), term, convention)
    turns, at = [Turn("start", start)], start
    for kind, hours in steps:
        at += hours * HOUR
        if kind == "pause":
            turns += [Turn("pause", at, reason="supplement"), Turn("resume", at + hours * HOUR)]
            at += hours * HOUR
            continue
        due_at = how.due(turns)
        assert due_at is not None
        turns.append(Turn("extend", at, closing_of(how.calendar, worked_day_after(how.calendar, max(due_at, at)))))
        assert how.due(turns) == turns[-1].until
        assert how.due(turns) > due_at
    if at_rest:
        turns.append(Turn("pause", at + HOUR, reason="supplement"))
    lines = explain_due(turns, how, {})
    assert lines[-1].kind == "result"
    assert lines[-1].at == how.due(turns)
    told = [line.at for line in lines[:-1] if line.at is not None]
    assert told
    assert how.due(turns) in {None, told[-1]}


class Walk:
    """A dossier led along a path, one act an hour."""

    def __init__(self, world: World) -> None:
        self.world, self.at = world, world.at
        self.dossier_id: uuid.UUID = world.dossier_id()

    def go(self, act: str) -> None:
        self.at += timedelta(hours=25)
        common = {"dossier_id": self.dossier_id, "key": self.world.key(), "at": self.at}
        world = self.world
        match act:
            case "receive":
                receive(asker=world.clerk, **common)
            case "refuse":
                refuse(asker=world.clerk, reason=REASON, **common)
            case "ask":
                request_supplement(asker=world.specialist, items=ITEM, **common)
            case "answer":
                supplement(asker=world.citizen, files={"khac": [world.upload(world.citizen)]}, **common)
            case "propose":
                propose(asker=world.specialist, facts=FACTS, **common)
            case "sign":
                sign(asker=world.leader, **common)
            case "withdraw":
                withdraw(asker=world.citizen, **common)
            case "stop":
                stop(asker=world.leader, ground="asked", reason=REASON, **common)
            case "extend":
                due_at = Dossier.objects.get(pk=self.dossier_id).due_at
                until = worked_day_after(calendar_for(world.committee.pk), max(due_at, self.at))
                extend(asker=world.leader, until=until, reason=REASON, **common)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "refuse",
        "withdraw",
        "receive",
        "receive extend",
        "receive stop",
        "receive ask",
        "receive ask withdraw",
        "receive ask stop",
        "receive ask answer",
        "receive extend ask answer",
        "receive ask answer extend propose sign",
        "receive extend stop",
        "receive propose sign",
        "receive propose extend sign",
    ],
)
def test_the_stored_appointment_is_the_recomputed_one_on_every_path(world: World, path: str) -> None:
    SpecialDay.objects.create(date=date(2026, 11, 25), kind="off", name="Ngày nghỉ thử")
    forget()
    walk = Walk(world)
    for act in path.split():
        walk.go(act)
        _agrees(world, walk.dossier_id)
    _agrees(world, walk.dossier_id)


def _agrees(world: World, dossier_id: uuid.UUID) -> None:
    dossier = Dossier.objects.get(pk=dossier_id)
    again = due_now(
        dossier_id=dossier_id,
        version_id=dossier.version_id,
        channel=dossier.channel,
        case_id=dossier.case_id,
        organisation_id=dossier.organisation_id,
    )
    assert dossier.due_at == again
    assert (dossier.due_at is None) == (dossier.status == Status.SUPPLEMENT or _ended_at_rest(dossier))
    assert due_lines(dossier_for(world.citizen, dossier_id, at=world.at))[-1].at == dossier.due_at


def _ended_at_rest(dossier: Dossier) -> bool:
    kinds = list(dossier.clock.order_by("id").values_list("kind", flat=True))
    return kinds[-2:] == [ClockKind.PAUSE, ClockKind.STOP]

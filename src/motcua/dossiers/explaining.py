"""Why the appointment is what it is, line by line, from the events of the clock. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from django.utils.translation import gettext as _

from motcua.dossiers.clocks import Reckoning, Turn, last_stretch
from motcua.dossiers.enums import ClockKind
from motcua.kernel.clock import local
from motcua.worktime.enums import Convention, TimeUnit
from motcua.worktime.rules import Calendar, clock_start, is_working_day, working_time
from motcua.worktime.words import day_words, duration_words, moment_words

SATURDAY = 5
REOPENED = "reopened"
DAY = timedelta(days=1)
IN_OFFICE = {TimeUnit.WORKING_HOUR, TimeUnit.WORKING_DAY}


@dataclass(frozen=True, slots=True)
class DueLine:
    """``kind`` start | limit | skipped | pause | extension | result; ``at`` the appointment after this line, if any."""

    kind: str
    text: str
    at: datetime | None = None


def explain_due(turns: Sequence[Turn], how: Reckoning, names: Mapping[date, str]) -> list[DueLine]:
    """The lines in order of time; the last is the result and its ``at`` is the due time now (None = none at present).

    ``names`` calls days off and made-up days by name; weekends need none.
    """
    if not turns:
        return []
    turns = last_stretch(turns)
    lines = [*_start(turns[0], how), *_skipped(turns, how, names), *_turns(turns, how)]
    return [*lines, _result(turns, how, how.due(turns))]


def span_of(turns: Sequence[Turn], how: Reckoning) -> tuple[date, date]:
    """The first and last day an explanation may have to name."""
    turns = last_stretch(turns)
    end = how.due(turns) or turns[-1].at
    return local(turns[0].at).date(), local(max(end, turns[-1].at)).date()


def _start(first: Turn, how: Reckoning) -> Iterator[DueLine]:
    begin = clock_start(how.calendar, first.at, cutoff=how.cutoff)
    said = _("Được mở lại lúc %(at)s; thời hạn tính lại từ đầu.") if first.reason == REOPENED else _("Nộp lúc %(at)s.")
    yield DueLine("start", said % {"at": moment_words(first.at)})
    if how.term is None:
        return
    if begin > first.at and how.term.unit is not TimeUnit.HOUR:
        yield DueLine("start", _later_start(first.at, begin, how))
    yield DueLine("limit", _limit(how), how.due([first]))


def _later_start(at: datetime, begin: datetime, how: Reckoning) -> str:
    words = {"at": moment_words(begin)}
    here = local(at)
    if how.cutoff is not None and here.time() > how.cutoff and is_working_day(how.calendar, here.date()):
        return _("Nộp sau %(cutoff)s nên tính từ %(at)s.") % {**words, "cutoff": f"{how.cutoff:%H:%M}"}
    return _("Lúc đó ngoài giờ làm việc nên tính từ %(at)s.") % words


def _limit(how: Reckoning) -> str:
    term = how.term
    if term is None:
        return ""
    said = _("Thời hạn công bố: %(limit)s.") % {"limit": duration_words(term)}
    if term.unit is TimeUnit.WORKING_DAY and how.cutoff is None:
        said += " " + (
            _("Mỗi ngày làm việc là đủ giờ của một ngày, tính tới đúng giờ đã nộp.")
            if how.convention is Convention.HOUR_PRESERVING
            else _("Ngày nộp không tính; hạn là hết giờ làm việc của ngày cuối.")
        )
    elif term.unit in {TimeUnit.CALENDAR_DAY, TimeUnit.MONTH}:
        said += " " + _("Ngày nộp không tính; nếu ngày cuối là ngày nghỉ thì sang ngày làm việc tiếp theo.")
    return said


def _turns(turns: Sequence[Turn], how: Reckoning) -> Iterator[DueLine]:
    paused: Turn | None = None
    for number, turn in enumerate(turns, start=1):
        after = how.due(turns[:number])
        if turn.kind == ClockKind.PAUSE:
            paused = turn
        elif turn.kind == ClockKind.RESUME and paused is not None:
            yield DueLine("pause", _pause(paused, turn, how.calendar), after)
            paused = None
        elif turn.until is not None:
            words = {"at": moment_words(turn.at), "until": moment_words(turn.until)}
            yield DueLine("extension", _("Cơ quan xin lỗi và gia hạn lúc %(at)s: hẹn lại %(until)s.") % words, after)
    if paused is not None:
        words = {"at": moment_words(paused.at), "whom": waited_for(paused.reason)}
        yield DueLine("pause", _("Tạm dừng từ %(at)s, chờ %(whom)s. Thời gian chờ không tính.") % words)


def _pause(paused: Turn, resumed: Turn, calendar: Calendar) -> str:
    return _("Tạm dừng từ %(at)s đến %(end)s (%(time)s), chờ %(whom)s. Thời gian chờ không tính.") % {
        "at": moment_words(paused.at),
        "end": moment_words(resumed.at),
        "time": _office_time(working_time(calendar, paused.at, resumed.at)),
        "whom": waited_for(paused.reason),
    }


def waited_for(reason: str) -> str:
    """Whose time a pause is, from the reason the clock was given."""
    known = {
        "supplement": _("người nộp bổ sung giấy tờ"),
        "payment": _("người nộp tiền"),
        "agency": _("cơ quan khác trả lời"),
        "confirmation": _("người nộp xác nhận"),
    }
    return known.get(reason, _("việc ngoài cơ quan"))


def _office_time(length: timedelta) -> str:
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return _("%(hours)d giờ %(minutes)02d phút làm việc") % {"hours": hours, "minutes": minutes}


def _skipped(turns: Sequence[Turn], how: Reckoning, names: Mapping[date, str]) -> Iterator[DueLine]:
    """Days off that the counting passed over, neighbours of one name in one line; and days made up for.

    Where an extension gave a date there was nothing to count.
    """
    if how.term is None or how.term.unit not in IN_OFFICE:
        return
    counted = list(takewhile(lambda turn: turn.until is None, turns))
    first, last = local(turns[0].at).date(), local(how.due(counted) or counted[-1].at).date()
    runs: list[tuple[str, date, date, bool]] = []
    for number in range((last - first).days + 1):
        on = first + number * DAY
        worked = is_working_day(how.calendar, on)
        if worked and on.weekday() < SATURDAY:
            continue
        name = names.get(on, "") or (_("làm bù") if worked else _("nghỉ cuối tuần"))
        if runs and runs[-1][0] == name and runs[-1][2] + DAY == on and runs[-1][3] == worked:
            runs[-1] = (name, runs[-1][1], on, worked)
        else:
            runs.append((name, on, on, worked))
    for name, since, until, worked in runs:
        words = {"days": _days(since, until), "name": name}
        sentence = _("Có tính %(days)s: %(name)s.") if worked else _("Không tính %(days)s: %(name)s.")
        yield DueLine("skipped", sentence % words)


def _result(turns: Sequence[Turn], how: Reckoning, due_at: datetime | None) -> DueLine:
    if due_at is not None:
        return DueLine("result", _("Hẹn trả kết quả: %(at)s.") % {"at": moment_words(due_at)}, due_at)
    if how.term is None:
        return DueLine("result", _("Thủ tục này chưa công bố thời hạn bằng con số nên chưa có ngày hẹn."))
    if turns[-1].kind == ClockKind.STOP:
        return DueLine("result", _("Hồ sơ kết thúc khi đang tạm dừng nên không còn ngày hẹn."))
    return DueLine("result", _("Đang tạm dừng; có ngày hẹn mới ngay khi tính tiếp."))


def _days(since: date, until: date) -> str:
    return day_words(since) if since == until else f"{day_words(since)} – {day_words(until)}"

"""The clock of a dossier in words, an icon and a colour, counted in working time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

URGENT_MINUTES = 8 * 60
DAY_MINUTES = 8 * 60

type Minutes = Callable[[datetime, datetime], int]  # working minutes between two moments, the earlier first


@dataclass(frozen=True, slots=True)
class Chip:
    """``level`` is calm | near | soon | late | paused | done | none: colours follow it, words and icon say the same."""

    level: str
    icon: str
    words: str
    full: str = ""


def running_chip(*, due_at: datetime | None, started_at: datetime | None, now: datetime, minutes: Minutes) -> Chip:
    """The chip of a running clock. Soon = a quarter of the term or eight working hours left, near = half of it."""
    if due_at is None:
        return Chip(level="none", icon="none", words=_("Không có hạn"))
    full = _("Hẹn trả lúc %(moment)s") % {"moment": f"{due_at:%H:%M %d/%m/%Y}"}
    if now > due_at:
        over = minutes(due_at, now)
        words = _("Quá hạn %(time)s") % {"time": spell(over)} if over else _("Đã tới hạn")
        return Chip(level="late", icon="warning", words=words, full=full)
    left = minutes(now, due_at)
    total = minutes(started_at, due_at) if started_at else 0
    words = _("Còn %(time)s") % {"time": spell(left)}
    return Chip(level=_level(left, total), icon="clock", words=words, full=full)


def paused_chip() -> Chip:
    return Chip(level="paused", icon="pause", words=_("Tạm dừng: chờ bổ sung"))


def waiting_chip() -> Chip:
    """The clock stands still at a step that is not the agency's: money, a confirmation, another agency."""
    return Chip(level="paused", icon="pause", words=_("Tạm dừng: chờ bên ngoài"))


def finished_chip(*, due_at: datetime | None, finished_at: datetime | None, minutes: Minutes) -> Chip:
    """The chip of a stopped clock: how the promise was kept."""
    if due_at is None or finished_at is None:
        return Chip(level="done", icon="check", words=_("Đã kết thúc"))
    full = _("Hẹn trả lúc %(moment)s") % {"moment": f"{due_at:%H:%M %d/%m/%Y}"}
    if finished_at <= due_at:
        return Chip(level="done", icon="check", words=_("Xong đúng hạn"), full=full)
    late = spell(minutes(due_at, finished_at))
    return Chip(level="done", icon="warning", words=_("Xong, trễ %(time)s") % {"time": late}, full=full)


def spell(minutes: int) -> str:
    """Working minutes in words, with no more than two parts: "2 ngày 3 giờ", "5 giờ", "20 phút"."""
    days, rest = divmod(max(minutes, 0), DAY_MINUTES)
    hours, odd = divmod(rest, 60)
    if days >= 3 or (days and not hours):
        return ngettext("%(n)d ngày", "%(n)d ngày", days) % {"n": days}
    if days:
        return _("%(days)d ngày %(hours)d giờ") % {"days": days, "hours": hours}
    if hours:
        return ngettext("%(n)d giờ", "%(n)d giờ", hours) % {"n": hours}
    return ngettext("%(n)d phút", "%(n)d phút", odd) % {"n": max(odd, 1)}


def _level(left: int, total: int) -> str:
    if left < URGENT_MINUTES or (total and left * 4 <= total):
        return "soon"
    return "near" if total and left * 2 <= total else "calm"

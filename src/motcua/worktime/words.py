"""Amounts and moments of time in words."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy, ngettext

from motcua.kernel.clock import local
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration

WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)


def moment_words(at: datetime) -> str:
    """ "15:00 thứ Hai, 24/11/2025", on Vietnam's clock."""
    here = local(at)
    return f"{here:%H:%M} {WEEKDAYS[here.weekday()]}, {here:%d/%m/%Y}"


def day_words(on: date) -> str:
    """ "thứ Hai 24/11"."""
    return f"{WEEKDAYS[on.weekday()]} {on:%d/%m}"


def duration_words(duration: Duration) -> str:
    """ "5 ngày làm việc", "0,5 ngày làm việc"."""
    amount = f"{duration.amount:g}".replace(".", ",")
    number = 1 if duration.amount == 1 else 2
    words = {
        TimeUnit.HOUR: ngettext("%(amount)s giờ", "%(amount)s giờ", number),
        TimeUnit.WORKING_HOUR: ngettext("%(amount)s giờ làm việc", "%(amount)s giờ làm việc", number),
        TimeUnit.WORKING_DAY: ngettext("%(amount)s ngày làm việc", "%(amount)s ngày làm việc", number),
        TimeUnit.CALENDAR_DAY: ngettext("%(amount)s ngày", "%(amount)s ngày", number),
        TimeUnit.MONTH: ngettext("%(amount)s tháng", "%(amount)s tháng", number),
    }
    return words[duration.unit] % {"amount": amount}

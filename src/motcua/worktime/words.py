"""Amounts of time in words."""

from __future__ import annotations

from django.utils.translation import ngettext

from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration


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

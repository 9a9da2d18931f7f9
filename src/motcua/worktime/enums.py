from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TimeUnit(models.TextChoices):
    HOUR = "hour", _("giờ")
    WORKING_HOUR = "working_hour", _("giờ làm việc")
    WORKING_DAY = "working_day", _("ngày làm việc")
    CALENDAR_DAY = "calendar_day", pgettext_lazy("after a number", "ngày")
    MONTH = "month", pgettext_lazy("after a number", "tháng")


class Convention(models.TextChoices):
    """How a number of working days ends: at the hour it began, or at the end of the last day (BLDS art. 147–148)."""

    HOUR_PRESERVING = "hour_preserving", _("Giữ giờ, 8 giờ là 1 ngày")
    END_OF_DAY = "end_of_day", _("Hết giờ làm việc của ngày cuối")

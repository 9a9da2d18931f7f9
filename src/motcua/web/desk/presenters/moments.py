"""Moments as the desk writes them, on Vietnam's clock."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.kernel.clock import local


def moment(at: datetime | None) -> str:
    """``09:42 24/11/2025``; empty for None."""
    return f"{local(at):%H:%M %d/%m/%Y}" if at else ""


def short(at: datetime, *, now: datetime) -> str:
    """As short as it can be understood: the hour today, the day otherwise."""
    here, today = local(at), local(now)
    if here.date() == today.date():
        return _("hôm nay %(hour)s") % {"hour": f"{here:%H:%M}"}
    return f"{here:%d/%m}" if here.year == today.year else f"{here:%d/%m/%Y}"

"""Days and moments as official papers write them; always in Vietnamese, whatever language the reader's page has."""

from __future__ import annotations

from datetime import date, datetime

from motcua.kernel.clock import local


def moment(at: datetime) -> str:
    """As official slips say it: "15 giờ 30 phút, ngày 05 tháng 3 năm 2026"."""
    here = local(at)
    return f"{here:%H} giờ {here:%M} phút, {day(at)}"


def day(on: date) -> str:
    """NĐ 30/2020 Phụ lục I: days below 10 and the months 1 and 2 get a leading zero. A moment is read in Vietnam."""
    here = local(on) if isinstance(on, datetime) else on
    month = f"{here.month:02d}" if here.month < 3 else str(here.month)
    return f"ngày {here.day:02d} tháng {month} năm {here.year}"


def place_and_day(place: str, at: datetime) -> str:
    return f"{place}, {day(at)}" if place else day(at).capitalize()


def figures(at: datetime | None) -> str:
    """For narrow columns: "09:30 05/03/2026", or nothing."""
    return f"{local(at):%H:%M %d/%m/%Y}" if at else ""


def day_figures(on: date) -> str:
    """As in a register: "05/03/2026"."""
    return f"{on:%d/%m/%Y}"

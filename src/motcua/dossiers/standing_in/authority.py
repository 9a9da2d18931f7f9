"""When somebody may stand in for another: dates, scope and age, in words. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

LONGEST_YEARS = 5
OF_AGE = 18


@dataclass(frozen=True, slots=True)
class Mandate:
    """What an authorisation says, as far as its use is concerned; both days are inclusive.

    ``sectors`` by name, ``procedures`` by code; both empty = everything.
    """

    valid_from: date
    valid_until: date
    procedures: Collection[str]
    sectors: Collection[str] = ()
    revoked_at: datetime | None = None

    def covers(self, procedure: str, sector: str) -> bool:
        everything = not self.procedures and not self.sectors
        return everything or procedure in self.procedures or sector in self.sectors


def problem_with(mandate: Mandate, *, procedure: str, sector: str, today: date) -> str:
    """Why it cannot be used for this procedure today, as a sentence; "" when it can."""
    if mandate.revoked_at is not None:
        return _("Người ủy quyền đã thu hồi ủy quyền này. Đề nghị họ lập ủy quyền mới.")
    if today < mandate.valid_from:
        return _("Ủy quyền chưa có hiệu lực: dùng được từ ngày %(day)s.") % {"day": f"{mandate.valid_from:%d/%m/%Y}"}
    if today > mandate.valid_until:
        words = _("Ủy quyền đã hết hạn ngày %(day)s. Đề nghị người ủy quyền lập ủy quyền mới.")
        return words % {"day": f"{mandate.valid_until:%d/%m/%Y}"}
    if not mandate.covers(procedure, sector):
        return _("Ủy quyền không bao gồm thủ tục này. Đề nghị người ủy quyền lập ủy quyền cho thủ tục này.")
    return ""


def problems_of_dates(valid_from: date, valid_until: date, *, signed_on: date | None, today: date) -> dict[str, str]:
    """Sentences at the dates of an authorisation that cannot be recorded."""
    found: dict[str, str] = {}
    if valid_until < valid_from:
        found["valid_until"] = _("Ngày hết hạn không được trước ngày bắt đầu.")
    elif valid_until < today:
        found["valid_until"] = _("Ủy quyền này đã hết hạn nên không dùng được.")
    elif valid_until > birthday(valid_from, LONGEST_YEARS):
        found["valid_until"] = _("Ủy quyền dài nhất %(years)s năm. Chọn ngày sớm hơn.") % {"years": LONGEST_YEARS}
    if signed_on is not None and signed_on > today:
        found["signed_on"] = _("Ngày ký trên giấy không được sau hôm nay.")
    return found


def birthday(born: date, years: int) -> date:
    """The day on which somebody turns ``years``; of 29 February, the first of March."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def is_minor(born: date, today: date) -> bool:
    """Whether a person is under age (BLDS 2015 art. 21: under eighteen full years)."""
    return today < birthday(born, OF_AGE)

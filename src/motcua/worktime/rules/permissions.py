"""Who may change the calendar, and what a change must look like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from django.utils.translation import gettext as _

from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Invalid, Refused
from motcua.worktime.rules.calendars import Spans, check_spans


def check_change_days(asker: Asker) -> None:
    """Holidays hold for the whole province: a technical administrator enters them, after the published notice."""
    if asker.kind is not AskerKind.SYSTEM and not asker.organisations_with(Role.SYSTEM_ADMIN):
        raise Forbidden(_("Chỉ quản trị kỹ thuật của tỉnh được sửa ngày nghỉ, ngày làm bù."))


def can_change_days(asker: Asker) -> bool:
    try:
        check_change_days(asker)
    except Refused:
        return False
    return True


def check_change_hours(asker: Asker, organisation_id: int | None) -> None:
    """A unit's hours are its administrator's; the province's (None) the technical administrator's."""
    if asker.kind is AskerKind.SYSTEM or asker.organisations_with(Role.SYSTEM_ADMIN):
        return
    if organisation_id is None or not asker.holds(Role.ORG_ADMIN, organisation_id):
        raise Forbidden(_("Chỉ quản trị của đơn vị này được sửa giờ làm việc của đơn vị."))


def can_change_hours(asker: Asker, organisation_id: int | None) -> bool:
    try:
        check_change_hours(asker, organisation_id)
    except Refused:
        return False
    return True


def read_spans(stored: object) -> Spans:
    """``[["07:00", "11:30"], ["13:30", "17:00"]]`` as times; ``Invalid`` with a sentence when it is anything else."""
    try:
        spans = _spans(stored)
        check_spans(spans)
    except (TypeError, ValueError) as wrong:
        sentence = _("Giờ làm việc phải là các khoảng nối tiếp nhau trong ngày, ví dụ 07:00–11:30 và 13:30–17:00.")
        raise Invalid(sentence, fields={"spans": sentence}) from wrong
    return spans


def _spans(stored: object) -> Spans:
    if not isinstance(stored, Sequence) or isinstance(stored, str):
        raise TypeError("spans come as a list")
    return tuple((time.fromisoformat(opening), time.fromisoformat(closing)) for opening, closing in stored)

"""Changing the calendar: holidays, made-up days, hours. Each change is recorded and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, NotFound
from motcua.kernel.events import publish
from motcua.worktime.events import CalendarChanged
from motcua.worktime.models import SpecialDay, WorkingHours
from motcua.worktime.rules.permissions import check_change_days, check_change_hours, read_spans
from motcua.worktime.selectors import forget

type StoredSpans = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class DayChange:
    """What a day becomes: ``kind`` a ``SpecialDay.Kind``, or "" for what its weekday says; ``source`` the notice."""

    on: date
    kind: str
    name: str = ""
    source: str = ""

    @property
    def worked(self) -> bool | None:
        """As ``Calendar.as_if`` takes it."""
        return self.kind == SpecialDay.Kind.WORK if self.kind else None


def change_days(*, asker: Asker, changes: Sequence[DayChange], at: datetime) -> None:
    """Change several days of the province together; one ``CalendarChanged`` spans them all."""
    check_change_days(asker)
    if not changes:
        raise Invalid(_("Chưa có ngày nào thay đổi."), fields={"days": _("Ghi ít nhất một ngày.")})
    with transaction.atomic():
        for change in changes:
            if change.kind:
                _set_day(asker, change.on, SpecialDay.Kind(change.kind), change.name, change.source, None, at)
            else:
                _remove_day(asker, change.on, at)
        _changed(None, min(change.on for change in changes), max(change.on for change in changes))


def set_special_day(
    *,
    asker: Asker,
    on: date,
    kind: SpecialDay.Kind,
    name: str,
    at: datetime,
    source: str = "",
    spans: StoredSpans | None = None,
) -> SpecialDay:
    """Make ``on`` a day off or a worked day, in place of what was said of it before.

    ``spans`` gives a worked day hours of its own. Publishes ``CalendarChanged``.
    """
    check_change_days(asker)
    if spans is not None:
        read_spans(spans)
    with transaction.atomic():
        day = _set_day(asker, on, kind, name, source, spans, at)
        _changed(None, on, on)
    return day


def remove_special_day(*, asker: Asker, on: date, at: datetime) -> None:
    """Let ``on`` be again what its weekday says."""
    check_change_days(asker)
    with transaction.atomic():
        _remove_day(asker, on, at)
        _changed(None, on, on)


def _set_day(
    asker: Asker, on: date, kind: SpecialDay.Kind, name: str, source: str, spans: StoredSpans | None, at: datetime
) -> SpecialDay:
    before = _said_of(on)
    values = {"kind": kind, "name": name, "source": source, "spans": spans}
    day, _created = SpecialDay.objects.update_or_create(date=on, defaults=values)
    record(
        asker=asker,
        action="worktime.special_day_set",
        object_kind="special_day",
        object_ref=on.isoformat(),
        details={"before": before, "after": _said_of(on)},
        at=at,
    )
    return day


def _remove_day(asker: Asker, on: date, at: datetime) -> None:
    before = _said_of(on)
    if before is None:
        raise NotFound(_("Ngày này không có trong danh sách ngày nghỉ, ngày làm bù."))
    SpecialDay.objects.filter(date=on).delete()
    record(
        asker=asker,
        action="worktime.special_day_removed",
        object_kind="special_day",
        object_ref=on.isoformat(),
        details={"before": before},
        at=at,
    )


def set_hours(
    *, asker: Asker, organisation_id: int | None, spans: StoredSpans, valid_from: date, at: datetime
) -> WorkingHours:
    """Give an organisation, or (None) the whole province, its hours from ``valid_from`` on."""
    check_change_hours(asker, organisation_id)
    read_spans(spans)
    with transaction.atomic():
        whose: dict[str, Any] = {"organisation_id": organisation_id, "valid_from": valid_from}
        hours, _created = WorkingHours.objects.update_or_create(**whose, defaults={"spans": spans})
        record(
            asker=asker,
            action="worktime.hours_set",
            object_kind="organisation",
            object_ref=str(organisation_id or ""),
            details={"spans": spans, "valid_from": valid_from.isoformat()},
            at=at,
        )
        _changed(organisation_id, valid_from, None)
    return hours


def _said_of(on: date) -> dict[str, Any] | None:
    said = SpecialDay.objects.filter(date=on).values("kind", "name", "source", "spans").first()
    return dict(said) if said else None


def _changed(organisation_id: int | None, first: date, last: date | None) -> None:
    forget()
    transaction.on_commit(forget)  # another thread may have read the old days meanwhile
    publish(CalendarChanged(organisation_id, first, last))

"""The calendar in force for a unit, and the province's convention.

The tables are small and read on every filing, so each process keeps what it read for a minute: a change made by another
process is seen within that minute, one made here at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings

from motcua.identity.models import Organisation
from motcua.kernel.kept import Kept
from motcua.worktime.enums import Convention
from motcua.worktime.models import SpecialDay, WorkingHours
from motcua.worktime.rules import OFFICE_HOURS, Calendar, Spans
from motcua.worktime.rules.permissions import read_spans

type Dated = dict[date, Spans]


@dataclass(slots=True)
class _Book:
    """Everything the tables say, and the calendars already made of it."""

    special: Mapping[date, bool]
    special_spans: Mapping[date, Spans]
    hours: Mapping[int | None, Dated]
    parents: Mapping[int, int | None]
    calendars: dict[int | None, Calendar] = field(default_factory=dict)


def convention() -> Convention:
    """How this province ends a number of working days."""
    return Convention(settings.DUE_CONVENTION)


def calendar_for(organisation_id: int | None) -> Calendar:
    """The calendar of an organisation, or (None) of the province. No query, except once a minute for all of them."""
    book = _book.get()
    if organisation_id not in book.calendars:
        book.calendars[organisation_id] = _calendar(book, organisation_id)
    return book.calendars[organisation_id]


def day_names(first: date, last: date) -> dict[date, str]:
    """What the days off and made-up days from ``first`` to ``last`` (both included) are called."""
    return dict(SpecialDay.objects.filter(date__range=(first, last)).values_list("date", "name"))


def special_days(first: date, last: date) -> list[SpecialDay]:
    """The days off and made-up days from ``first`` to ``last`` (both included), in order."""
    return list(SpecialDay.objects.filter(date__range=(first, last)).order_by("date"))


def calendar_state() -> list[list[Any]]:
    """Everything the province's calendars are made of, as JSON values: changes whenever one of them does."""
    days = SpecialDay.objects.order_by("date").values_list("date", "kind", "spans")
    hours = WorkingHours.objects.order_by("pk").values_list("organisation_id", "valid_from", "spans")
    said: list[list[Any]] = [[day.isoformat(), kind, spans] for day, kind, spans in days]
    return said + [[whose, since.isoformat(), spans] for whose, since, spans in hours]


def forget() -> None:
    """Read the tables again at the next question."""
    _book.forget()


def _read() -> _Book:
    special: dict[date, bool] = {}
    special_spans: dict[date, Spans] = {}
    for on, kind, spans in SpecialDay.objects.values_list("date", "kind", "spans"):
        special[on] = kind == SpecialDay.Kind.WORK
        if spans is not None:
            special_spans[on] = read_spans(spans)
    hours: dict[int | None, Dated] = {}
    for organisation_id, since, spans in WorkingHours.objects.values_list("organisation_id", "valid_from", "spans"):
        hours.setdefault(organisation_id, {})[since] = read_spans(spans)
    parents = dict(Organisation.objects.values_list("id", "parent_id")) if hours.keys() - {None} else {}
    return _Book(special, special_spans, hours, parents)


def _calendar(book: _Book, organisation_id: int | None) -> Calendar:
    """Own hours before those of the unit above, the province's last; before the earliest, the usual office hours."""
    chain = [book.hours[unit] for unit in _upwards(book, organisation_id) if unit in book.hours]
    changes = sorted({since for dated in chain for since in dated})
    later = tuple((since, _in_force(chain, since)) for since in changes)
    return Calendar(book.special, OFFICE_HOURS, book.special_spans, later)


def _upwards(book: _Book, organisation_id: int | None) -> Iterator[int | None]:
    while organisation_id is not None:
        yield organisation_id
        organisation_id = book.parents.get(organisation_id)
    yield None


def _in_force(chain: list[Dated], on: date) -> Spans:
    for dated in chain:
        begun = [since for since in dated if since <= on]
        if begun:
            return dated[max(begun)]
    return OFFICE_HOURS


_book = Kept(_read)

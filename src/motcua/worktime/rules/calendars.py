"""Which days are worked, and when in the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise

type Spans = tuple[tuple[time, time], ...]

OFFICE_HOURS: Spans = ((time(7, 0), time(11, 30)), (time(13, 30), time(17, 0)))
SATURDAY = 5


def check_spans(spans: Spans) -> None:
    """Raise ``ValueError`` unless there is a span and all are in order, none empty, none overlapping."""
    edges = [edge for span in spans for edge in span]
    if not edges:
        raise ValueError("a working day needs at least one span")
    if any(earlier >= later for earlier, later in pairwise(edges)):
        raise ValueError("spans must follow each other and none may be empty")


def microseconds(moment: time) -> int:
    """Microseconds since midnight."""
    return ((moment.hour * 60 + moment.minute) * 60 + moment.second) * 1_000_000 + moment.microsecond


@dataclass(frozen=True, slots=True)
class Day:
    """One day's working time in microseconds since its midnight; ``regular`` is the length of an ordinary day then."""

    spans: tuple[tuple[int, int], ...]
    length: int
    regular: int

    @property
    def closing(self) -> int:
        return self.spans[-1][1]


class Days(dict[int, Day]):
    """Days by ordinal, worked out at first sight: the walks below look at the same days again and again."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar

    def __missing__(self, ordinal: int) -> Day:
        day = self[ordinal] = self._calendar.day(date.fromordinal(ordinal))
        return day


@dataclass(frozen=True)
class Calendar:
    """Monday to Friday are worked, except as ``special`` says (True = worked, False = off).

    ``spans`` are the hours of a worked day; from each date of ``later_spans`` on, its own; ``special_spans`` gives
    single days hours of their own (a half day before Tết, a made-up Saturday morning).
    """

    special: Mapping[date, bool] = field(default_factory=dict)
    spans: Spans = OFFICE_HOURS
    special_spans: Mapping[date, Spans] = field(default_factory=dict)
    later_spans: tuple[tuple[date, Spans], ...] = ()
    days: Days = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for spans in (self.spans, *self.special_spans.values(), *(spans for _, spans in self.later_spans)):
            check_spans(spans)
        object.__setattr__(self, "days", Days(self))

    def day(self, on: date) -> Day:
        regular = self._regular_spans(on)
        length = _length(_shape(regular))
        if not self.special.get(on, on.weekday() < SATURDAY):
            return Day((), 0, length)
        shape = _shape(self.special_spans.get(on, regular))
        return Day(shape, _length(shape), length)

    def as_if(self, changes: Mapping[date, bool | None]) -> Calendar:
        """The calendar it would be if those days were worked (True), off (False) or what their weekday says (None)."""
        kept = {on: worked for on, worked in self.special.items() if on not in changes}
        special = kept | {on: worked for on, worked in changes.items() if worked is not None}
        spans = {on: spans for on, spans in self.special_spans.items() if on not in changes}
        return Calendar(special, self.spans, spans, self.later_spans)

    def _regular_spans(self, on: date) -> Spans:
        spans = self.spans
        for since, later in self.later_spans:
            if since <= on:
                spans = later
        return spans


def _shape(spans: Spans) -> tuple[tuple[int, int], ...]:
    return tuple((microseconds(opening), microseconds(closing)) for opening, closing in spans)


def _length(shape: tuple[tuple[int, int], ...]) -> int:
    return sum(closing - opening for opening, closing in shape)

"""Whose every stretch of a dossier's life was: a unit, an officer, the citizen, another agency, a payment. Pure.

Only what the law lets stand still is taken off the office: a supplement, a confirmation or a payment by the citizen,
another agency's answer. An outage, an internal queue or an absent leader is the office's own time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from math import inf

from motcua.dossiers.stepclock import StepDue
from motcua.worktime.rules import Calendar, working_minutes


class Holder(StrEnum):
    """Who had the dossier. A unit = whoever sits in the step's seat; an officer = one named person there."""

    UNIT = "unit"
    OFFICER = "officer"
    CITIZEN = "citizen"
    AGENCY = "agency"
    PAYMENT = "payment"
    CLOSED = "closed"  # it had ended, and was opened again later


CLOSED = "closed"

# The reason of a pause of the clock → whose time it is; any other reason takes nothing off the office.
WAITED_FOR = {
    "supplement": Holder.CITIZEN,
    "citizen": Holder.CITIZEN,
    "payment": Holder.PAYMENT,
    "agency": Holder.AGENCY,
    CLOSED: Holder.CLOSED,
}


@dataclass(frozen=True, slots=True)
class Hold:
    """One step at one office: ``dues`` in order of time, ``held_by`` = (from when on, account or None).

    ``outside`` when the step itself waits for somebody else (a payment gate); ``until`` None while it is open.
    """

    organisation_id: int
    step: str
    since: datetime
    until: datetime | None
    dues: tuple[StepDue, ...] = ()
    held_by: tuple[tuple[datetime, int | None], ...] = ()
    outside: Holder | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    since: datetime
    until: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the life without a gap before or after it. Minutes are working minutes of the holder's office.

    ``allowed_minutes``: what the step had from its beginning, or its resumption, until it was due (None = no limit);
    ``late_minutes``: how much of the stretch lies after that. Who is waited for outside is never late here.
    """

    since: datetime
    until: datetime
    working_minutes: int
    who: Holder
    organisation_id: int
    account_id: int | None
    step: str
    allowed_minutes: int | None
    late_minutes: int


type Calendars = Callable[[int], Calendar]


def stretches(
    *,
    begin: datetime,
    end: datetime,
    holds: Sequence[Hold],
    pauses: Sequence[Pause],
    organisation_id: int,
    calendars: Calendars,
) -> list[Stretch]:
    """The life from ``begin`` to ``end`` in stretches that follow each other without gap or overlap.

    Of several open steps the one due first has the moment. Between steps it is with ``organisation_id``, the competent
    body. Empty when ``end`` is not after ``begin``.
    """
    edges = sorted({begin, end, *(at for at in _edges(holds, pauses) if begin < at < end)})
    found: list[Stretch] = []
    for since, until in pairwise(edges):
        piece = _piece(since, until, holds, pauses, organisation_id, calendars)
        if found and _same(found[-1], piece):
            found[-1] = _joined(found[-1], piece, calendars)
        else:
            found.append(piece)
    return found


def _edges(holds: Sequence[Hold], pauses: Sequence[Pause]) -> Iterator[datetime]:
    for hold in holds:
        yield hold.since
        yield from (due.since for due in hold.dues)
        yield from (at for at, _account in hold.held_by)
        if hold.until is not None:
            yield hold.until
    for pause in pauses:
        yield pause.since
        if pause.until is not None:
            yield pause.until


def _piece(
    since: datetime,
    until: datetime,
    holds: Sequence[Hold],
    pauses: Sequence[Pause],
    organisation_id: int,
    calendars: Calendars,
) -> Stretch:
    """One piece between two edges: nothing changes inside it."""
    open_then = [hold for hold in holds if hold.since <= since and (hold.until is None or hold.until > since)]
    waited_for = next((WAITED_FOR[pause.reason] for pause in pauses if _rests(pause, since)), None)
    hold = min(open_then, key=lambda one: _turn(one, since), default=None)
    office = hold.organisation_id if hold else organisation_id
    calendar = calendars(office)
    outside = waited_for or (hold.outside if hold else None)
    due = _due(hold, since) if hold and outside is None else None
    account = _account(hold, since) if hold and outside is None else None
    return Stretch(
        since=since,
        until=until,
        working_minutes=working_minutes(calendar, since, until),
        who=outside or (Holder.OFFICER if account is not None else Holder.UNIT),
        organisation_id=office,
        account_id=account,
        step=hold.step if hold else "",
        allowed_minutes=working_minutes(calendar, due.counted_from, due.at) if due is not None else None,
        late_minutes=working_minutes(calendar, max(since, due.at), until) if due is not None else 0,
    )


def _turn(hold: Hold, at: datetime) -> tuple[bool, float, str]:
    """Whose moment it is when several are open: an office before who is waited for, and what is due first."""
    due = _due(hold, at)
    return hold.outside is not None, due.at.timestamp() if due is not None else inf, hold.step


def _rests(pause: Pause, at: datetime) -> bool:
    return pause.reason in WAITED_FOR and pause.since <= at and (pause.until is None or pause.until > at)


def _due(hold: Hold, at: datetime) -> StepDue | None:
    place = bisect_right(hold.dues, at, key=lambda one: one.since)
    return hold.dues[place - 1] if place else None


def _account(hold: Hold, at: datetime) -> int | None:
    place = bisect_right(hold.held_by, at, key=lambda one: one[0])
    return hold.held_by[place - 1][1] if place else None


def _same(one: Stretch, other: Stretch) -> bool:
    """Whether ``other`` only goes on with what ``one`` was."""
    return (one.who, one.organisation_id, one.account_id, one.step, one.allowed_minutes) == (
        other.who,
        other.organisation_id,
        other.account_id,
        other.step,
        other.allowed_minutes,
    )


def _joined(one: Stretch, other: Stretch, calendars: Calendars) -> Stretch:
    return Stretch(
        since=one.since,
        until=other.until,
        working_minutes=working_minutes(calendars(one.organisation_id), one.since, other.until),
        who=one.who,
        organisation_id=one.organisation_id,
        account_id=one.account_id,
        step=one.step,
        allowed_minutes=one.allowed_minutes,
        late_minutes=one.late_minutes + other.late_minutes,
    )

"""The dry run of a rule: what would be told to whom now. Nothing is written, nothing is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.dossiers.enums import AlertKind, Tell
from motcua.dossiers.watching.addressing import Addressed, Matter, addressed
from motcua.dossiers.watching.bounds import behind, moments
from motcua.dossiers.watching.escalating import tally
from motcua.dossiers.watching.finding import Found, find
from motcua.identity.models import Account, Organisation

SHOWN = 50  # dossiers named, the oldest first
ASKED = 5000  # dossiers whose people are looked up


@dataclass(frozen=True, slots=True)
class Example:
    code: str
    office: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """``dossiers`` would alert now; ``officers`` (name, how many) and ``citizens`` (of how many dossiers) be told.

    ``offices`` = (name, how many). ``unheard``: dossiers of which nobody would hear. People and the unheard are
    those of the first ``ASKED``; ``whole`` says whether that was all.
    """

    dossiers: int
    offices: tuple[tuple[str, int], ...]
    officers: tuple[tuple[str, int], ...]
    citizens: int
    unheard: int
    examples: tuple[Example, ...]
    whole: bool


def rehearse(
    *, kind: AlertKind, after_minutes: int, tell: Collection[str], organisation_id: int | None, at: datetime
) -> Rehearsal:
    """What a rule would do if it were approved at ``at`` and nothing had been told before."""
    found = [one for one in find(kind, at=at) if organisation_id in {None, one.organisation_id}]
    ripe = _ripe(found, after_minutes, at)
    asked = ripe[:ASKED]
    people = addressed([Matter(one.dossier_id, one.task_id, one.organisation_id) for one in asked], tell, at=at)
    names = dict(Organisation.objects.values_list("pk", "short_name"))
    citizen = Tell.CITIZEN in tell
    offices = Counter(names[one.organisation_id] for one in ripe)
    return Rehearsal(
        dossiers=len({one.dossier_id for one in ripe}),
        offices=tuple(offices.most_common()),
        officers=_officers(people),
        citizens=len({one.dossier_id for one in ripe}) if citizen else 0,
        unheard=0 if citizen else sum(not found.accounts for found in people),
        examples=tuple(
            Example(found.code, names[one.organisation_id], one.since)
            for one, found in zip(asked[:SHOWN], people[:SHOWN], strict=True)
        ),
        whole=len(ripe) <= ASKED,
    )


def _ripe(found: Sequence[Found], after_minutes: int, at: datetime) -> list[Found]:
    offices = sorted({one.organisation_id for one in found})
    cut_offs = dict(zip(offices, moments(offices, lambda calendar: behind(calendar, at, after_minutes)), strict=True))
    return [one for one in found if one.since <= cut_offs[one.organisation_id]]


def _officers(people: Sequence[Addressed]) -> tuple[tuple[str, int], ...]:
    counts = tally(people)
    names = dict(Account.objects.filter(pk__in=counts).values_list("pk", "display_name"))
    return tuple((names[account_id], number) for account_id, number in counts.most_common())

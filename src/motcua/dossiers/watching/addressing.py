"""Whom an alert is told to: seats resolved to the people who sit there today."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from motcua.dossiers.enums import Tell
from motcua.identity.enums import Role
from motcua.identity.holding import Holding, holding
from motcua.identity.models import Organisation
from motcua.kernel.clock import local

LEADING = {Tell.HEAD: Role.HEAD, Tell.LEADER: Role.LEADER, Tell.ORG_ADMIN: Role.ORG_ADMIN}

# The task of the alert, else every open one of its dossier.
WHERE = """
SELECT w.place, d.code, d.organisation_id, t.organisation_id, t.role, t.assignee_id
FROM unnest(%(dossiers)s::uuid[], %(tasks)s::bigint[]) WITH ORDINALITY AS w(dossier_id, task_id, place)
JOIN dossiers_dossier d ON d.id = w.dossier_id
LEFT JOIN workflow_task t ON t.subject_id = d.id AND t.state IN ('open', 'paused')
     AND (w.task_id IS NULL OR t.id = w.task_id)
"""


@dataclass(frozen=True, slots=True)
class Matter:
    """What an alert is about: a dossier, perhaps one task of it, and the office whose it is to mend."""

    dossier_id: uuid.UUID
    task_id: int | None
    organisation_id: int


@dataclass(slots=True)
class Addressed:
    """``code`` of the matter's dossier and the accounts to be told."""

    code: str
    accounts: set[int]


class Seats:
    """Who sits where today, and which body stands above which; two queries for all questions."""

    def __init__(self, at: datetime) -> None:
        self._held: Holding = holding(local(at).date())
        self._above: Mapping[int, int | None] = dict(Organisation.objects.values_list("pk", "parent_id"))

    def at_step(self, organisation_id: int, role: str, assignee_id: int | None) -> set[int]:
        """Who has the task, while that one still sits there; else everybody in the seat."""
        seated = set(self._held.of(organisation_id, role))
        return {assignee_id} if assignee_id in seated and assignee_id is not None else seated

    def leading(self, role: Role, *organisations: int) -> set[int]:
        """Who holds ``role`` in the first of the bodies that has such a one, else in the nearest above the first."""
        for organisation_id in (*organisations, *self._upwards(organisations[0])):
            found = self._held.of(organisation_id, role.value)
            if found:
                return set(found)
        return set()

    def _upwards(self, organisation_id: int) -> Sequence[int]:
        chain = []
        above = self._above.get(organisation_id)
        while above is not None and above not in chain:
            chain.append(above)
            above = self._above.get(above)
        return chain


def addressed(matters: Sequence[Matter], tell: Collection[str], *, at: datetime) -> list[Addressed]:
    """For each matter, in order, the officers that ``tell`` means; citizens are not accounts and not in it."""
    seats = Seats(at)
    rows = _rows(matters)
    return [_one(matter, rows[place], tell, seats) for place, matter in enumerate(matters, start=1)]


type _Row = tuple[str, int, int | None, str | None, int | None]


def _rows(matters: Sequence[Matter]) -> dict[int, list[_Row]]:
    found: dict[int, list[_Row]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            WHERE,
            {"dossiers": [one.dossier_id for one in matters], "tasks": [one.task_id for one in matters]},
        )
        for place, *row in cursor.fetchall():
            found[place].append((row[0], row[1], row[2], row[3], row[4]))
    return found


def _one(matter: Matter, rows: Sequence[_Row], tell: Collection[str], seats: Seats) -> Addressed:
    code, competent = (rows[0][0], rows[0][1]) if rows else ("", matter.organisation_id)
    accounts: set[int] = set()
    if Tell.ASSIGNEE in tell:
        for _code, _competent, organisation_id, role, assignee_id in rows:
            if organisation_id is not None and role is not None:
                accounts |= seats.at_step(organisation_id, role, assignee_id)
    if Tell.ASSIGNEE in tell and not accounts:
        # No task is open (a result under way): whose it is to mend is the counter, or who leads.
        accounts |= seats.leading(Role.RECEPTION, matter.organisation_id, competent)
    for said, role in LEADING.items():
        if said in tell:
            accounts |= seats.leading(role, matter.organisation_id, competent)
    return Addressed(code, accounts)

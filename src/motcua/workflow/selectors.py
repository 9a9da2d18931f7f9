"""Where a subject stands, and what waits for somebody."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from motcua.identity.askers import Asker
from motcua.workflow.models import Task

# One short walk along the partial index (organisation, role, due_at, id) a seat, then a merge: the cost depends on the
# page, not on how much waits. Open tasks always have a due time.
WAITING = """
SELECT waiting.id FROM unnest(%(organisations)s::bigint[], %(roles)s::text[]) AS seat(organisation_id, role)
CROSS JOIN LATERAL (
    SELECT id, due_at FROM workflow_task t
    WHERE t.state = 'open' AND t.organisation_id = seat.organisation_id AND t.role = seat.role {whose} {after}
    ORDER BY t.due_at, t.id LIMIT %(limit)s
) AS waiting
ORDER BY waiting.due_at, waiting.id LIMIT %(limit)s
"""
WHOSE = {
    "all": "",
    "mine": "AND t.assignee_id = ANY(%(accounts)s)",
    "free": "AND t.assignee_id IS NULL",
}
AFTER = "AND (t.due_at, t.id) > (%(due_at)s::timestamptz, %(id)s::bigint)"
COUNTS = """
SELECT count(*) FILTER (WHERE t.assignee_id = ANY(%(accounts)s)), count(*) FILTER (WHERE t.assignee_id IS NULL),
       count(*), count(*) FILTER (WHERE t.due_at < %(now)s)
FROM unnest(%(organisations)s::bigint[], %(roles)s::text[]) AS seat(organisation_id, role)
JOIN workflow_task t ON t.state = 'open' AND t.organisation_id = seat.organisation_id AND t.role = seat.role
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many open tasks wait in the asker's seats."""

    mine: int
    free: int
    all: int
    overdue: int


def open_task(subject_id: uuid.UUID) -> Task | None:
    """The task the subject waits at, paused or not; None before the start and after the end."""
    return (
        Task.objects.filter(subject_id=subject_id)
        .exclude(state=Task.State.DONE)
        .select_related("organisation", "assignee")
        .first()
    )


def tasks_of(subject_id: uuid.UUID) -> list[Task]:
    """All tasks of a subject in the order they were opened."""
    return list(
        Task.objects.filter(subject_id=subject_id).select_related("organisation", "assignee", "done_by").order_by("id")
    )


def last_assignee(*, subject_id: uuid.UUID, step: str) -> int | None:
    """Who did ``step`` of the subject last, else who had it: whom it goes back to."""
    task = Task.objects.filter(subject_id=subject_id, step=step).order_by("-id").first()
    return (task.done_by_id or task.assignee_id) if task else None


def waiting(
    asker: Asker, *, whose: str = "all", limit: int = 50, after: tuple[datetime, int] | None = None
) -> list[Task]:
    """Open tasks of the asker's seats by due time; ``after`` = (due_at, id) of the last one seen.

    ``whose``: all; mine (also of those the asker stands in for); free (nobody's). Two queries for any number of seats.
    """
    organisations, roles = _seats(asker)
    if not organisations:
        return []
    parameters: dict[str, Any] = {
        "organisations": organisations,
        "roles": roles,
        "accounts": _accounts(asker),
        "limit": limit,
        "due_at": after[0] if after else None,
        "id": after[1] if after else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(WAITING.format(whose=WHOSE[whose], after=AFTER if after else ""), parameters)
        ids = [row[0] for row in cursor.fetchall()]
    tasks = Task.objects.filter(pk__in=ids).select_related("organisation", "assignee")
    return sorted(tasks, key=lambda task: ids.index(task.pk))


def counts(asker: Asker, *, now: datetime) -> Counts:
    """What the tabs of the inbox show."""
    organisations, roles = _seats(asker)
    parameters: dict[str, Any] = {"organisations": organisations, "roles": roles}
    parameters |= {"accounts": _accounts(asker), "now": now}
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, parameters)
        return Counts(*cursor.fetchone())


def _accounts(asker: Asker) -> list[int]:
    """The asker's own account and those the asker stands in for."""
    accounts = {asker.account_id, *(seat.for_account_id for seat in asker.seats)}
    return sorted(account for account in accounts if account is not None)


def _seats(asker: Asker) -> tuple[list[int], list[str]]:
    """The asker's seats as two parallel columns, each pair once."""
    pairs = sorted({(seat.organisation_id, role.value) for seat in asker.seats for role in seat.roles})
    return [organisation for organisation, _role in pairs], [role for _organisation, role in pairs]

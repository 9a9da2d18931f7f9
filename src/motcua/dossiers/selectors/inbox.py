"""An officer's inbox: open tasks of the seats held, in order of due time, by keyset."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Status
from motcua.identity.askers import Asker

PAGE = 30
COUNTED_UP_TO = 500
SOON = timedelta(hours=24)
VIEWS = ("waiting", "mine", "soon", "overdue", "supplement", "to_sign")

COLUMNS = "t.id, t.step, t.name, t.role, t.organisation_id, t.assignee_id, t.due_at"

# One short index scan a seat, merged: the planner would otherwise sort every open task of the office.
INBOX = """
SELECT {columns}, d.id, d.code, d.applicant_name, d.status, d.due_at, d.version_id, d.submitted_at, a.display_name
FROM unnest(%(organisations)s::bigint[], %(roles)s::text[]) AS seat(organisation_id, role)
CROSS JOIN LATERAL (
    SELECT {columns}, t.subject_id FROM workflow_task t
    WHERE t.organisation_id = seat.organisation_id AND t.role = seat.role AND t.state = '{state}' {filters}
    ORDER BY t.due_at, t.id LIMIT %(limit)s::int
) t
JOIN dossiers_dossier d ON d.id = t.subject_id
LEFT JOIN identity_account a ON a.id = t.assignee_id
ORDER BY t.due_at, t.id LIMIT %(limit)s::int
"""

COUNT = """
(SELECT count(*) FROM (
    SELECT 1 FROM unnest(%(organisations)s::bigint[], %(roles)s::text[]) AS seat(organisation_id, role)
    JOIN workflow_task t ON t.organisation_id = seat.organisation_id AND t.role = seat.role
    WHERE t.state = '{state}' {filters} LIMIT %(limit)s::int
) counted)
"""

FILTERS = {
    "waiting": "AND t.assignee_id IS NULL",
    "mine": "AND t.assignee_id = ANY(%(accounts)s::bigint[])",
    "soon": "AND t.due_at BETWEEN %(now)s::timestamptz AND %(soon)s::timestamptz",
    "overdue": "AND t.due_at < %(now)s::timestamptz",
    "supplement": "",
    "to_sign": "AND t.role = 'leader'",
    "all": "",
}
STATES = {view: "paused" if view == "supplement" else "open" for view in FILTERS}
COUNTS = "SELECT " + ", ".join(COUNT.format(state=STATES[view], filters=FILTERS[view]) for view in VIEWS)
PROCEDURE = (
    "AND EXISTS (SELECT 1 FROM dossiers_dossier x WHERE x.id = t.subject_id"
    " AND x.version_id = ANY(%(versions)s::bigint[]))"
)
TEXT = (
    "AND EXISTS (SELECT 1 FROM dossiers_dossier x WHERE x.id = t.subject_id"
    " AND (x.code ILIKE %(text)s::text OR x.applicant_name ILIKE %(text)s::text))"
)
AFTER = "AND (t.due_at, t.id) > (%(after_due)s::timestamptz, %(after_id)s::bigint)"


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """``view`` of ``VIEWS`` or "all"; ``organisation_id`` one of the asker's; ``after`` = the last row's cursor."""

    view: str = "waiting"
    organisation_id: int | None = None
    version_ids: tuple[int, ...] = ()
    text: str = ""
    after: tuple[datetime, int] | None = None


@dataclass(frozen=True, slots=True)
class InboxRow:
    task_id: int
    step: str
    step_name: str
    role: str
    organisation_id: int
    assignee_id: int | None
    task_due_at: datetime
    dossier_id: uuid.UUID
    code: str
    applicant_name: str
    status: Status
    due_at: datetime | None
    version_id: int
    submitted_at: datetime
    assignee_name: str | None

    @property
    def procedure(self) -> str:
        return version_bundle(self.version_id).plain_name

    @property
    def cursor(self) -> tuple[datetime, int]:
        return self.task_due_at, self.task_id


@dataclass(frozen=True, slots=True)
class InboxPage:
    rows: list[InboxRow]
    next_after: tuple[datetime, int] | None


def inbox(asker: Asker, chosen: InboxFilter, *, at: datetime) -> InboxPage:
    """One page of the inbox; empty for one without seats. Two officers in one seat see the same unassigned tasks."""
    parameters = _parameters(asker, chosen, at, PAGE + 1)
    if not parameters["organisations"]:
        return InboxPage([], None)
    statement = INBOX.format(columns=COLUMNS, filters=_filters(chosen), state=STATES[chosen.view])
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = [_row(row) for row in cursor.fetchall()]
    more = len(rows) > PAGE
    return InboxPage(rows[:PAGE], rows[PAGE - 1].cursor if more else None)


def inbox_counts(asker: Asker, *, at: datetime) -> dict[str, int]:
    """How many tasks each view holds, counted no further than ``COUNTED_UP_TO``."""
    parameters = _parameters(asker, InboxFilter(), at, COUNTED_UP_TO)
    if not parameters["organisations"]:
        return dict.fromkeys(VIEWS, 0)
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, parameters)
        return dict(zip(VIEWS, cursor.fetchone(), strict=True))


def _filters(chosen: InboxFilter) -> str:
    parts = [FILTERS[chosen.view]]
    if chosen.version_ids:
        parts.append(PROCEDURE)
    if chosen.text:
        parts.append(TEXT)
    if chosen.after:
        parts.append(AFTER)
    return " ".join(parts)


def _parameters(asker: Asker, chosen: InboxFilter, at: datetime, limit: int) -> dict[str, Any]:
    seats = {
        (seat.organisation_id, role.value)
        for seat in asker.seats
        for role in seat.roles
        if chosen.organisation_id in {None, seat.organisation_id}
    }
    organisations: Sequence[int] = [organisation for organisation, _role in sorted(seats)]
    return {
        "organisations": organisations,
        "roles": [role for _organisation, role in sorted(seats)],
        "accounts": [asker.account_id, *{seat.for_account_id for seat in asker.seats if seat.for_account_id}],
        "now": at,
        "soon": at + SOON,
        "versions": list(chosen.version_ids),
        "text": f"%{chosen.text.strip()}%",
        "after_due": chosen.after[0] if chosen.after else None,
        "after_id": chosen.after[1] if chosen.after else None,
        "limit": limit,
    }


def _row(row: Sequence[Any]) -> InboxRow:
    values: list[Any] = [*row[:10], Status(row[10]), *row[11:]]
    return InboxRow(*values)

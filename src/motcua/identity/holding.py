"""Who holds which role where on a day, all of them at once: for the watchers, who look at the whole province."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

# As ``seats.SEATS``, for everybody: a lent seat falls with the lender's assignment, account or role.
HELD = """
SELECT p.organisation_id, r.role, a.account_id
FROM identity_assignment a
JOIN identity_position p ON p.id = a.position_id
JOIN identity_account c ON c.id = a.account_id AND c.is_active
CROSS JOIN LATERAL jsonb_array_elements_text(p.roles) AS r(role)
WHERE a.valid_from <= %(on)s::date AND (a.valid_to IS NULL OR a.valid_to >= %(on)s::date)
UNION
SELECT p.organisation_id, d.role, d.delegate_id
FROM identity_delegation d
JOIN identity_assignment a ON a.id = d.assignment_id
JOIN identity_position p ON p.id = a.position_id
JOIN identity_account l ON l.id = a.account_id AND l.is_active
JOIN identity_account c ON c.id = d.delegate_id AND c.is_active
WHERE d.revoked_at IS NULL AND p.roles ? d.role
  AND d.valid_from <= %(on)s::date AND (d.valid_to IS NULL OR d.valid_to >= %(on)s::date)
  AND a.valid_from <= %(on)s::date AND (a.valid_to IS NULL OR a.valid_to >= %(on)s::date)
ORDER BY 1, 2, 3
"""


@dataclass(frozen=True, slots=True)
class Holding:
    """``seats``: (organisation, role, account), own and lent."""

    seats: tuple[tuple[int, str, int], ...]
    _by_seat: dict[tuple[int, str], list[int]] = field(default_factory=lambda: defaultdict(list), init=False)

    def __post_init__(self) -> None:
        for organisation_id, role, account_id in self.seats:
            self._by_seat[organisation_id, role].append(account_id)

    def of(self, organisation_id: int, role: str) -> tuple[int, ...]:
        """The accounts that hold ``role`` there, none when the seat is empty."""
        return tuple(self._by_seat.get((organisation_id, role), ()))


def holding(on: date) -> Holding:
    """One query."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, {"on": on})
        return Holding(tuple(cursor.fetchall()))

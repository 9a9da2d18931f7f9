"""An officer's seats on a day, own and lent, in one query: every request of the desk asks for them."""

from __future__ import annotations

from datetime import date

from django.db import connection

from motcua.identity.askers import Seat
from motcua.identity.enums import Role

# A lent seat falls with the lender's assignment, account or role; what was lent is not lent on.
SEATS = """
SELECT p.organisation_id, ARRAY(SELECT jsonb_array_elements_text(p.roles)), p.title, NULL::bigint, '', 0 AS lent, a.id
FROM identity_assignment a
JOIN identity_position p ON p.id = a.position_id
JOIN identity_organisation o ON o.id = p.organisation_id
WHERE a.account_id = %(account)s::bigint
  AND a.valid_from <= %(on)s::date AND (a.valid_to IS NULL OR a.valid_to >= %(on)s::date)
  AND o.valid_from <= %(on)s::date AND (o.valid_to IS NULL OR o.valid_to >= %(on)s::date)
UNION ALL
SELECT p.organisation_id, ARRAY[d.role::text], p.title, a.account_id, l.display_name, 1, d.id
FROM identity_delegation d
JOIN identity_assignment a ON a.id = d.assignment_id
JOIN identity_position p ON p.id = a.position_id
JOIN identity_organisation o ON o.id = p.organisation_id
JOIN identity_account l ON l.id = a.account_id
WHERE d.delegate_id = %(account)s::bigint AND d.revoked_at IS NULL AND l.is_active AND p.roles ? d.role
  AND d.valid_from <= %(on)s::date AND (d.valid_to IS NULL OR d.valid_to >= %(on)s::date)
  AND a.valid_from <= %(on)s::date AND (a.valid_to IS NULL OR a.valid_to >= %(on)s::date)
  AND o.valid_from <= %(on)s::date AND (o.valid_to IS NULL OR o.valid_to >= %(on)s::date)
ORDER BY 6, 7
"""


def seats_of(account_id: int, *, on: date) -> tuple[Seat, ...]:
    """Own seats first, then one a delegation."""
    with connection.cursor() as cursor:
        cursor.execute(SEATS, {"account": account_id, "on": on})
        rows = cursor.fetchall()
    return tuple(
        Seat(
            organisation_id=organisation_id,
            roles=frozenset(map(Role, roles)),
            title=title,
            for_account_id=lender_id,
            for_name=lender,
        )
        for organisation_id, roles, title, lender_id, lender, _lent, _pk in rows
    )

"""Who and where by name, for choosing: bodies of an officer's seats, colleagues of a body, what was lent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.identity.models import Account, Assignment, Delegation, Organisation
from motcua.identity.selectors import valid


@dataclass(frozen=True, slots=True)
class Lent:
    """A delegation as a line: ``mine`` = given by the asker, else received."""

    id: int
    role: Role
    organisation: str
    lender: str
    receiver: str
    reason: str
    valid_from: date
    valid_to: date
    revoked_at: datetime | None
    mine: bool

    def in_force(self, on: date) -> bool:
        return self.revoked_at is None and self.valid_from <= on <= self.valid_to

    def can_end(self, on: date) -> bool:
        return self.mine and self.revoked_at is None and on <= self.valid_to


def names_of_organisations(ids: Collection[int]) -> dict[int, str]:
    """Short names by id, in alphabetical order."""
    rows = Organisation.objects.filter(pk__in=ids).order_by("short_name", "pk")
    return dict(rows.values_list("pk", "short_name"))


def account_names(ids: Collection[int]) -> dict[int, str]:
    """Names of accounts by id."""
    return dict(Account.objects.filter(pk__in=ids).values_list("pk", "display_name")) if ids else {}


def working_bodies() -> dict[int, str]:
    """Short names of the open bodies in which anybody has a post, in alphabetical order."""
    held = Organisation.objects.filter(valid_to=None, positions__isnull=False).distinct()
    return dict(held.order_by("short_name", "pk").values_list("pk", "short_name"))


def colleagues(organisation_ids: Collection[int], *, on: date) -> list[Account]:
    """Officers with a position in one of the bodies that day, by name."""
    held = Assignment.objects.filter(valid(on), position__organisation_id__in=organisation_ids)
    return list(Account.objects.filter(pk__in=held.values("account_id"), is_active=True).order_by("display_name", "pk"))


def delegations_of(asker: Asker, *, limit: int = 50) -> list[Lent]:
    """What the asker lent or was lent, the newest first."""
    rows = Delegation.objects.select_related(
        "assignment__account", "assignment__position__organisation", "delegate"
    ).order_by("-created_at", "-pk")
    given = rows.filter(assignment__account_id=asker.account_id or 0)
    received = rows.filter(delegate_id=asker.account_id or 0)
    found = sorted((*given[:limit], *received[:limit]), key=lambda row: row.created_at, reverse=True)
    return [_lent(row, asker) for row in found[:limit]]


def _lent(row: Delegation, asker: Asker) -> Lent:
    return Lent(
        id=row.pk,
        role=Role(row.role),
        organisation=row.assignment.position.organisation.short_name,
        lender=row.assignment.account.display_name,
        receiver=row.delegate.display_name,
        reason=row.reason,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        revoked_at=row.revoked_at,
        mine=row.assignment.account_id == asker.account_id,
    )

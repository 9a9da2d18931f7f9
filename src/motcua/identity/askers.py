"""The asker: who wants to see or do something, in which seats, at this moment.

Built once a request from positions, delegations or the login, never cached beyond it, so that a change of position
takes effect at the next click.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from motcua.identity.enums import Role


class AskerKind(StrEnum):
    ANONYMOUS = "anonymous"
    CITIZEN = "citizen"
    OFFICER = "officer"
    MACHINE = "machine"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Seat:
    """One organisation and the roles the asker has there; ``for_name`` when by delegation."""

    organisation_id: int
    roles: frozenset[Role]
    title: str = ""
    for_account_id: int | None = None
    for_name: str = ""


@dataclass(frozen=True, slots=True)
class Asker:
    kind: AskerKind
    account_id: int | None = None
    name: str = ""
    person_id: uuid.UUID | None = None
    business_ids: frozenset[uuid.UUID] = frozenset()
    seats: tuple[Seat, ...] = ()
    scopes: frozenset[str] = frozenset()
    client_id: str = ""
    assurance: int = 0
    request_id: str = field(default="", compare=False)

    @property
    def ref(self) -> str:
        """How audit rows name the asker: ``officer:12``, ``citizen:7``, ``machine:abc``, ``anonymous``."""
        tail = self.client_id or (str(self.account_id) if self.account_id else "")
        return f"{self.kind.value}:{tail}" if tail else self.kind.value

    @property
    def officer_id(self) -> int:
        """The account of the officer who acts; asking it of anybody else is a bug."""
        if self.account_id is None or self.kind is not AskerKind.OFFICER:
            raise ValueError(f"{self.ref} is not an officer")
        return self.account_id

    def holds(self, role: Role, organisation_id: int) -> bool:
        return any(seat.organisation_id == organisation_id and role in seat.roles for seat in self.seats)

    def seat_for(self, role: Role, organisation_id: int) -> Seat | None:
        """The seat in which the asker would use ``role`` there; an own seat before a delegated one."""
        found = [seat for seat in self.seats if seat.organisation_id == organisation_id and role in seat.roles]
        return min(found, key=lambda seat: seat.for_account_id is not None, default=None)

    def organisations_with(self, *roles: Role) -> frozenset[int]:
        """Ids of the organisations where the asker holds any of ``roles`` (any role at all when none is named)."""
        return frozenset(seat.organisation_id for seat in self.seats if not roles or seat.roles & set(roles))


ANONYMOUS = Asker(kind=AskerKind.ANONYMOUS)
SYSTEM = Asker(kind=AskerKind.SYSTEM, name="Hệ thống")

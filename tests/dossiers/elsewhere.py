"""A ministry's system, as the tests of mirrors hear from it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from motcua.dossiers.records.hearing import Opening, Told
from motcua.dossiers.records.mirroring import Heard, hear
from motcua.dossiers.services.parties import Party
from motcua.identity.askers import Asker, AskerKind, Seat
from motcua.identity.enums import OrganisationKind
from motcua.identity.models import Organisation
from tests.dossiers.world import SINCE, World

SYSTEM, CODE = "bo-thu", "G99.1-261116-000001"
ROUTE = {"name": "Hệ thống của Bộ Thử", "organisation": "G99", "acts": []}
LISTENER = {"name": "Cổng Thử", "acts": ["receive", "sign"]}


def machine(world: World, *, code: str = "G99", scopes: frozenset[str] = frozenset({"mirror"})) -> Asker:
    body, _made = Organisation.objects.get_or_create(
        code=code,
        defaults={"name": "Bộ Thử", "short_name": "Bộ Thử", "kind": OrganisationKind.AGENCY, "valid_from": SINCE},
    )
    seat = Seat(organisation_id=body.pk, roles=frozenset())
    return Asker(kind=AskerKind.MACHINE, client_id=f"machine-{code}", name="Máy", seats=(seat,), scopes=scopes)


def opening(world: World, **changes: Any) -> Opening:
    values: dict[str, Any] = {
        "procedure": "9.000001",
        "organisation": "H99.1",
        "submitted_at": world.at,
        "acting": Party(full_name="Phạm Thị Xa", id_number="099000000055"),
    }
    return Opening(**(values | changes))


def told(world: World, sequence: int, status: int, *, after: int = 0, **changes: Any) -> Told:
    """``after`` = hours after the world's moment."""
    return Told(sequence=sequence, at=world.at + timedelta(hours=after), status=status, **changes)


def heard(world: World, event: Told, *, at: datetime | None = None, code: str = CODE, **changes: Any) -> Heard:
    values: dict[str, Any] = {"asker": machine(world), "opening": opening(world)} | changes
    moment = at or world.at + timedelta(days=9)
    return hear(system=SYSTEM, external_code=code, told=event, at=moment, **values)

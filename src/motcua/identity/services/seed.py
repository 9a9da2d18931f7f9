"""Loading the province's organisations and positions from ``data/organisations``. Safe to repeat: differences only."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from motcua.audit.services.entries import record
from motcua.identity.askers import SYSTEM
from motcua.identity.enums import OrganisationKind, Role
from motcua.identity.models import Organisation, Position
from motcua.places.enums import UnitKind
from motcua.places.models import Unit

SINCE = date(2025, 7, 1)
_WRITTEN = ("name", "short_name", "kind", "parent_id", "place_id", "address")

type Row = dict[str, str]


@transaction.atomic
def seed(at: datetime) -> int:
    """Organisations and positions as the files say, after ``places``; returns how many rows were written."""
    known = {organisation.code: organisation for organisation in Organisation.objects.filter(valid_from=SINCE)}
    written = 0
    for level in _levels([*_rows("province.csv"), *_rows("communes.csv")]):
        written += _store(level, known)
    written += _store_positions(known)
    if written:
        record(
            asker=SYSTEM,
            action="organisations.seeded",
            object_kind="province",
            object_ref=settings.PROVINCE_IDENTIFIER,
            details={"rows": written},
            at=at,
        )
    return written


def _rows(name: str) -> list[Row]:
    with (Path(settings.BASE_DIR) / "data" / "organisations" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _levels(rows: list[Row]) -> list[list[Row]]:
    """Rows in layers, so that a layer's parents lie in the layers before it."""
    levels: list[list[Row]] = []
    placed = {""}
    while rows:
        ready = [row for row in rows if row["parent"] in placed]
        if not ready:
            raise ValueError(f"organisations without a parent in the files: {[row['code'] for row in rows]}")
        levels.append(ready)
        placed |= {row["code"] for row in ready}
        rows = [row for row in rows if row["code"] not in placed]
    return levels


def _store(rows: list[Row], known: dict[str, Organisation]) -> int:
    places = _places({row["place"] for row in rows})
    missing: list[Organisation] = []
    changed: list[Organisation] = []
    for row in rows:
        new = Organisation(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            kind=row["kind"],
            parent=known[row["parent"]] if row["parent"] else None,
            place_id=places[row["place"]],
            address=row["address"],
            valid_from=SINCE,
        )
        old = known.setdefault(row["code"], new)
        if old is new:
            missing.append(new)
        elif any(getattr(old, field) != getattr(new, field) for field in _WRITTEN):
            for field in _WRITTEN:
                setattr(old, field, getattr(new, field))
            changed.append(old)
    Organisation.objects.bulk_create(missing, batch_size=1000)
    Organisation.objects.bulk_update(changed, [field.removesuffix("_id") for field in _WRITTEN], batch_size=200)
    return len(missing) + len(changed)


def _places(codes: set[str]) -> dict[str, int]:
    """Ids of today's units by code; commune codes have five digits and province codes two, so they never collide."""
    found = Unit.objects.filter(code__in=codes, valid_to=None, kind__in=(UnitKind.PROVINCE, UnitKind.COMMUNE))
    return dict(found.values_list("code", "pk"))


def _store_positions(known: dict[str, Organisation]) -> int:
    have = set(Position.objects.values_list("organisation_id", "title"))
    missing: list[Position] = []
    for row in _rows("positions.csv"):
        roles = [Role(role).value for role in row["roles"].split()]
        missing += [
            Position(organisation=organisation, title=row["title"], roles=roles)
            for organisation in _organisations_of(row, known)
            if (organisation.pk, row["title"]) not in have
        ]
    Position.objects.bulk_create(missing, batch_size=2000)
    return len(missing)


def _organisations_of(row: Row, known: dict[str, Organisation]) -> list[Organisation]:
    if row["organisation"]:
        return [known[row["organisation"]]]
    kind = OrganisationKind(row["kind"])
    return [organisation for organisation in known.values() if organisation.kind == kind]

"""Loading the country's units and Thanh Hóa's mergers from ``data/places``. Safe to repeat: differences only."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from motcua.places.enums import UnitKind
from motcua.places.models import Succession, Unit
from motcua.places.names import folded, short

RECORDS_BEGIN = date(2025, 1, 1)
TWO_LEVELS_SINCE = date(2025, 7, 1)  # Resolution 202/2025/QH15 and Law 72/2025/QH15: no districts from this day
LAST_DAY_OF_THREE_LEVELS = date(2025, 6, 30)

type Key = tuple[str, str, date]
_WRITTEN = ("name", "short_name", "folded", "division_type", "parent_id", "valid_to")


@transaction.atomic
def seed() -> int:
    """Units and successions as the files say; returns how many rows were written (0 when nothing differs)."""
    known = {(unit.kind, unit.code, unit.valid_from): unit for unit in Unit.objects.all()}
    written = _store(_provinces(), known)
    provinces = {code: unit for (kind, code, _), unit in known.items() if kind == UnitKind.PROVINCE}
    written += _store(_old_districts(provinces), known)
    districts = {code: unit for (kind, code, _), unit in known.items() if kind == UnitKind.DISTRICT}
    written += _store([*_communes(provinces), *_old_communes(districts)], known)
    return written + _store_successions(known)


def _rows(name: str) -> list[dict[str, str]]:
    with (Path(settings.BASE_DIR) / "data" / "places" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _unit(
    kind: UnitKind, code: str, name: str, division_type: str, parent: Unit | None, since: date, until: date | None
) -> Unit:
    short_name = short(name, division_type)
    return Unit(
        kind=kind,
        code=code,
        name=name,
        short_name=short_name,
        folded=folded(short_name),
        division_type=division_type,
        parent=parent,
        valid_from=since,
        valid_to=until,
    )


def _provinces() -> list[Unit]:
    return [
        _unit(
            UnitKind.PROVINCE,
            row["code"],
            row["name"],
            row["division_type"],
            None,
            date.fromisoformat(row["valid_from"]),
            None,
        )
        for row in _rows("provinces.csv")
    ]


def _old_districts(provinces: dict[str, Unit]) -> list[Unit]:
    return [
        _unit(
            UnitKind.DISTRICT,
            row["code"],
            row["name"],
            row["division_type"],
            provinces[row["province_code"]],
            RECORDS_BEGIN,
            LAST_DAY_OF_THREE_LEVELS,
        )
        for row in _rows("old_districts.csv")
    ]


def _communes(provinces: dict[str, Unit]) -> list[Unit]:
    return [
        _unit(
            UnitKind.COMMUNE,
            row["code"],
            row["name"],
            row["division_type"],
            provinces[row["province_code"]],
            TWO_LEVELS_SINCE,
            None,
        )
        for row in _rows("communes.csv")
    ]


def _old_communes(districts: dict[str, Unit]) -> list[Unit]:
    names = {row["old_code"]: (row["old_name"], row["old_district_code"]) for row in _rows("mergers.csv")}
    return [
        _unit(
            UnitKind.COMMUNE,
            code,
            name,
            _division_type(name),
            districts[district],
            RECORDS_BEGIN,
            LAST_DAY_OF_THREE_LEVELS,
        )
        for code, (name, district) in names.items()
    ]


def _division_type(name: str) -> str:
    return next(kind for kind in ("thị trấn", "phường", "xã") if name.lower().startswith(kind))


def _store(units: Iterable[Unit], known: dict[Key, Unit]) -> int:
    """Create or correct ``units``; afterwards ``known`` holds each of them with its id."""
    missing: list[Unit] = []
    changed: list[Unit] = []
    for unit in units:
        old = known.setdefault((unit.kind, unit.code, unit.valid_from), unit)
        if old is unit:
            missing.append(unit)
        elif any(getattr(old, field) != getattr(unit, field) for field in _WRITTEN):
            for field in _WRITTEN:
                setattr(old, field, getattr(unit, field))
            changed.append(old)
    Unit.objects.bulk_create(missing, batch_size=2000)
    Unit.objects.bulk_update(changed, [field.removesuffix("_id") for field in _WRITTEN], batch_size=200)
    return len(missing) + len(changed)


def _store_successions(known: dict[Key, Unit]) -> int:
    old_day, new_day = RECORDS_BEGIN, TWO_LEVELS_SINCE
    have = set(Succession.objects.filter(on=new_day).values_list("old_id", "new_id"))
    missing = []
    for row in _rows("mergers.csv"):
        old = known[UnitKind.COMMUNE, row["old_code"], old_day]
        new = known[UnitKind.COMMUNE, row["new_code"], new_day]
        if (old.pk, new.pk) not in have:
            missing.append(Succession(old=old, new=new, partly=row["partly"] == "1", on=new_day))
    Succession.objects.bulk_create(missing, batch_size=2000)
    return len(missing)

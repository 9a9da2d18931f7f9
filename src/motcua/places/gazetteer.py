"""Names of the communes in force, without a query on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from motcua.kernel.kept import Kept
from motcua.places.enums import UnitKind
from motcua.places.models import Unit


def _read() -> dict[str, str]:
    rows = Unit.objects.filter(kind=UnitKind.COMMUNE, valid_to=None).values_list("code", "name", "parent__name")
    return {code: f"{name}, {province}" for code, name, province in rows}


_names = Kept(_read)


def commune_names() -> Mapping[str, str]:
    """Code → "Phường Hạc Thành, Tỉnh Thanh Hóa" of every commune in force."""
    names = _names.get()
    if not names:
        _names.forget()
        names = _names.get()
    return names


def shown_address(address: Mapping[str, Any]) -> str:
    """``{"commune": code, "detail": …}`` as one line."""
    parts = [str(address.get("detail", "")), commune_names().get(str(address.get("commune", "")), "")]
    return ", ".join(part for part in parts if part)

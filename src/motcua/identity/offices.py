"""Bodies by code, and which one-stop centre receives for which, without a query on the way."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.identity.enums import OrganisationKind
from motcua.identity.models import Organisation
from motcua.identity.selectors import organisation
from motcua.kernel.errors import NotFound
from motcua.kernel.kept import Kept
from motcua.places.enums import UnitKind


def _read() -> dict[int, int]:
    rows = list(
        Organisation.objects.filter(valid_to=None)
        .order_by("code")
        .values_list("pk", "parent_id", "kind", "place__kind")
    )
    centres = [row for row in rows if row[2] == OrganisationKind.ONE_STOP]
    by_parent = {parent: pk for pk, parent, _kind, _place in reversed(centres)}
    provincial = next((pk for pk, _parent, _kind, place in centres if place == UnitKind.PROVINCE), None)
    found: dict[int, int] = {}
    for pk, parent, kind, _place in rows:
        near = pk if kind == OrganisationKind.ONE_STOP else by_parent.get(pk) or by_parent.get(parent) or provincial
        if near is not None:
            found[pk] = near
    return found


one_stops = Kept(_read)
_by_code = Kept(lambda: dict(Organisation.objects.filter(valid_to=None).values_list("code", "pk")))


def organisation_id(code: str) -> int:
    """Id of the open body with this identifier code."""
    return _by_code.get().get(code) or organisation(code).pk


def one_stop_id(organisation_id: int) -> int:
    """Id of the centre where dossiers of this body are received: its own, its parent's, or the province's."""
    found = one_stops.get().get(organisation_id)
    if found is None:
        one_stops.forget()
        found = one_stops.get().get(organisation_id)
    if found is None:
        raise NotFound(_("Cơ quan này chưa có bộ phận một cửa."))
    return found

"""How an agency signs its papers, and who may revoke one. No query, clock or network."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.identity.askers import Asker
from motcua.identity.enums import OrganisationKind, Role
from motcua.kernel.errors import Forbidden

_FIXED = {
    OrganisationKind.PROVINCE: "UBND",
    OrganisationKind.COMMUNE: "UBND",
    OrganisationKind.ONE_STOP: "TTPVHCC",
}
_SMALL_WORDS = {"và", "của", "tỉnh", "thành", "phố"}


def agency_letters(*, name: str, kind: str) -> str:
    """The agency's letters in a symbol: "UBND", "TTPVHCC", or the initials of its name ("Sở Y tế" → "SYT")."""
    try:
        fixed = _FIXED.get(OrganisationKind(kind))
    except ValueError:
        fixed = None
    if fixed is not None:
        return fixed
    words = [word for word in name.replace("-", " ").split() if word.lower() not in _SMALL_WORDS]
    return "".join(word[0].upper() for word in words if word[0].isalpha())[:10]


def symbol(*, number: int, kind: str, letters: str) -> str:
    """NĐ 30/2020 Phụ lục I: number (two digits at least), kind, agency: "07/TLKS-UBND"."""
    return f"{number:02d}/{kind}-{letters}"


def check_revoke(*, asker: Asker, organisation_id: int) -> None:
    """Only a leader of the body that issued a result may take it back."""
    if not asker.holds(Role.LEADER, organisation_id):
        raise Forbidden(_("Chỉ lãnh đạo của cơ quan đã cấp mới được thu hồi kết quả này."))


def can_revoke(*, asker: Asker, organisation_id: int) -> bool:
    return asker.holds(Role.LEADER, organisation_id)

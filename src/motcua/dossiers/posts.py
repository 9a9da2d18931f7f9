"""How posts stand above a signature (NĐ 30/2020 art. 13)."""

from __future__ import annotations

from motcua.identity.enums import OrganisationKind

AUTHORITY = {
    OrganisationKind.COMMUNE: "TM. ỦY BAN NHÂN DÂN",
    OrganisationKind.PROVINCE: "TM. ỦY BAN NHÂN DÂN",
}
DEPUTIES = {"Phó Chủ tịch": "Chủ tịch", "Phó Giám đốc": "Giám đốc"}


def post_above_name(title: str) -> str:
    """A deputy signs for the head: "Phó Chủ tịch UBND" → "KT. Chủ tịch", "Phó Chủ tịch" on the next line."""
    bare = title.removesuffix(" UBND")
    head = DEPUTIES.get(bare)
    return f"KT. {head}\n{bare}" if head else bare

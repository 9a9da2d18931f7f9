"""Numbers of issued papers."""

from __future__ import annotations

from django.db import connection

from motcua.identity.models import Organisation
from motcua.vault.rules import agency_letters, symbol

# One statement: the row stays locked until the caller's transaction ends, so a rolled-back act gives its number back.
_NEXT = """
    INSERT INTO vault_symbolcounter (organisation_id, year, kind, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (organisation_id, year, kind) DO UPDATE SET last = vault_symbolcounter.last + 1
    RETURNING last
"""


def next_symbol(*, organisation: Organisation, kind: str, year: int) -> str:
    """The next "số, ký hiệu" of ``kind`` (such as "TLKS") in the organisation's year: "07/TLKS-UBND".

    Call it inside the transaction that issues the paper: numbers then have no gap and no double. Others who number
    the same kind wait until that transaction ends.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is taken only inside the transaction that uses it")
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [organisation.pk, year, kind])
        (number,) = cursor.fetchone()
    return symbol(number=number, kind=kind, letters=agency_letters(name=organisation.name, kind=organisation.kind))

"""Idempotency keys as callers send them, kept apart caller by caller."""

from __future__ import annotations

import hashlib
from typing import Annotated

from ninja import Header

from motcua.identity.askers import Asker

# Not ``type Key``: ninja does not look through such an alias and would read the key from the query.
Key = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=100, pattern=r"^[\x21-\x7e]+$")]


def own_key(asker: Asker, key: str) -> str:
    """The key under which the act is remembered: no caller can meet another's, whatever either sends."""
    return f"api:{hashlib.sha256(f'{asker.ref} {key}'.encode()).hexdigest()}"

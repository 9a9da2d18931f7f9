"""Identifiers: time-ordered UUIDs for rows people own, random secrets for links."""

from __future__ import annotations

import os
import secrets
import time
import uuid


def uuid7() -> uuid.UUID:
    """A UUID version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000  # noqa: TID251 - an identifier's time part, never a legal moment
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return uuid.UUID(int=value)


def check_number() -> str:
    """The four digits printed on a receipt, needed with the dossier code to follow it without logging in."""
    return f"{secrets.randbelow(10_000):04d}"


def digits(length: int) -> str:
    """A random number of ``length`` digits for a person to read out once."""
    return "".join(str(secrets.randbelow(10)) for _place in range(length))


def secret(nbytes: int = 16) -> str:
    """An unguessable token for a link (128 bits by default)."""
    return secrets.token_urlsafe(nbytes)

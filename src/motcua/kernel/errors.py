"""Refusals: the planned ways in which an act may be declined.

Everything else that goes wrong is a bug and surfaces as a 500 with a request id.
"""

from __future__ import annotations

from collections.abc import Mapping


class Refused(Exception):
    """An act declined for a reason the person can understand.

    ``message`` is one Vietnamese sentence (already translated) saying what is wrong and what to do next; ``code`` is
    stable and machine-readable; ``status`` is the HTTP status; ``fields`` maps a field key to its own sentence.
    """

    code = "refused"
    status = 409

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        status: int | None = None,
        fields: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.status = status or self.status
        self.fields = dict(fields or {})


class NotFound(Refused):
    """The thing does not exist, or the asker may not know that it does: both look the same."""

    code = "not_found"
    status = 404


class Forbidden(Refused):
    """The asker knows of the thing and may still not do this."""

    code = "forbidden"
    status = 403


class Invalid(Refused):
    """The content is wrong; ``fields`` says where."""

    code = "invalid"
    status = 422


class KeyReused(Refused):
    """An idempotency key came again with another body (RFC draft idempotency-key-header §2.7)."""

    code = "key_reused"
    status = 422

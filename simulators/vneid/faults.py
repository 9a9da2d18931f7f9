"""The ways in which the provider can misbehave."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    SLOW = "slow"  # every answer comes after `seconds`
    SERVER_ERROR = "server_error"  # 503 everywhere
    DOWN = "down"  # the connection closes without an answer
    WRONG_SIGNATURE = "wrong_signature"  # the id_token is signed with a key that is not published
    WRONG_NONCE = "wrong_nonce"
    WRONG_AUDIENCE = "wrong_audience"
    WRONG_ISSUER = "wrong_issuer"
    EXPIRED_TOKEN = "expired_token"  # noqa: S105 - a fault's name
    UNSIGNED = "unsigned"  # alg none
    REPLAYED_CODE = "replayed_code"  # the last used code is handed out again
    NO_NUMBER = "no_number"  # the claims lack SoDinhDanh

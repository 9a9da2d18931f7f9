"""The ways in which the register can misbehave."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    SLOW = "slow"  # every answer comes after `seconds`
    SERVER_ERROR = "server_error"  # 503 with a page in HTML
    DOWN = "down"  # the connection closes without an answer
    GARBAGE = "garbage"  # 200, and nothing that can be read
    WRONG_PERSON = "wrong_person"  # somebody else's data under the number asked
    WRONG_SIGNATURE = "wrong_signature"
    NOBODY = "nobody"  # knows nobody

"""The ways in which the map server can misbehave."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    SLOW = "slow"  # every tile comes after `seconds`
    DOWN = "down"  # the connection closes without an answer
    SERVER_ERROR = "server_error"  # 503 with a page in HTML
    WRONG_TYPE = "wrong_type"  # 200, and a page in HTML
    OVERSIZED = "oversized"  # a picture of far too many bytes
    HUGE = "huge"  # few bytes, and far too many pixels
    NOT_AN_IMAGE = "not_an_image"  # said to be a PNG, and none
    MISSING = "missing"  # 404: beyond the edge of the map

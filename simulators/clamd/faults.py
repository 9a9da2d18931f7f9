"""The ways in which the daemon can misbehave."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    SLOW = "slow"  # the answer comes after `seconds`
    DROP = "drop"  # the line closes in the middle of the stream
    HANG = "hang"  # everything is read and nothing said
    NONSENSE = "nonsense"  # an answer that no client knows
    ERROR = "error"  # the engine has a trouble of its own

"""Why no answer came from outside."""

from __future__ import annotations

from requests import ConnectionError as NoConnection


class Unavailable(NoConnection):
    """The other system did not answer, answered with an error of its own, or is not asked for now.

    ``again`` = nothing was sent or the ask is safe to repeat, so the caller may ask later.
    """

    def __init__(self, system: str, why: str, *, again: bool = True) -> None:
        super().__init__(f"{system}: {why}")
        self.system, self.why, self.again = system, why, again


class InsideTransaction(RuntimeError):
    """A bug: a call to the outside while rows are locked. Never caught."""

"""What a person wants to hear where, and when the telephone shall be quiet. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.kernel.clock import local

# News one may do without on a channel; whatever has a legal effect or a limit is always sent, and the inbox has it all.
OPTIONAL = frozenset(
    {"filed", "received", "supplemented", "returned", "withdrawn", "draft_reminder", "draft_expired",
     "supplement_reminder"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wishes:
    """``quiet_from`` and ``quiet_until`` are hours of the local day; equal hours = never quiet."""

    email: bool = True
    sms: bool = True
    quiet_from: int = 0
    quiet_until: int = 0

    def wants(self, kind: str, *, by_phone: bool) -> bool:
        return kind not in OPTIONAL or (self.sms if by_phone else self.email)

    def not_before(self, kind: str, at: datetime) -> datetime | None:
        """The end of the quiet hours when ``at`` falls into them; None = at once, as for all that is not optional."""
        if kind not in OPTIONAL or self.quiet_from == self.quiet_until:
            return None
        here = local(at)
        since = (here.hour - self.quiet_from) % 24
        length = (self.quiet_until - self.quiet_from) % 24
        if since >= length:
            return None
        start = here.replace(minute=0, second=0, microsecond=0) - timedelta(hours=since)
        return start + timedelta(hours=length)

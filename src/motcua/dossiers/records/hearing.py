"""What another system tells of a dossier whose record it keeps, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from motcua.dossiers.enums import NATIONAL_CODES, Status
from motcua.dossiers.services.parties import Parties, Party
from motcua.kernel.errors import Invalid

STATUSES = {code: status for status, code in NATIONAL_CODES.items()}
CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Opening:
    """What makes the mirror when a dossier is heard of for the first time; codes are national ones."""

    procedure: str
    organisation: str
    submitted_at: datetime
    acting: Party
    for_whom: Parties = field(default_factory=Parties)
    channel: str = "online"
    contact: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """One event of the source: its number (from 1, without gaps), its own time, the national status it led to.

    ``text`` is what the applicant may read, ``actor`` who did it there, ``due_at`` the appointment as it stands there.
    """

    sequence: int
    at: datetime
    status: int
    text: str = ""
    actor: str = ""
    due_at: datetime | None = None

    @property
    def leads_to(self) -> Status:
        return STATUSES[self.status]

    def payload(self) -> dict[str, Any]:
        return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in asdict(self).items()}


def check_told(told: Told, heard_at: datetime) -> None:
    """A status there is, a number from 1, and a time that is not still to come."""
    wrong = {}
    if told.status not in STATUSES:
        wrong["status"] = _("Mã trạng thái nằm ngoài danh mục quốc gia (1–10).")
    if told.sequence < 1:
        wrong["sequence"] = _("Số thứ tự bắt đầu từ 1.")
    if told.at > heard_at + CLOCKS_DIFFER:
        wrong["at"] = _("Thời điểm này chưa tới. Kiểm tra đồng hồ của hệ thống gửi.")
    if wrong:
        raise Invalid(_("Diễn biến chưa nhận được."), fields=wrong)


def told_of(payload: Mapping[str, Any]) -> Told:
    """A kept payload read again."""
    due = payload.get("due_at")
    return Told(
        sequence=payload["sequence"],
        at=datetime.fromisoformat(payload["at"]),
        status=payload["status"],
        text=payload["text"],
        actor=payload["actor"],
        due_at=datetime.fromisoformat(due) if due else None,
    )

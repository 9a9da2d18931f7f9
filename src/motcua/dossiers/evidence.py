"""How we know that a result arrived, the strongest first, and what was written down about it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Evidence(models.TextChoices):
    RECEIVER = "receiver", _("Người nhận đã nhận tận tay")
    CARRIER = "carrier", _("Bưu chính đã phát")
    OPENED = "opened", _("Người nhận đã mở bản điện tử")
    SOURCE = "source", _("Hệ thống quản lý hồ sơ báo đã trả")
    MESSAGE = "message", _("Thư báo có đường dẫn đã tới người nhận")


# Evidence that a stronger one may still be added to.
WEAK = frozenset({Evidence.SOURCE, Evidence.MESSAGE})


@dataclass(frozen=True, slots=True)
class Proof:
    """Who took a result, and what shows it.

    ``id_digits``: the last four of the identity number; ``authority``: the authorisation of who took it for another;
    ``tracking``: the carrier's number; ``signature_id``: a scan of the receiver's signature.
    """

    received_by: str = ""
    id_digits: str = ""
    authority: str = ""
    tracking: str = ""
    signature_id: uuid.UUID | None = None

    def as_data(self) -> dict[str, Any]:
        """As events keep it; what was not said is left out."""
        told = {
            "received_by": self.received_by,
            "id_digits": self.id_digits,
            "authority": self.authority,
            "tracking": self.tracking,
        }
        return {key: text for key, text in told.items() if text}


NO_PROOF = Proof()


def evidence_in(data: Mapping[str, Any]) -> Evidence | None:
    """The kind of evidence an event carries."""
    kind = data.get("evidence", "")
    return Evidence(kind) if kind in Evidence.values else None

"""The inbox as an address: every filter is a part of the query string, so a view can be sent and bookmarked."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from motcua.dossiers.selectors.inbox import InboxFilter

LONGEST_TEXT = 100


@dataclass(frozen=True, slots=True)
class InboxQuery:
    """``view`` is the tab's slug; ``procedure`` a version's id; ``after`` the cursor of the last row seen."""

    view: str = "cho-nhan"
    text: str = ""
    procedure: str = ""
    procedure_name: str = ""
    unit: str = ""
    after: tuple[datetime, int] | None = None
    opened: uuid.UUID | None = None

    @property
    def filtered(self) -> bool:
        return bool(self.text or self.procedure or self.unit)

    def url(self) -> str:
        cursor = f"{self.after[0].isoformat()}~{self.after[1]}" if self.after else ""
        parts = {
            "xem": self.view,
            "q": self.text,
            "thu-tuc": self.procedure,
            "don-vi": self.unit,
            "sau": cursor,
            "ho-so": str(self.opened or ""),
        }
        return reverse("desk:inbox") + "?" + urlencode({key: value for key, value in parts.items() if value})

    def cleared(self) -> InboxQuery:
        return InboxQuery(view=self.view)

    def from_start(self) -> InboxQuery:
        return replace(self, after=None, opened=None)

    def after_row(self, cursor: tuple[datetime, int] | None) -> InboxQuery:
        return replace(self, after=cursor, opened=None)

    def opening(self, dossier_id: uuid.UUID) -> InboxQuery:
        return replace(self, opened=dossier_id)

    def as_filter(self, view: str) -> InboxFilter:
        return InboxFilter(
            view=view,
            organisation_id=int(self.unit) if self.unit else None,
            version_ids=(int(self.procedure),) if self.procedure else (),
            text=self.text,
            after=self.after,
        )


def read_query(given: Mapping[str, str], views: Mapping[str, str]) -> InboxQuery:
    """The query behind an address; what makes no sense in it is dropped, not refused."""
    view = given.get("xem", "")
    return InboxQuery(
        view=view if view in views else next(iter(views)),
        text=given.get("q", "").strip()[:LONGEST_TEXT],
        procedure=number_in(given.get("thu-tuc", "")),
        unit=number_in(given.get("don-vi", "")),
        after=cursor_in(given.get("sau", "")),
        opened=_uuid(given.get("ho-so", "")),
    )


def number_in(text: str) -> str:
    """A row's id as typed in an address; "" for anything else."""
    return text if text.isascii() and text.isdigit() and len(text) < 18 else ""  # longer ones are no row's id


def cursor_in(text: str) -> tuple[datetime, int] | None:
    """The place after a row: its moment and id; None for anything else."""
    moment, _tilde, number = text.partition("~")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (at, int(number)) if at.tzinfo and number_in(number) else None


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None

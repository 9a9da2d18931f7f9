"""Pages where something longer is written about a dossier: kept while it is typed, with proof, until it is sent."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act
from motcua.dossiers.selectors.unsent import unsent_of
from motcua.dossiers.services.keeping import forget_unsent, keep_unsent
from motcua.kernel import clock
from motcua.web.kit.kept import kept_form
from motcua.web.kit.requests import Request

NO_CONTENT = 204


@dataclass(frozen=True, slots=True)
class Writing:
    """What is being written on the way to one act. ``purpose`` names the occasion, so that a later one starts empty."""

    request: Request
    dossier_id: uuid.UUID
    act: Act
    purpose: str
    step: str = ""

    def kept(self) -> Kept:
        found = unsent_of(self.request.asker, self.dossier_id, self.purpose)
        return Kept(dict(found.typed), found.saved_at) if found else Kept()

    def keep(self, typed: Mapping[str, Any]) -> Kept:
        at = keep_unsent(
            dossier_id=self.dossier_id,
            asker=self.request.asker,
            act=self.act,
            purpose=self.purpose,
            typed=typed,
            at=clock.now(),
            step=self.step,
        )
        return Kept(dict(typed), at)

    def forget(self) -> None:
        forget_unsent(dossier_id=self.dossier_id, asker=self.request.asker, purpose=self.purpose)

    def posted_before_login(self) -> QueryDict | None:
        """What was sent when the login had run out, once; call it only after the asker was allowed to see the page."""
        return kept_form(self.request) if self.request.method == "GET" else None


@dataclass(frozen=True, slots=True)
class Kept:
    typed: dict[str, Any] = field(default_factory=dict)
    saved_at: datetime | None = None

    def proof(self) -> HttpResponse:
        """The answer to a save while typing."""
        at = f"{clock.local(self.saved_at):%H:%M}" if self.saved_at else ""
        return HttpResponse(status=NO_CONTENT, headers={"X-Saved-At": at})


def say_kept(request: Request) -> None:
    messages.success(request, _("Đã lưu, chưa gửi. Anh/chị quay lại trang này lúc nào cũng viết tiếp được."))

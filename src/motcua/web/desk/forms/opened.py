"""A draft of a form with what its pages need to know of it, and the frame of each of these pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.forms.models import FormDraft
from motcua.forms.rules import FormDefinition
from motcua.forms.rules.examining import Problem, examine, readable
from motcua.forms.rules.permits import can_change, can_draft, can_publish
from motcua.forms.selectors import form_draft
from motcua.forms.services import designing
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.kernel.errors import Refused
from motcua.kernel.fingerprints import fingerprint
from motcua.web.kit.requests import Request


@dataclass(frozen=True, slots=True)
class Opened:
    """``mine``: the asker may change it. ``seen`` is what every form of its pages sends back."""

    draft: FormDraft
    mine: bool
    may_publish: bool
    may_draft: bool
    seen: str

    @property
    def form(self) -> FormDefinition | None:
        """As much of it as can be read."""
        return readable(self.draft.definition)[0]

    @property
    def problems(self) -> list[Problem]:
        return examine(self.draft.definition)


def opened(asker: Asker, draft_id: int) -> Opened:
    draft = form_draft(asker, draft_id)
    return Opened(
        draft=draft,
        mine=can_change(asker, drafted_by=draft.drafted_by_id),
        may_publish=can_publish(asker, drafted_by=draft.drafted_by_id),
        may_draft=can_draft(asker),
        seen=fingerprint(draft.definition),
    )


def changeable(found: Opened) -> Opened:
    """``Refused`` where it is somebody else's."""
    if not found.mine:
        raise Refused(
            _("Bản nháp này của người khác. Tạo bản nháp của mình từ nó để sửa."), code="not_yours", status=403
        )
    return found


def frame(**context: Any) -> dict[str, Any]:
    """The context every page of the form designer shares."""
    return {"section": "settings", "here": "forms", **context}


def keep(request: Request, asker: Asker, found: Opened, definition: Mapping[str, Any], what: str) -> None:
    designing.change(
        draft_id=found.draft.pk,
        asker=asker,
        seen=request.POST.get("seen", ""),
        definition=definition,
        what=what,
        at=clock.now(),
    )


def back_to(found: Opened, anchor: str) -> HttpResponse:
    """The draft's page, at the line just changed."""
    return redirect(reverse("desk:form_draft", args=[found.draft.pk]) + (f"#{anchor}" if anchor else ""))

"""What several pages of the portal show the same way."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django import template
from django.urls import reverse

from motcua.dossiers.standing_in.assist_selectors import helping_with
from motcua.identity.askers import Asker
from motcua.web.portal.presenters.profile import Tab, tabs

register = template.Library()
FIRST_TABS = 3


@dataclass(frozen=True, slots=True)
class Tabs:
    first: list[Tab]
    more: list[Tab]
    opened: bool


@register.simple_tag
def my_tabs(current: str) -> Tabs:
    """The pages about oneself: the three most wanted, the rest behind a line that is open on one of them."""
    all_tabs = tabs()
    first, more = all_tabs[:FIRST_TABS], all_tabs[FIRST_TABS:]
    return Tabs(first, more, opened=any(one.key == current for one in more))


@register.simple_tag
def helping(asker: Asker | None, draft_id: uuid.UUID) -> dict[str, str] | None:
    """Whom a helper fills the draft in for, and the way back to the desk; None for who fills in their own."""
    found = helping_with(asker, draft_id) if asker is not None else None
    return {"person": found.person.full_name, "url": reverse("desk:assistance", args=[found.pk])} if found else None

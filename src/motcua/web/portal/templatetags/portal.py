"""What several pages of the portal show the same way."""

from __future__ import annotations

import uuid

from django import template
from django.urls import reverse

from motcua.dossiers.standing_in.assist_selectors import helping_with
from motcua.identity.askers import Asker
from motcua.web.portal.presenters.profile import Tab, tabs

register = template.Library()


@register.simple_tag
def my_tabs() -> list[Tab]:
    return tabs()


@register.simple_tag
def helping(asker: Asker | None, draft_id: uuid.UUID) -> dict[str, str] | None:
    """Whom a helper fills the draft in for, and the way back to the desk; None for who fills in their own."""
    found = helping_with(asker, draft_id) if asker is not None else None
    return {"person": found.person.full_name, "url": reverse("desk:assistance", args=[found.pk])} if found else None

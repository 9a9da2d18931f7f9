"""Tags of the desk's pages: its few icons beyond the kit's, and the shortcut registry for the script."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from motcua.dossiers.enums import Act
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.notifications.selectors import unread_count
from motcua.web.desk.keys import ACT_KEYS, SHORTCUTS, Shortcut, registry
from motcua.web.desk.navigation import Doors, doors_of

register = template.Library()

OWN_ICONS = frozenset({"pause", "scan", "reply", "keys", "assign", "plus", "cross", "gear", "none", "bell"})


@register.simple_tag
@lru_cache(maxsize=200)
def glyph(name: str) -> SafeString:
    """A decorative icon of the desk's sprite, or of the kit's when the desk has none of that name."""
    sheet = "desk/icons.svg" if name in OWN_ICONS else "kit/icons.svg"
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', static(sheet), name
    )


@register.simple_tag
def shortcuts() -> tuple[Shortcut, ...]:
    return SHORTCUTS


@register.simple_tag
def act_shortcuts() -> tuple[Shortcut, ...]:
    """The keys of the acts, under the words of their buttons."""
    return tuple(Shortcut(key, act, Act(act).label) for act, key in ACT_KEYS.items())


@register.simple_tag
def shortcut_registry() -> list[dict[str, str]]:
    return registry()


@register.filter
def sits(asker: Asker | None, role: str) -> bool:
    """Whether the asker holds ``role`` anywhere, to show a door or not."""
    return asker is not None and bool(asker.organisations_with(Role(role)))


@register.simple_tag(takes_context=True)
def desk_doors(context: Mapping[str, Any], section: str) -> Doors | None:
    """The head's doors for who asks, with the page's ``section`` marked; None before the login."""
    asker: Asker | None = context.get("asker")
    return doors_of(asker, section) if asker is not None and asker.account_id is not None else None


@register.simple_tag(takes_context=True)
def unread_messages(context: Mapping[str, Any]) -> int:
    asker: Asker | None = context.get("asker")
    return unread_count(asker) if asker is not None else 0

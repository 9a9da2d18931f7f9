"""The other systems a province works with, as its settings name them. Pure.

``ROUTES`` = systems that keep the record of some dossiers: ``{"bo-xay-dung": {"name": "Hệ thống của Bộ Xây dựng",
"organisation": "G17", "acts": ["return_result"]}}``: the body whose machine may speak for the system, and the acts
that are still done here on a mirror. ``LISTENERS`` = systems that must hear of dossiers recorded here:
``{"cong-dvc-quoc-gia": {"name": "Cổng Dịch vụ công quốc gia", "acts": ["receive", …], "procedures": ["1.001193"],
"channels": ["online"], "owner": "reception"}}``; a list left out means all, the owner is ``reception`` (usual) or
``competent``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from motcua.dossiers.enums import Act

OURS = ""
# What can be done here without a step of our own process.
ON_MIRRORS = frozenset(
    {
        Act.RETURN_RESULT,
        Act.CONFIRM_DELIVERY,
        Act.SEND_PAPERS,
        Act.TAKE_PAPERS,
        Act.OBJECT,
        Act.ANSWER_OBJECTION,
    }
)
OWNERS = ("reception", "competent")


@dataclass(frozen=True, slots=True)
class Route:
    """A system that keeps the record; ``organisation`` is the identifier code of the body that runs it."""

    system: str
    name: str
    organisation: str
    acts: frozenset[Act]


@dataclass(frozen=True, slots=True)
class Listener:
    """A system that must hear; None = all acts, procedures, channels."""

    system: str
    name: str
    owner: str
    acts: frozenset[str] | None
    procedures: frozenset[str] | None
    channels: frozenset[str] | None

    def hears(self, act: Act) -> bool:
        return self.acts is None or act.value in self.acts


def routes() -> dict[str, Route]:
    """Every system of record by key; ``ImproperlyConfigured`` names the entry that makes no sense."""
    return {system: _route(system, entry) for system, entry in settings.ROUTES.items()}


def _route(system: str, entry: Mapping[str, Any]) -> Route:
    acts = frozenset(Act(act) for act in entry.get("acts", ()))
    if acts - ON_MIRRORS or not entry.get("name") or not entry.get("organisation"):
        raise ImproperlyConfigured(
            f"ROUTES[{system!r}] needs a name, an organisation, and acts among {sorted(ON_MIRRORS)}."
        )
    return Route(system, entry["name"], entry["organisation"], acts)


def listeners() -> dict[str, Listener]:
    """Every system that must hear, by key."""
    return {system: _listener(system, entry) for system, entry in settings.LISTENERS.items()}


def _listener(system: str, entry: Mapping[str, Any]) -> Listener:
    owner = entry.get("owner", OWNERS[0])
    if owner not in OWNERS or not entry.get("name"):
        raise ImproperlyConfigured(f"LISTENERS[{system!r}] needs a name, and an owner among {OWNERS}.")
    acts, procedures, channels = (
        frozenset(entry[key]) if key in entry else None for key in ("acts", "procedures", "channels")
    )
    if acts is not None and acts - set(Act.values):
        raise ImproperlyConfigured(f"LISTENERS[{system!r}] names acts that do not exist: {sorted(acts - set(Act))}.")
    return Listener(system, entry["name"], owner, acts, procedures, channels)


def system_name(system: str) -> str:
    """The system as people know it; its key when the settings no longer name it."""
    entry = settings.ROUTES.get(system) or settings.LISTENERS.get(system) or {}
    return str(entry.get("name", system))

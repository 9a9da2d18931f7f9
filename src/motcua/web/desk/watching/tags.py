"""What is wrong with a dossier, as tags of a row or a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from motcua.dossiers.enums import AlertKind

# Something is wrong already; the others warn.
GRAVE = frozenset({AlertKind.OVERDUE, AlertKind.NOBODY, AlertKind.OVERDUE_STEP})


@dataclass(frozen=True, slots=True)
class AlertTag:
    words: str | Promise
    tone: str


def tone_of(kind: AlertKind) -> str:
    return "is-bad" if kind in GRAVE else "is-warn"


def alert_tags(kinds: Iterable[AlertKind]) -> tuple[AlertTag, ...]:
    return tuple(AlertTag(kind.label, tone_of(kind)) for kind in kinds)

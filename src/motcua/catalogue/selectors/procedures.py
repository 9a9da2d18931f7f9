"""Procedures as pages and lists show them. All of it is public, so nobody is asked who they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from motcua.catalogue.models import LifeEvent
from motcua.catalogue.presenters import Card, ProcedureView, card, procedure_view
from motcua.catalogue.selectors.bundles import bundles, published_ids, published_version_id, version_bundle
from motcua.kernel.text import fold


@dataclass(frozen=True, slots=True)
class SectorView:
    """A field of the state's work with its procedures, most used first."""

    name: str
    slug: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class LifeEventView:
    """A tile: the moment of life, a plain question, its procedures in order."""

    key: str
    name: str
    question: str
    icon: str
    cards: tuple[Card, ...]


def published(code: str) -> ProcedureView:
    """The page of the version in force; ``NotFound`` when the province does not offer it (see ``index_entry``)."""
    return procedure_view(version_bundle(published_version_id(code)))


def cards(codes: Sequence[str] | None = None) -> dict[str, Card]:
    """Cards by code, of all published procedures or of these (in this order; unknown ones left out)."""
    ids = published_ids()
    wanted = list(ids) if codes is None else [code for code in dict.fromkeys(codes) if code in ids]
    return {bundle.code: card(bundle) for bundle in bundles([ids[code] for code in wanted])}


def popular(limit: int = 8) -> list[Card]:
    """The most used procedures that can be filed here."""
    offered = [each for each in cards().values() if not each.hand_over]
    return sorted(offered, key=lambda each: (-each.volume, each.code))[:limit]


def sectors() -> list[SectorView]:
    """Every sector with its procedures, in the order of the alphabet."""
    groups: dict[str, list[Card]] = {}
    for each in cards().values():
        groups.setdefault(each.sector, []).append(each)
    found = [
        SectorView(name, slugify(fold(name)), tuple(sorted(listed, key=lambda each: (-each.volume, each.title))))
        for name, listed in groups.items()
    ]
    return sorted(found, key=lambda sector: fold(sector.name))


def life_events() -> list[LifeEventView]:
    """The tiles of the home page; procedures not offered here are left out."""
    known = cards()
    return [
        LifeEventView(
            event.key,
            event.name,
            event.question,
            event.icon,
            tuple(known[code] for code in event.codes if code in known),
        )
        for event in LifeEvent.objects.all()
    ]

"""Search: one box, plain words, never an empty page."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.catalogue.selectors import SearchAnswer, life_events
from motcua.catalogue.selectors import cards as cards_by_code
from motcua.catalogue.selectors import search as find
from motcua.catalogue.services.queries import log_query
from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.procedures import CardView, Tile, card_view, hit_view, tile

LONGEST = 200
SHORTEST = 2
SUGGESTED = 6
SHOWN = 10


@login_not_required
@require_safe
def search(request: Request) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:LONGEST]
    as_typed = request.GET.get("dung-chu") == "1"
    answer = find(query, SHOWN) if query and not as_typed else None
    asked = log_query(text=query, shown=[hit.code for hit in answer.hits], at=clock.now()) if answer else 0
    found = [hit_view(hit, anchor=answer.anchor, asked=asked) for hit in answer.hits] if answer else []
    cards = _as_typed(query) if as_typed and query else found
    context = {
        "section": "find",
        "query": query,
        "cards": cards,
        "confident": answer.confident if answer else True,
        "understood": answer.understood_as if answer else "",
        "exact_url": f"{reverse('portal:search')}?{urlencode({'q': query, 'dung-chu': 1})}",
        "choices": _choices(answer),
        "tiles": _tiles(answer),
    }
    return render(request, "portal/search.html", context)


def _as_typed(query: str) -> list[CardView]:
    """Procedures whose names hold every word as typed: the undo of "Đã hiểu là"."""
    words = fold(query).split()
    named = [
        card
        for card in cards_by_code().values()
        if all(word in fold(f"{card.title} {card.official}") for word in words)
    ]
    return [card_view(card) for card in named[:SHOWN]]


def _choices(answer: SearchAnswer | None) -> list[dict[str, str]]:
    """The card that asks back; "none of these" leads to the list below."""
    if answer is None or not answer.choices:
        return []
    return [
        {
            "label": choice.label,
            "url": reverse("portal:procedure", args=[choice.code]) if choice.code else "#viec-khac",
        }
        for choice in answer.choices
    ]


def _tiles(answer: SearchAnswer | None) -> list[Tile]:
    """Life events: those the query named, else all of them when the answer is a guess or asks back."""
    known = {one.key: one for one in life_events()}
    named = [event.slug for event in answer.life_events if event.slug in known] if answer else []
    needed = answer is None or not answer.confident or bool(answer.choices)
    keys = dict.fromkeys([*named, *(known if needed else [])])
    return [tile(key=key, name=known[key].name, question=known[key].question, icon=known[key].icon) for key in keys]


@login_not_required
@require_safe
def suggestions(request: Request) -> HttpResponse:
    """The first hits while somebody types: a list of links, nothing else."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    hits = find(query, SUGGESTED).hits if len(query) >= SHORTEST else ()
    return render(request, "portal/suggestions.html", {"cards": [hit_view(hit, anchor="") for hit in hits]})

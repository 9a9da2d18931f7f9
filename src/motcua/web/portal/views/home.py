"""The front door: what do you need to do?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue.selectors import life_events, popular
from motcua.kernel.errors import NotFound
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.procedures import card_view, tile

POPULAR = 8


def tries() -> list[str]:
    """Searches shown as examples, in the words people use."""
    return [_("làm giấy khai sinh cho con"), _("giấy xác nhận độc thân"), _("sang tên sổ đỏ"), _("mở quán ăn")]


@login_not_required
@require_safe
def home(request: Request) -> HttpResponse:
    context = {
        "tries": tries(),
        "tiles": [tile(key=one.key, name=one.name, question=one.question, icon=one.icon) for one in life_events()],
        "popular": [card_view(card) for card in popular(POPULAR)],
    }
    return render(request, "portal/home.html", context)


@login_not_required
@require_safe
def life_event(request: Request, key: str) -> HttpResponse:
    event = next((one for one in life_events() if one.key == key), None)
    if event is None:
        raise NotFound(_("Không tìm thấy mục này."))
    context = {"section": "find", "event": event, "cards": [card_view(card) for card in event.cards]}
    return render(request, "portal/life_event.html", context)

"""The map of a declared place, for whoever looks at the page."""

from __future__ import annotations

from django import template
from django.template.context import RequestContext

from motcua.web.kit.maps import SpotView, spot_view

register = template.Library()


@register.simple_tag(takes_context=True)
def spot_of(context: RequestContext, spot: tuple[float, float]) -> SpotView | None:
    return spot_view(spot, context["asker"])

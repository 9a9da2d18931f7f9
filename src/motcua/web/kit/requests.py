"""The request as our middleware leaves it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from motcua.identity.askers import Asker


class Request(HttpRequest):
    """For annotations: every view gets one of these."""

    asker: Asker
    htmx: HtmxDetails
    request_id: str


def address_of(request: HttpRequest) -> str:
    """The network address the request came from; a proxy in front sets it before it reaches us."""
    return str(request.META.get("REMOTE_ADDR", ""))

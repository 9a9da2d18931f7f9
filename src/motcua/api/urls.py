"""``/api/v1/``: the token endpoint and the API. Each API view does its own authentication."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from motcua.api.app import api
from motcua.api.token import MachineTokenView

ABOUT = {"openapi-json", "api-root"}  # ninja's own views, which take any method


def _open(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The login middleware must let machines through: ninja refuses those it does not know, with a problem detail."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            about = pattern.name in ABOUT
            pattern.callback = login_not_required(require_safe(pattern.callback) if about else pattern.callback)
    return patterns


urlpatterns: list[URLPattern | URLResolver] = [
    path("token", login_not_required(csrf_exempt(MachineTokenView.as_view())), name="token"),
    path("", (_open(api.urls[0]), api.urls[1], api.urls[2])),
]

"""Where machines get their access tokens: OAuth 2 client credentials (RFC 6749 §4.4) and nothing else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from oauth2_provider.views import TokenView

GRANT = "client_credentials"
READ = {"grant_type", "client_id", "client_secret", "scope"}


class MachineTokenView(TokenView):  # type: ignore[misc]  # the library has no types
    """Other grants are refused before the library sees them; errors are those of RFC 6749 §5.2, not problem details."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        texts = [*request.POST.keys(), *(one for values in dict(request.POST.lists()).values() for one in values)]
        if any("\x00" in text for text in texts) or any(len(request.POST.getlist(name)) > 1 for name in READ):
            return _refused("invalid_request")
        if request.POST.get("grant_type") != GRANT:
            return _refused("unsupported_grant_type" if request.POST.get("grant_type") else "invalid_request")
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer


def _refused(error: str) -> HttpResponse:
    response = JsonResponse({"error": error}, status=400)
    add_never_cache_headers(response)
    return response

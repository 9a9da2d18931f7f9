"""Who may keep a page: nothing that was made for somebody logged in; public knowledge, for when there is no network."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from motcua.web.kit.middleware import View

OFFLINE_HEADER = "X-Offline"
KEEP = "keep"
# Published knowledge alone: not what somebody searched for, which tells of them.
KEPT_PAGES = frozenset(
    f"portal:{name}" for name in ("home", "life_event", "sectors", "procedure", "guide", "help", "display", "offline")
)
OK = 200


class CachingMiddleware:
    """Pages shown to somebody logged in are stored nowhere; the worker of the browser obeys the header, and only it."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        if _logged_in(request):
            response.headers.setdefault("Cache-Control", "private, no-store")
        elif _is_public(request) and response.status_code == OK:
            response[OFFLINE_HEADER] = KEEP
        return response


def _logged_in(request: HttpRequest) -> bool:
    return not request.session.is_empty() and request.user.is_authenticated


def _is_public(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method == "GET" and match is not None and match.view_name in KEPT_PAGES

"""Below /api/ a refusal is a problem detail, whoever refused."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from motcua.api.problems import plain_problem

UNDER = "/api/"
KEPT_HEADERS = ("Allow", "Retry-After", "Vary")


class ProblemMiddleware:
    """Rewrites the pages of others (no such route, wrong method, too large, a bug) for callers that read JSON."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = not response.get("Content-Type", "").startswith("application/")
        if not request.path_info.startswith(UNDER) or response.status_code < 400 or not is_page:
            return response
        answer = plain_problem(request, response.status_code)
        for name in KEPT_HEADERS:
            if name in response:
                answer[name] = response[name]
        return answer

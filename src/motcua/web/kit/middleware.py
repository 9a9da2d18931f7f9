"""What every request passes through: an id, the asker, and refusals turned into pages once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import AuthenticationMiddleware as DjangoAuthenticationMiddleware
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from motcua.identity.askers import Asker
from motcua.identity.selectors import asker_of
from motcua.kernel import clock
from motcua.kernel.errors import Refused
from motcua.web.kit.failures import broken_text, button_only
from motcua.web.kit.kept import is_desk, keep_form
from motcua.web.kit.sessions import user_while_fresh

type View = Callable[[HttpRequest], HttpResponse]
NOT_THIS_WAY = 405


class RequestIdMiddleware:
    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        return response


class LanguageMiddleware:
    """The language this browser chose, Vietnamese until it does.

    What the browser prefers is not asked: many people here use one that was set up in English for them.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


class BrokenTextMiddleware:
    """A NUL is no text: PostgreSQL cannot keep it and no keyboard types it. Refused in addresses and in forms."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or _has_nul(request.GET):
            return broken_text(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], *_: Any) -> Any:
        """Forms are looked at here, once the token check has read them; machines' bodies are read by the API."""
        exempt = getattr(view_func, "csrf_exempt", False)
        return broken_text(request) if not exempt and _has_nul(request.POST) else None


def _has_nul(fields: QueryDict) -> bool:
    return any("\x00" in text for name, values in fields.lists() for text in (name, *values))


class AuthenticationMiddleware(DjangoAuthenticationMiddleware):
    """Django's, but a login that is too old or was left alone is nobody's."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        user = request.user
        request.user = SimpleLazyObject(lambda: user_while_fresh(request, user))  # type: ignore[assignment]


class AskerMiddleware:
    """Puts ``request.asker``: who asks, in which seats, right now. Lazy: a page that never asks costs no query."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.asker = SimpleLazyObject(lambda: _asker(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _asker(request: HttpRequest) -> Asker:
    """Without a session nobody is logged in: most visitors of public pages, and nothing is read for them."""
    user = AnonymousUser() if request.session.is_empty() else request.user
    return asker_of(user, on=clock.today(), request_id=getattr(request, "request_id", ""))


class LoginRequiredMiddleware(DjangoLoginRequiredMiddleware):
    """Every view needs a login unless it is marked public; officers' pages lead to the officers' login."""

    def handle_no_permission(  # type: ignore[override]  # a part swapped by htmx cannot follow a redirect
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],  # noqa: ARG002 - Django's signature
    ) -> HttpResponseBase:
        desk = is_desk(request.path)
        if not desk:
            keep_form(request)
        target = redirect_to_login(
            request.get_full_path(), reverse("desk:login" if desk else "portal:login"), REDIRECT_FIELD_NAME
        )
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Redirect": target.url})
        return target


class RefusalMiddleware:
    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code == NOT_THIS_WAY and request.method == "GET" and not answer.content:
            told = button_only(request)
            told["Allow"] = answer["Allow"]
            return told
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return render(request, "kit/refused.html", {"refusal": exception}, status=exception.status)
        return None

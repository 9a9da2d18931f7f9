"""What a request carries: its id, and an asker who costs nothing until asked for."""

from __future__ import annotations

import pytest
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from motcua.identity.askers import Asker, AskerKind
from motcua.web.kit.middleware import AskerMiddleware, AuthenticationMiddleware, RequestIdMiddleware
from motcua.web.kit.session_store import SessionStore
from tests.identity.conftest import officer

pytestmark = pytest.mark.django_db


def through(request: HttpRequest, read: bool) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(request.asker.name if read else "")  # type: ignore[attr-defined]

    return RequestIdMiddleware(AuthenticationMiddleware(AskerMiddleware(view)))(request)


@pytest.fixture
def request_of_officer(province: None) -> HttpRequest:
    client = Client()
    client.force_login(
        officer("lan", "H56.102", "Phó Chủ tịch UBND"), backend="motcua.identity.backends.AccountBackend"
    )
    request = RequestFactory().get("/")
    request.session = SessionStore(client.session.session_key)
    return request


def test_a_page_that_never_asks_costs_no_query(
    request_of_officer: HttpRequest, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        through(request_of_officer, read=False)


def test_a_page_that_asks_costs_session_account_and_seats(
    request_of_officer: HttpRequest, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        response = through(request_of_officer, read=True)
    assert response.content == b"Lan"
    assert len(response["X-Request-Id"]) == 32


def test_the_asker_knows_the_request_it_came_with(request_of_officer: HttpRequest) -> None:
    through(request_of_officer, read=False)
    asker: Asker = request_of_officer.asker  # type: ignore[attr-defined]
    assert asker.kind is AskerKind.OFFICER
    assert asker.request_id == request_of_officer.request_id  # type: ignore[attr-defined]
    assert get_user(request_of_officer).pk == asker.account_id


def test_a_strangers_page_has_an_anonymous_asker(client: Client) -> None:
    response = client.get(reverse("portal:login"))
    assert response.wsgi_request.asker.kind is AskerKind.ANONYMOUS  # type: ignore[attr-defined]

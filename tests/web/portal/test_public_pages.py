"""What everybody may read, and what a reader may choose."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from motcua.web.kit.failures import server_error
from tests.dossiers.world import World


@pytest.mark.parametrize("query", ["", "khai sinh", "zzzz qqqq", "<script>alert(1)</script>", "x" * 500, "'; --"])
def test_a_search_always_has_a_way_on(world: World, client: Client, query: str) -> None:
    answer = client.get(reverse("portal:search"), {"q": query})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert reverse("portal:sectors") in answer.text


def test_suggestions_are_a_list_and_nothing_else(world: World, client: Client) -> None:
    answer = client.get(reverse("portal:suggestions"), {"q": "khai sinh"})
    assert answer.text.startswith("<ul>")
    assert client.get(reverse("portal:suggestions"), {"q": "k"}).text.strip() == ""


def test_a_procedure_of_elsewhere_says_where(world: World, client: Client) -> None:
    answer = client.get(reverse("portal:procedure", args=["1.001193"]))
    assert answer.status_code == 200
    assert "Trang này chưa nhận hồ sơ thủ tục này" in answer.text
    assert client.get(reverse("portal:procedure", args=["9.999999"])).status_code == 404


def test_the_text_size_is_kept_in_a_cookie(world: World, client: Client) -> None:
    answer = client.post(reverse("portal:text_size"), {"size": "3", "next": "/tro-giup/"})
    assert answer["Location"] == "/tro-giup/"
    assert 'data-size="3"' in client.get("/tro-giup/").text
    client.post(reverse("portal:text_size"), {"size": "1"})
    assert "data-size" not in client.get("/tro-giup/").text


@pytest.mark.parametrize("asked", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"])
def test_nobody_is_sent_to_another_site(world: World, client: Client, asked: str) -> None:
    answer = client.post(reverse("portal:text_size"), {"size": "2", "next": asked})
    assert answer["Location"] == "/"


def test_a_form_without_a_token_is_refused_in_words(world: World) -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("portal:text_size"), {"size": "2"})
    assert answer.status_code == 403
    assert "Trang này đã mở quá lâu" in answer.text


def test_the_failure_page_needs_no_database(rf: RequestFactory) -> None:
    answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "không phải do anh/chị" in answer.content.decode()


def test_at_a_desk_the_failure_page_leads_back_to_the_desk(rf: RequestFactory) -> None:
    page = server_error(rf.get("/can-bo/ho-so/")).content.decode()
    assert "Về bàn làm việc" in page
    assert "Về trang chủ" not in page


def test_no_page_carries_inline_styles_or_scripts(world: World, client: Client) -> None:
    for path in ("/", "/tim-kiem?q=khai sinh", "/thu-tuc/", "/tra-cuu/", "/tro-giup/", "/xac-minh/"):
        page = client.get(path).text
        assert " style=" not in page
        assert "<script>" not in page
        assert " onclick=" not in page

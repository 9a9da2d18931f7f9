"""Letting somebody file: what for is chosen, not typed as codes; nothing chosen or typed is lost on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.catalogue.selectors import sectors
from motcua.dossiers.models import Authorisation
from motcua.identity.askers import Asker
from tests.dossiers.world import World

type Browsers = Callable[[Asker], Client]
TYPED = {
    "full_name": "Nguyễn Thị An",
    "id_number": "099000000001",
    "valid_from_d": "16",
    "valid_from_m": "11",
    "valid_from_y": "2026",
    "valid_until_d": "1",
    "valid_until_m": "12",
    "valid_until_y": "2026",
}


@pytest.fixture
def browser(world: World, as_asker: Browsers) -> Client:
    return as_asker(world.stranger)


def sent(browser: Client, way: str = "cho", **more: Any) -> HttpResponse:
    return browser.post(reverse("portal:authority_new", args=[way]), {**TYPED, **more})


def chosen(answer: HttpResponse) -> list[str]:
    return re.findall(r'name="chon" value="([^"]+)"', answer.content.decode())


def field() -> str:
    return f"linh-vuc:{sectors()[0].slug}"


def test_a_procedure_is_found_by_its_name_added_and_dropped_with_all_that_was_typed(browser: Client) -> None:
    answer = sent(browser, q="9.000001", tim="1")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="thu-tuc:9.000001"' in page
    answer = sent(browser, them="thu-tuc:9.000001", q="9.000001")
    assert chosen(answer) == ["thu-tuc:9.000001"]
    assert 'value="Nguyễn Thị An"' in answer.content.decode()
    assert "Đã thêm:" in answer.content.decode()
    assert chosen(sent(browser, chon="thu-tuc:9.000001", bo="thu-tuc:9.000001")) == []
    assert not Authorisation.objects.exists()


def test_a_whole_field_is_chosen(browser: Client) -> None:
    answer = sent(browser, **{"linh-vuc": field(), "them-linh-vuc": "1"})
    assert chosen(answer) == [field()]
    assert sent(browser, chon=field(), **{"pham-vi": "some"}).status_code == 302
    made = Authorisation.objects.get()
    assert (made.sectors, made.procedures, made.papers) == ([sectors()[0].name], [], False)
    assert "Mọi thủ tục thuộc lĩnh vực" in browser.get(reverse("portal:authorities")).content.decode()


def test_everything_is_a_choice_of_its_own(browser: Client) -> None:
    assert sent(browser, papers="yes", chon=field(), **{"pham-vi": "all"}).status_code == 302
    made = Authorisation.objects.get()
    assert (made.sectors, made.procedures, made.papers) == ([], [], True)
    page = browser.get(reverse("portal:authorities")).content.decode()
    assert "Cho mọi thủ tục." in page
    assert "Được dùng cả giấy tờ trong kho." in page


@pytest.mark.parametrize("more", [{}, {"pham-vi": "some"}, {"pham-vi": "some", "chon": "thu-tuc:0.000000"}])
def test_nothing_chosen_is_refused_in_words(browser: Client, more: dict[str, str]) -> None:
    answer = sent(browser, **more)
    assert answer.status_code == 422
    assert 'href="#f-procedures"' in answer.content.decode()
    assert not Authorisation.objects.exists()


def test_enter_searches_what_was_just_typed_and_else_sends_the_form(browser: Client) -> None:
    assert sent(browser, enter="1", q="thủ tục thử", hoi="", **{"pham-vi": "all"}).status_code == 200
    assert not Authorisation.objects.exists()
    assert sent(browser, enter="1", q="thủ tục thử", hoi="thủ tục thử", **{"pham-vi": "all"}).status_code == 302


def test_a_paper_does_not_lend_stored_papers(browser: Client) -> None:
    page = browser.get(reverse("portal:authority_new", args=["giay"])).content.decode()
    assert 'name="papers"' not in page
    assert "Giấy này cho anh/chị làm gì" in page


def test_the_page_says_what_it_allows_until_when_and_how_it_ends(browser: Client) -> None:
    page = browser.get(reverse("portal:authority_new", args=["cho"])).content.decode()
    for words in ("Người này sẽ làm được gì", "Hết ngày này ủy quyền tự hết hiệu lực", "Thu hồi bất cứ lúc nào"):
        assert words in page

"""The easy mode: one question a page, and nothing that was not asked is overwritten."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.dossiers.models import Draft
from motcua.dossiers.services.drafting import start_draft
from motcua.identity.askers import Asker
from motcua.web.kit.context import EASY_COOKIE, ON
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]


@pytest.fixture
def browser(world: World, as_asker: Browser) -> Client:
    found = as_asker(world.citizen)
    found.cookies[EASY_COOKIE] = ON
    return found


@pytest.fixture
def path(world: World) -> str:
    draft = start_draft(asker=world.citizen, procedure_code=world.version.procedure.code, at=world.at)
    return f"/nop-ho-so/{draft.pk}/khai/noi_dung"


def test_one_question_a_page_in_order(browser: Client, path: str) -> None:
    page = browser.get(path).text
    assert 'name="child_name"' in page
    assert 'name="note"' not in page
    answer = browser.post(path, {"cau": "child_name", "child_name": "Lê An"})
    assert answer["Location"] == f"{path}?cau=note&ve="
    assert 'name="note"' in browser.get(answer["Location"]).text


def test_the_last_question_leads_on(browser: Client, path: str) -> None:
    browser.post(path, {"cau": "child_name", "child_name": "Lê An"})
    answer = browser.post(f"{path}?cau=note", {"cau": "note", "note": "Sinh đôi"})
    assert "/khai/noi_dung" not in answer["Location"]
    draft = Draft.objects.get()
    assert draft.answers == {"child_name": "Lê An", "note": "Sinh đôi"}
    assert "noi_dung" in draft.done_pages


def test_a_wrong_answer_stays_on_its_question(browser: Client, path: str) -> None:
    answer = browser.post(path, {"cau": "child_name", "child_name": ""})
    assert answer.status_code == 422
    assert 'href="#f-child_name"' in answer.text
    assert 'name="note"' not in answer.text


def test_what_was_left_out_is_asked_for_at_the_end(browser: Client, path: str) -> None:
    answer = browser.post(f"{path}?cau=note", {"cau": "note", "note": "Sinh đôi"})
    assert answer.status_code == 422
    assert 'name="child_name"' in answer.text


def test_saving_while_typing_overwrites_nothing_else(browser: Client, path: str) -> None:
    browser.post(path, {"cau": "child_name", "child_name": "Lê An"})
    browser.post(path, {"cau": "note", "note": "Sinh", "autosave": "1"})
    assert Draft.objects.get().answers["child_name"] == "Lê An"

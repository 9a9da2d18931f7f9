"""One draft open in two windows, and addresses come to by "back": nothing is lost, and every end has words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from motcua.dossiers.models import Draft
from motcua.dossiers.services.drafting import start_draft
from motcua.identity.askers import Asker
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]


@pytest.fixture
def browser(world: World, as_asker: Browser) -> Client:
    return as_asker(world.citizen)


@pytest.fixture
def path(world: World) -> str:
    draft = start_draft(asker=world.citizen, procedure_code=world.version.procedure.code, at=world.at)
    return f"/nop-ho-so/{draft.pk}/khai/noi_dung"


def shown(browser: Client, path: str) -> str:
    """The mark in the page as a window has it."""
    found = re.search(r'name="da-xem" value="([0-9a-f]{16})"', browser.get(path).text)
    assert found
    return found[1]


def test_a_window_left_open_does_not_erase_what_the_other_saved(browser: Client, path: str) -> None:
    old = shown(browser, path)
    browser.post(path, {"child_name": "Lê An", "note": "Sinh đôi", "da-xem": old})
    answer = browser.post(path, {"child_name": "Lê Bình", "note": "", "da-xem": old})
    assert answer.status_code == 409
    assert "vừa được lưu ở một cửa sổ hoặc máy khác" in answer.text
    assert 'value="Lê Bình"' in answer.text
    assert Draft.objects.get().answers == {"child_name": "Lê An", "note": "Sinh đôi"}


def test_whoever_read_that_may_still_decide_for_this_window(browser: Client, path: str) -> None:
    old = shown(browser, path)
    browser.post(path, {"child_name": "Lê An", "da-xem": old})
    told = browser.post(path, {"child_name": "Lê Bình", "da-xem": old}).text
    fresh = re.search(r'name="da-xem" value="([0-9a-f]{16})"', told)
    assert fresh
    assert browser.post(path, {"child_name": "Lê Bình", "da-xem": fresh[1]}).status_code == 302
    assert Draft.objects.get().answers["child_name"] == "Lê Bình"


def test_saving_while_typing_never_overwrites_another_window(browser: Client, path: str) -> None:
    old = shown(browser, path)
    browser.post(path, {"child_name": "Lê An", "da-xem": old})
    answer = browser.post(path, {"child_name": "", "autosave": "1", "da-xem": old})
    assert answer.status_code == 409
    assert Draft.objects.get().answers["child_name"] == "Lê An"


def test_a_windows_own_save_that_is_still_on_its_way_is_no_conflict(browser: Client, path: str) -> None:
    old = shown(browser, path)
    saved = browser.post(path, {"child_name": "Lê An", "note": "", "autosave": "1", "da-xem": old})
    assert saved["X-Saved-Mark"] == shown(browser, path)
    answer = browser.post(path, {"child_name": "Lê An", "note": "Sinh đôi", "da-xem": old})
    assert answer.status_code == 302


@pytest.mark.parametrize("part", ["bo", "dung-giay-to", "them-thu-tuc", "lay-lai-du-lieu"])
def test_an_address_only_a_button_opens_says_so_and_leads_to_the_draft(browser: Client, path: str, part: str) -> None:
    draft = path.removesuffix("khai/noi_dung")
    answer = browser.get(f"{draft}{part}")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "chỉ dùng khi bấm nút" in answer.text
    assert f'href="{draft}"' in answer.text

"""Drafts in "Hồ sơ của tôi": two of one procedure are told apart without opening them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from motcua.dossiers.models import Draft
from motcua.dossiers.services.drafting import save_page, start_draft
from motcua.identity.askers import Asker
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]


def _begun(world: World, child: str = "", hours: int = 0) -> Draft:
    at = world.at - timedelta(hours=hours)
    draft = start_draft(asker=world.citizen, procedure_code=world.version.procedure.code, at=at)
    if child:
        save_page(
            draft_id=draft.pk, asker=world.citizen, page_key="noi_dung", answers={"child_name": child}, at=world.at
        )
    return draft


def _line(page: str, draft: Draft) -> str:
    found = re.search(rf'<a class="go" href="/nop-ho-so/{draft.pk}/">(.*?)</a>', page, re.DOTALL)
    assert found, "the draft is not in the list"
    return found[1]


def test_they_say_whom_they_are_about_how_far_and_when_begun(world: World, as_asker: Browser) -> None:
    older, newer, empty = _begun(world, "Lê An", 2), _begun(world, "Lê Bình"), _begun(world, hours=1)
    page = as_asker(world.citizen).get("/ho-so-cua-toi/").text
    assert "Lê An" in _line(page, older)
    assert "bắt đầu 07:00" in _line(page, older)
    assert "lưu lúc 09:00" in _line(page, older)
    assert "Lê Bình" in _line(page, newer)
    assert "Lê" not in _line(page, empty)
    own = as_asker(world.citizen).get(f"/nop-ho-so/{older.pk}/").text
    told = re.search(r"Xong \d+ trên \d+", own)
    assert told
    assert f"{told[0]} phần" in _line(page, older)
    assert _line(page, older).split("Xong ")[1] != _line(page, empty).split("Xong ")[1]


def test_the_start_page_tells_them_apart_as_well(world: World, as_asker: Browser) -> None:
    _begun(world, "Lê An")
    assert "Lê An" in as_asker(world.citizen).get(f"/thu-tuc/{world.version.procedure.code}/nop").text


def test_nobody_else_sees_them(world: World, as_asker: Browser) -> None:
    _begun(world, "Lê An")
    assert "Lê An" not in as_asker(world.stranger).get("/ho-so-cua-toi/").text


def test_many_cost_as_few_queries_as_one(
    world: World, as_asker: Browser, django_assert_max_num_queries: Callable[..., object]
) -> None:
    browser = as_asker(world.citizen)
    for number in range(6):
        _begun(world, f"Lê An {number:d}".replace("0", "Một"))
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        assert browser.get("/ho-so-cua-toi/").status_code == 200

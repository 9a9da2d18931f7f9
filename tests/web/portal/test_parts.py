"""The task list says how far each part is: text first, and never "done" for what an officer would send back."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client

from motcua.dossiers.models import Draft
from motcua.dossiers.services.drafting import save_page, start_draft
from motcua.identity.askers import Asker
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]


def _draft(world: World) -> Draft:
    return start_draft(asker=world.citizen, procedure_code=world.version.procedure.code, at=world.at)


def _saved(world: World, draft: Draft, **answers: str) -> None:
    typed = {"child_name": "", "note": "", **answers}
    save_page(draft_id=draft.pk, asker=world.citizen, page_key="noi_dung", answers=typed, at=world.at)


def _state(browser: Client, draft: Draft, title: str) -> str:
    page = browser.get(f"/nop-ho-so/{draft.pk}/").text
    row = re.search(rf"{title}(?:</a>)?</span><span class=\"tag[^>]*>([^<]+)<", page)
    assert row is not None
    return row[1]


def test_nothing_answered_is_not_begun(world: World, as_asker: Browser) -> None:
    browser, draft = as_asker(world.citizen), _draft(world)
    assert _state(browser, draft, "Nội dung") == "Chưa làm"
    assert _state(browser, draft, "Kiểm tra và nộp") == "Chưa làm được"
    _saved(world, draft)
    assert _state(browser, draft, "Nội dung") == "Chưa làm"


def test_some_answers_are_a_part_in_the_making(world: World, as_asker: Browser) -> None:
    draft = _draft(world)
    _saved(world, draft, note="Sinh đôi")
    assert _state(as_asker(world.citizen), draft, "Nội dung") == "Đang làm"


def test_a_wrong_answer_is_an_error_in_the_list_as_well(world: World, as_asker: Browser) -> None:
    draft = _draft(world)
    _saved(world, draft, child_name="Lê 4n")
    assert _state(as_asker(world.citizen), draft, "Nội dung") == "Có lỗi"


def test_a_right_part_is_done(world: World, as_asker: Browser) -> None:
    draft = _draft(world)
    _saved(world, draft, child_name="Lê An")
    assert _state(as_asker(world.citizen), draft, "Nội dung") == "Đã xong"


def test_a_part_that_was_done_and_lacks_an_answer_now_is_not(world: World, as_asker: Browser) -> None:
    draft = _draft(world)
    _saved(world, draft, child_name="Lê An")
    Draft.objects.filter(pk=draft.pk).update(answers={"note": "Sinh đôi"})
    assert _state(as_asker(world.citizen), draft, "Nội dung") == "Còn thiếu"


def test_answers_of_an_authority_alone_are_said_to_be(world: World, as_asker: Browser, monkeypatch) -> None:
    draft = _draft(world)
    _saved(world, draft, child_name="Lê An")
    monkeypatch.setattr("motcua.web.portal.presenters.filing.locked_of", lambda _draft: frozenset({"child_name"}))
    assert _state(as_asker(world.citizen), draft, "Nội dung") == "Đã lấy từ CSDL"


def test_what_is_saved_is_proved_on_every_page(world: World, as_asker: Browser) -> None:
    browser, draft = as_asker(world.citizen), _draft(world)
    for path in ("", "noi-nop", "khai/noi_dung", "giay-to", "may-khac"):
        page = browser.get(f"/nop-ho-so/{draft.pk}/{path}").text
        assert re.search(r'role="status">.*Đã lưu 09:00', page, re.DOTALL), path

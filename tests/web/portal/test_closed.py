"""A procedure that is no longer offered: said in words, since when and why, wherever somebody still comes from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.services.retiring import retire
from motcua.dossiers.grouping.several import begin_group
from motcua.dossiers.models import Draft
from motcua.dossiers.services.drafting import start_draft
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel.kept import forget_everything
from tests.dossiers.world import World, _officer

type Browser = Callable[[Asker], Client]
CODE = "9.000001"
GROUND = "Quyết định 1234/QĐ-UBND ngày 10/11/2026."


@pytest.fixture
def draft(world: World) -> Draft:
    return start_draft(asker=world.citizen, procedure_code=CODE, at=world.at)


@pytest.fixture
def closed(world: World, draft: Draft) -> str:
    """The day from which it is closed, as people read it."""
    approver = _officer(world.committee, Role.APPROVER, "Ông Duyệt")
    retire(code=CODE, asker=approver, ground=GROUND, at=world.at)
    forget_everything()  # as after the commit, which a test does not reach
    return f"{world.at:%d/%m/%Y}"


def test_its_page_says_since_when_why_and_where_to_look(world: World, closed: str, client: Client) -> None:
    answer = client.get(f"/thu-tuc/{CODE}/")
    assert answer.status_code == 200
    for said in ("đã ngừng tiếp nhận", f"Từ ngày {closed}", "Lý do: Quyết định 1234/QĐ-UBND ngày 10/11/2026.</p>"):
        assert said in answer.text
    assert "/tim-kiem?q=" in answer.text
    assert "Ông Duyệt" not in answer.text


def test_a_kept_link_to_its_form_leads_to_that_page(world: World, closed: str, as_asker: Browser) -> None:
    browser = as_asker(world.citizen)
    page = f"/thu-tuc/{CODE}/"
    for address in (f"{page}nop", f"{page}hoi"):
        assert browser.get(address)["Location"] == page


def test_a_draft_of_it_says_so_when_it_is_opened(world: World, draft: Draft, closed: str, as_asker: Browser) -> None:
    browser = as_asker(world.citizen)
    for path in ("", "khai/noi_dung"):
        page = browser.get(f"/nop-ho-so/{draft.pk}/{path}").text
        assert "Bản nháp này không nộp được nữa" in page
        assert f"Từ ngày {closed}" in page
        assert "ban-moi" not in page
    assert browser.get(f"/nop-ho-so/{draft.pk}/ban-moi")["Location"] == f"/nop-ho-so/{draft.pk}/"


def test_one_that_was_replaced_or_never_offered_is_not_called_closed(world: World, client: Client) -> None:
    assert "ngừng tiếp nhận" not in client.get(f"/thu-tuc/{CODE}/").text
    assert client.get("/thu-tuc/9.999999/").status_code == 404
    ProcedureVersion.objects.filter(pk=world.version.pk).update(state="retired", retired_at=world.at)
    forget_everything()
    page = client.get(f"/thu-tuc/{CODE}/").text
    assert "đã ngừng tiếp nhận" in page
    assert "Lý do:" not in page


def test_the_list_of_drafts_marks_it_and_says_what_to_do(
    world: World, draft: Draft, closed: str, as_asker: Browser
) -> None:
    page = as_asker(world.citizen).get("/ho-so-cua-toi/").text
    assert "Đã ngừng tiếp nhận</span>" in page
    assert "Bản nháp này không nộp được nữa" in page


def test_a_group_with_a_draft_of_it_says_so_in_its_line_and_on_its_page(
    world: World, draft: Draft, as_asker: Browser
) -> None:
    group = begin_group(draft_id=draft.pk, asker=world.citizen, at=world.at)
    retire(code=CODE, asker=_officer(world.committee, Role.APPROVER, "Ông Duyệt"), ground=GROUND, at=world.at)
    forget_everything()
    browser = as_asker(world.citizen)
    assert "1 bản nháp thuộc thủ tục đã ngừng tiếp nhận" in browser.get("/ho-so-cua-toi/").text
    assert "Đã ngừng tiếp nhận</span>" in browser.get(f"/nhom/{group.pk}/").text

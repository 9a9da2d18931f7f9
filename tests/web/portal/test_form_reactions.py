"""A form of every kind on the portal: rows added and removed, questions that come and go, nothing typed lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.dossiers.models import Draft
from motcua.dossiers.services.drafting import start_draft
from motcua.identity.askers import Asker
from tests.dossiers.bundle import publish, version
from tests.dossiers.world import World
from tests.forms.kinds import CHILDREN

type Browser = Callable[[Asker], Client]
FIELDS = [
    {"key": "has_children", "label": "Có con không?", "type": "yes_no", "required": True},
    CHILDREN,
    {"key": "total", "label": "Tổng học phí", "type": "calculated", "as": "money", "value": "sum(children, cost)"},
    {"key": "died", "label": "Ngày mất", "type": "date", "lunar_note": True},
]
TYPED = {
    "has_children": "yes",
    "children-count": "1",
    "children-0-full_name": "Lê Hoa",
    "children-0-birth_d": "1",
    "children-0-birth_m": "2",
    "children-0-birth_y": "2015",
    "children-0-cost": "1.000",
}


@pytest.fixture
def draft(world: World) -> Draft:
    made = publish(version("9.000020", "Khai con", FIELDS, days=3))
    return start_draft(asker=world.citizen, procedure_code=made.procedure.code, at=world.at)


def page_of(draft: Draft) -> str:
    return f"/nop-ho-so/{draft.pk}/khai/noi_dung"


def test_a_row_is_added_with_everything_typed_kept(world: World, as_asker: Browser, draft: Draft) -> None:
    browser = as_asker(world.citizen)
    answer = browser.post(page_of(draft), {**TYPED, "died_d": "99", "children-add": "1"})
    assert (answer.status_code, answer["Location"]) == (302, f"{page_of(draft)}#f-children-1")
    shown = browser.get(page_of(draft)).text
    assert 'name="children-0-full_name" value="Lê Hoa"' in shown
    assert 'name="children-1-full_name"' in shown
    assert 'name="died_d" value="99"' in shown
    draft.refresh_from_db()
    assert "noi_dung" not in draft.done_pages


def test_a_row_is_taken_away(world: World, as_asker: Browser, draft: Draft) -> None:
    browser = as_asker(world.citizen)
    more = {**TYPED, "children-count": "2", "children-1-full_name": "Lê Minh", "children-remove-0": "1"}
    assert browser.post(page_of(draft), more)["Location"] == f"{page_of(draft)}#f-children"
    shown = browser.get(page_of(draft)).text
    assert 'name="children-0-full_name" value="Lê Minh"' in shown
    assert "Lê Hoa" not in shown


def test_an_error_in_a_row_is_told_at_its_control(world: World, as_asker: Browser, draft: Draft) -> None:
    answer = as_asker(world.citizen).post(page_of(draft), {**TYPED, "children-0-full_name": "Lê 2"})
    assert answer.status_code == 422
    assert 'href="#f-children-0-full_name"' in answer.text
    assert 'id="f-children-0-full_name-error"' in answer.text
    assert "Người con 1: Họ tên không được có chữ số" in answer.text


def test_a_reaction_draws_the_questions_anew_and_saves_nothing(world: World, as_asker: Browser, draft: Draft) -> None:
    browser = as_asker(world.citizen)
    before = browser.get(page_of(draft)).text
    assert 'class="field rows cards unasked"' in before
    answer = browser.post(page_of(draft), {**TYPED, "died_d": "1", "died_m": "8", "died_y": "2025", "react": "1"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'class="field rows cards"' in answer.text
    assert "1.000 đồng" in answer.text
    assert "ngày 8 tháng 6 nhuận năm Ất Tỵ" in answer.text
    draft.refresh_from_db()
    assert draft.answers == {}


def test_what_is_calculated_is_stored_at_every_save(world: World, as_asker: Browser, draft: Draft) -> None:
    school = {"children-0-school": "Trường A", "children-0-home_commune": "", "total": "7"}
    answer = as_asker(world.citizen).post(page_of(draft), {**TYPED, **school})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.answers["total"] == 1000
    assert draft.answers["children"][0]["cost"] == 1000
    assert "noi_dung" in draft.done_pages

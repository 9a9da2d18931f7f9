"""A few questions before the form, and the start page they lead to."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.models import Draft
from motcua.identity.askers import Asker
from tests.dossiers.procedures import counter, deciding, procedure
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]
CODE = "1.000777"
CASES = [("a", "Cha mẹ đã kết hôn"), ("b", "Cha mẹ chưa kết hôn")]
ABROAD = [{"label": "Không"}, {"label": "Có", "end": "Người nước ngoài chưa nộp ở đây được."}]
MARRIED = [{"label": "Rồi", "case": "a"}, {"label": "Chưa", "case": "b"}, {"label": "Sao y", "procedure": "1.000778"}]
GUIDE = [
    {"key": "nn", "ask": "Có người nước ngoài không?", "choices": ABROAD},
    {"key": "kh", "ask": "Cha mẹ đã kết hôn chưa?", "choices": MARRIED},
]


@pytest.fixture
def guided(world: World) -> ProcedureVersion:
    steps = [counter(), *deciding()]
    procedure(world, "1.000778", steps)
    return procedure(world, CODE, steps, cases=CASES, guide=GUIDE)


def test_one_question_a_page_and_what_was_answered_goes_along(guided: ProcedureVersion) -> None:
    page = Client().get(f"/thu-tuc/{CODE}/hoi?nn=1")
    assert page.status_code == 200
    assert "Cha mẹ đã kết hôn chưa?" in page.text
    assert '<input type="hidden" name="nn" value="1">' in page.text


def test_going_on_without_a_choice_is_told(guided: ProcedureVersion) -> None:
    page = Client().get(f"/thu-tuc/{CODE}/hoi?hoi=nn")
    assert page.status_code == 422
    assert 'href="#f-nn"' in page.text


def test_the_end_says_the_case_with_its_facts_and_leads_to_the_start(guided: ProcedureVersion) -> None:
    page = Client().get(f"/thu-tuc/{CODE}/hoi?nn=1&kh=2").text
    assert "Cha mẹ chưa kết hôn" in page
    assert "5 ngày làm việc" in page
    assert f"/thu-tuc/{CODE}/nop?truong-hop=b" in page


def test_another_procedure_and_a_sentence_are_ends_too(guided: ProcedureVersion) -> None:
    assert "/thu-tuc/1.000778/" in Client().get(f"/thu-tuc/{CODE}/hoi?nn=1&kh=3").text
    page = Client().get(f"/thu-tuc/{CODE}/hoi?nn=2").text
    assert "Người nước ngoài chưa nộp ở đây được." in page
    assert "/nop?" not in page


def test_a_procedure_without_a_guide_goes_straight_to_the_start(world: World) -> None:
    code = world.version.procedure.code
    assert Client().get(f"/thu-tuc/{code}/hoi")["Location"] == f"/thu-tuc/{code}/nop?truong-hop="


def test_the_start_page_knows_case_and_place_and_leads_past_them(
    world: World, guided: ProcedureVersion, as_asker: Browser
) -> None:
    browser = as_asker(world.citizen)
    assert browser.get(f"/thu-tuc/{CODE}/nop")["Location"] == f"/thu-tuc/{CODE}/hoi"
    assert 'name="case" value="a"' in browser.get(f"/thu-tuc/{CODE}/nop?truong-hop=a").text
    chosen = {"case": "a", "organisation": str(world.committee.pk)}
    answer = browser.post(f"/thu-tuc/{CODE}/nop", chosen)
    assert answer["Location"].endswith("/khai/nguoi_nop")
    draft = Draft.objects.get()
    assert draft.case is not None
    assert (draft.case.key, draft.organisation_id) == ("a", world.committee.pk)


def test_a_place_that_does_not_resolve_it_is_refused_and_nothing_is_begun(
    world: World, guided: ProcedureVersion, as_asker: Browser
) -> None:
    answer = as_asker(world.citizen).post(f"/thu-tuc/{CODE}/nop", {"case": "a", "organisation": "999999"})
    assert answer.status_code == 422
    assert "Chọn cơ quan nhận hồ sơ." in answer.text
    assert not Draft.objects.exists()


def test_starting_twice_with_one_form_begins_one_draft(
    world: World, guided: ProcedureVersion, as_asker: Browser
) -> None:
    form = {"case": "a", "organisation": str(world.committee.pk), "khoa": str(uuid.uuid4())}
    for _press in range(2):
        as_asker(world.citizen).post(f"/thu-tuc/{CODE}/nop", form)
    as_asker(world.stranger).post(f"/thu-tuc/{CODE}/nop", form)
    assert Draft.objects.filter(account_id=world.citizen.account_id).count() == 1
    assert Draft.objects.filter(account_id=world.stranger.account_id).count() == 1

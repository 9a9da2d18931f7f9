"""Filling in: saved at every step, refused in words, kept through everything."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client

from motcua.dossiers.models import Draft
from motcua.dossiers.services.drafting import start_draft
from motcua.identity.askers import Asker
from motcua.identity.models import Account
from tests.dossiers.world import World
from tests.web.portal.conftest import BACKEND

type Browser = Callable[[Asker], Client]


def _draft(world: World) -> Draft:
    return start_draft(asker=world.citizen, procedure_code=world.version.procedure.code, at=world.at)


def test_starting_leads_to_the_first_question(world: World, as_asker: Browser) -> None:
    answer = as_asker(world.citizen).post(f"/thu-tuc/{world.version.procedure.code}/nop")
    assert re.fullmatch(r"/nop-ho-so/[0-9a-f-]{36}/noi-nop", answer["Location"])


def test_another_persons_draft_is_not_found(world: World, as_asker: Browser) -> None:
    browser = as_asker(world.stranger)
    for page in ("", "noi-nop", "khai/noi_dung", "giay-to", "kiem-tra"):
        assert browser.get(f"/nop-ho-so/{_draft(world).pk}/{page}").status_code == 404


def test_a_wrong_page_keeps_what_was_typed(world: World, as_asker: Browser) -> None:
    browser, draft = as_asker(world.citizen), _draft(world)
    answer = browser.post(f"/nop-ho-so/{draft.pk}/khai/noi_dung", {"child_name": "", "note": "Sinh đôi"})
    assert answer.status_code == 422
    assert "<title>Lỗi:" in re.sub(r"\s+", " ", answer.text)
    assert 'href="#f-child_name"' in answer.text
    assert "Sinh đôi" in answer.text
    draft.refresh_from_db()
    assert draft.answers["note"] == "Sinh đôi"


def test_saving_while_typing_answers_with_the_time(world: World, as_asker: Browser) -> None:
    draft = _draft(world)
    answer = as_asker(world.citizen).post(
        f"/nop-ho-so/{draft.pk}/khai/noi_dung", {"child_name": "Lê An", "autosave": "1"}
    )
    assert answer.status_code == 204
    assert answer["X-Saved-At"] == "09:00"


def test_an_expired_login_keeps_the_answers_for_the_same_page(world: World, as_asker: Browser) -> None:
    draft = _draft(world)
    path = f"/nop-ho-so/{draft.pk}/khai/noi_dung"
    browser = as_asker(world.citizen)
    account = Account.objects.get(pk=world.citizen.account_id)
    browser.cookies["sid"] = "expired"
    assert browser.post(path, {"child_name": "Lê An"})["Location"] == f"/dang-nhap/?next={path}"
    browser.force_login(account, backend=BACKEND)  # keeps the session of the stranger, as our own login does
    page = browser.get(path).text
    assert 'value="Lê An"' in page
    assert "Câu trả lời vẫn còn dưới đây" in page


def test_checking_too_early_leads_back_to_the_list(world: World, as_asker: Browser) -> None:
    draft = _draft(world)
    answer = as_asker(world.citizen).get(f"/nop-ho-so/{draft.pk}/kiem-tra")
    assert answer["Location"] == f"/nop-ho-so/{draft.pk}/"


def test_an_upload_without_a_file_is_told_at_its_paper(world: World, as_asker: Browser) -> None:
    draft = _draft(world)
    answer = as_asker(world.citizen).post(f"/nop-ho-so/{draft.pk}/giay-to", {"paper": "chung-sinh"})
    assert answer.status_code == 422
    assert 'id="f-chung-sinh-error"' in answer.text


def test_required_papers_are_asked_for_before_going_on(world: World, as_asker: Browser) -> None:
    draft = _draft(world)
    answer = as_asker(world.citizen).post(f"/nop-ho-so/{draft.pk}/giay-to", {"done": "1"})
    assert answer.status_code == 422
    assert 'href="#f-chung-sinh"' in answer.text


def test_a_control_that_the_page_does_not_have_is_never_kept(world: World, as_asker: Browser) -> None:
    draft = start_draft(asker=world.citizen, procedure_code=world.version.procedure.code, at=world.at)
    sent = {"child_name": "Lê An", "status": "approved", "applicant_id": "1", "child_name-2-x": "y", "__class__": "z"}
    answer = as_asker(world.citizen).post(f"/nop-ho-so/{draft.pk}/khai/noi_dung", sent)
    assert answer.status_code == 302
    assert Draft.objects.get(pk=draft.pk).answers == {"child_name": "Lê An", "note": ""}

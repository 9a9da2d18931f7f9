"""A question for a paper: the file is taken where it is asked, and without a script on the page of papers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from motcua.catalogue.models import Paper
from motcua.dossiers.models import Draft, DraftFile
from motcua.dossiers.services.drafting import start_draft
from motcua.identity.askers import Asker
from tests.documents import evil
from tests.dossiers.bundle import publish, version
from tests.dossiers.world import World
from tests.web.portal.test_uploads import said, send

type Browser = Callable[[Asker], Client]
FIELDS = [
    {"key": "name", "label": "Tên của trẻ", "type": "text"},
    {"key": "proof", "label": "Giấy chứng sinh", "type": "paper", "paper": "chung-sinh"},
]


@pytest.fixture
def draft(world: World) -> Draft:
    made = version("9.000021", "Khai kèm giấy", FIELDS, days=3)
    Paper.objects.create(version=made, key="chung-sinh", name="Giấy chứng sinh", order=1)
    publish(made)
    return start_draft(asker=world.citizen, procedure_code=made.procedure.code, at=world.at)


def page_of(draft: Draft) -> str:
    return f"/nop-ho-so/{draft.pk}/khai/noi_dung"


def test_a_file_is_taken_where_it_is_asked_for(world: World, as_asker: Browser, draft: Draft) -> None:
    browser, content = as_asker(world.citizen), evil.pdf()
    shown = browser.get(page_of(draft)).text
    assert "kit/upload" in shown
    assert 'id="upload-words"' in shown
    found = re.search(r'data-begin="([^"]+)" hidden', shown)
    assert found
    said_of_it = {"Upload-Length": str(len(content)), "Upload-Metadata": said(filename="a.pdf")}
    send(browser, browser.post(found[1], headers=said_of_it)["Location"], content, 0)
    assert DraftFile.objects.get(draft=draft).paper_key == "chung-sinh"
    assert "<li>a.pdf</li>" in browser.get(page_of(draft)).text


def test_without_a_script_it_leads_to_the_papers(world: World, as_asker: Browser, draft: Draft) -> None:
    shown = as_asker(world.citizen).get(page_of(draft)).text
    assert re.search(rf'href="/nop-ho-so/{draft.pk}/giay-to"[^>]*>Tải giấy tờ lên', shown)
    assert shown.count("<form") == re.sub(r"<form.*?</form>", "<form", shown, flags=re.DOTALL).count("<form")


def test_a_page_without_such_a_question_has_no_script_for_it(world: World, as_asker: Browser, draft: Draft) -> None:
    who = as_asker(world.citizen).get(f"/nop-ho-so/{draft.pk}/khai/nguoi_nop").text
    assert "upload-words" not in who

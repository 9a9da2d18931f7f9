"""Nothing typed is lost when a form's token no longer fits, and no stranger's page puts words into a form."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.dossiers.models import Draft
from motcua.dossiers.services.drafting import start_draft
from motcua.identity.models import Account
from tests.dossiers.world import World
from tests.web.portal.conftest import BACKEND

TYPED = {"child_name": "Lê An", "note": ""}


@pytest.fixture
def browser(world: World) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(pk=world.citizen.account_id), backend=BACKEND)
    return client


def _path(world: World) -> str:
    draft = start_draft(asker=world.citizen, procedure_code=world.version.procedure.code, at=world.at)
    return f"/nop-ho-so/{draft.pk}/khai/noi_dung"


def test_answers_sent_with_an_old_token_wait_on_the_page(world: World, browser: Client) -> None:
    path = _path(world)
    answer = browser.post(path, TYPED, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 403
    assert "câu trả lời vẫn còn" in answer.text
    assert Draft.objects.get().answers == {}
    assert 'value="Lê An"' in browser.get(path).text


@pytest.mark.parametrize("site", ["cross-site", "same-site", ""])
def test_another_sites_form_leaves_nothing_behind(world: World, browser: Client, site: str) -> None:
    path = _path(world)
    assert browser.post(path, TYPED, headers={"Sec-Fetch-Site": site}).status_code == 403
    assert "Lê An" not in browser.get(path).text

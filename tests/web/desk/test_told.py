"""Where answers came from, on the officer's page, and the tick at what no machine could verify."""

from __future__ import annotations

import uuid

import pytest

from motcua.dossiers.enums import ToldState
from motcua.dossiers.models import DossierEvent, ToldAnswer
from motcua.dossiers.services.reception import receive
from tests.dossiers.world import World
from tests.web.desk.conftest import Desk, act_url, key_in


@pytest.fixture
def dossier_id(world: World) -> uuid.UUID:
    made = world.dossier_id()
    receive(dossier_id=made, asker=world.clerk, key=world.key(), at=world.at)
    for key, state, now in (("child_name", ToldState.DIFFERS, "Nguyễn Minh Khoa"), ("note", ToldState.CONFIRMED, None)):
        ToldAnswer.objects.create(
            dossier_id=made, key=key, label=key, source="register", state=state, value="Nguyễn Minh Khôi", now=now
        )
    return made


def test_the_page_says_what_the_source_says_instead(world: World, desk: Desk, dossier_id: uuid.UUID) -> None:
    shown = desk(world.specialist).get(f"/can-bo/ho-so/{dossier_id}/").content.decode()
    assert "Còn 1 mục phải đối chiếu" in shown
    assert "Nguyễn Minh Khoa" in shown
    assert "Cơ sở dữ liệu quốc gia về dân cư" in shown


def test_what_the_applicant_was_warned_of_is_told(world: World, desk: Desk, dossier_id: uuid.UUID) -> None:
    filing = DossierEvent.objects.get(dossier_id=dossier_id, act="file")
    assert "warned" not in filing.data
    shown = desk(world.specialist).get(f"/can-bo/ho-so/{dossier_id}/").content.decode()
    assert "Hệ thống đã nhắc" not in shown


def test_the_verdict_is_saved_and_the_button_goes(world: World, desk: Desk, dossier_id: uuid.UUID) -> None:
    browser, url = desk(world.specialist), act_url(dossier_id, "verify")
    form = browser.get(url).content
    assert "muc-child_name" in form.decode()
    assert "muc-note" not in form.decode()
    posted = {"key": key_in(form), "muc-child_name": "wrong", "note": "Sổ ghi Khoa"}
    assert browser.post(url, posted).status_code == 302
    row = ToldAnswer.objects.get(dossier_id=dossier_id, key="child_name")
    assert (row.state, row.note) == (ToldState.WRONG, "Sổ ghi Khoa")
    assert url not in browser.get(f"/can-bo/ho-so/{dossier_id}/").content.decode()


def test_a_form_sent_without_any_verdict_is_told_so(world: World, desk: Desk, dossier_id: uuid.UUID) -> None:
    browser, url = desk(world.specialist), act_url(dossier_id, "verify")
    answer = browser.post(url, {"key": key_in(browser.get(url).content), "note": "x"})
    assert answer.status_code == 422
    assert "ít nhất một mục" in answer.content.decode()

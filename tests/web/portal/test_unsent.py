"""Words about a dossier are kept while they are typed, for who typed them alone, until they are sent."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from motcua.dossiers.enums import Act
from motcua.dossiers.models import Objection, Unsent
from motcua.dossiers.services.keeping import LARGEST, keep_unsent
from motcua.dossiers.services.tidying import tidy
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, NotFound, Refused
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]
WORDS = "Cán bộ hẹn nhiều lần mà không giải quyết"


def test_a_supplement_is_saved_while_it_is_typed_and_says_when(
    world: World, as_asker: Browser, asked: uuid.UUID
) -> None:
    url = f"/ho-so/{asked}/bo-sung"
    typed = {"autosave": "1", "child_name": "Nguyễn Minh Khu", "words": "Đang"}
    answer = as_asker(world.citizen).post(url, typed)
    assert (answer.status_code, answer.headers["X-Saved-At"]) == (204, "09:00")
    on_another_device = as_asker(world.citizen).get(url).text
    assert 'value="Nguyễn Minh Khu"' in on_another_device
    assert "Đang</textarea>" in on_another_device
    assert "Đã lưu 09:00" in on_another_device


def test_without_javascript_a_button_keeps_it_for_later(world: World, as_asker: Browser, asked: uuid.UUID) -> None:
    browser, url = as_asker(world.citizen), f"/ho-so/{asked}/bo-sung"
    page = browser.post(url, {"keep": "1", "child_name": "Khuê", "words": ""}, follow=True).text
    assert "Đã lưu, chưa gửi" in page
    assert 'value="Khuê"' in page


def test_what_was_sent_after_the_login_ran_out_is_still_there(
    world: World, as_asker: Browser, asked: uuid.UUID
) -> None:
    browser, url = as_asker(world.citizen), f"/ho-so/{asked}/bo-sung"
    account_session = {key: browser.session[key] for key in ("_auth_user_id", "_auth_user_backend", "_auth_user_hash")}
    browser.session.flush()
    sent = browser.post(url, {"send": "1", "child_name": "Nguyễn Minh Khuê", "words": "Đã sửa"})
    assert "dang-nhap" in sent.headers["Location"]
    session = browser.session
    session.update(account_session)
    session.save()
    page = browser.get(url).text
    assert "vẫn còn dưới đây" in page
    assert 'value="Nguyễn Minh Khuê"' in page
    assert "Đã sửa</textarea>" in page


def test_once_sent_nothing_is_kept(world: World, as_asker: Browser) -> None:
    dossier_id, browser = world.dossier_id(), as_asker(world.citizen)
    url = f"/ho-so/{dossier_id}/khieu-nai"
    browser.post(url, {"autosave": "1", "words": WORDS})
    assert f"{WORDS}</textarea>" in browser.get(url).text
    assert browser.post(url, {"words": WORDS}).status_code == 302
    assert Objection.objects.get().words == WORDS
    assert not Unsent.objects.exists()


def test_what_is_wrong_is_kept_as_well(world: World, as_asker: Browser) -> None:
    dossier_id, browser = world.dossier_id(), as_asker(world.citizen)
    url = f"/ho-so/{dossier_id}/khieu-nai"
    assert browser.post(url, {"words": "Không"}).status_code == 422
    assert "Không</textarea>" in browser.get(url).text


def test_nobody_else_sees_or_keeps_anything(world: World, as_asker: Browser) -> None:
    dossier_id = world.dossier_id()
    as_asker(world.citizen).post(f"/ho-so/{dossier_id}/khieu-nai", {"autosave": "1", "words": WORDS})
    assert as_asker(world.stranger).get(f"/ho-so/{dossier_id}/khieu-nai").status_code == 404
    with pytest.raises(NotFound):
        keep(world, world.stranger, dossier_id, {"words": "x"})
    assert Unsent.objects.get().account_id == world.citizen.account_id


def test_an_answer_to_what_is_not_asked_is_not_kept(world: World) -> None:
    with pytest.raises(Refused):
        keep(world, world.citizen, world.dossier_id(), {"words": "x"}, act=Act.SUPPLEMENT)


def test_more_than_anybody_types_is_refused(world: World) -> None:
    with pytest.raises(Invalid):
        keep(world, world.citizen, world.dossier_id(), {"words": "x" * LARGEST})


def test_what_nobody_came_back_to_is_forgotten_after_thirty_days(world: World) -> None:
    keep(world, world.citizen, world.dossier_id(), {"words": WORDS})
    tidy(at=world.at + timedelta(days=29))
    assert Unsent.objects.exists()
    tidy(at=world.at + timedelta(days=31))
    assert not Unsent.objects.exists()


def keep(world: World, asker: Asker, dossier_id: uuid.UUID, typed: dict[str, str], act: Act = Act.OBJECT) -> None:
    keep_unsent(dossier_id=dossier_id, asker=asker, act=act, purpose="object:0", typed=typed, at=world.at)

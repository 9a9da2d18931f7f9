"""Pages of one dossier: its people see it, nobody else learns that it exists."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.identity.askers import Asker
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]

PAGES = ["", "da-nop", "qr.svg", "rut", "danh-gia", "phieu-hen.pdf"]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_told_not_found(world: World, as_asker: Browser, page: str) -> None:
    answer = as_asker(world.stranger).get(f"/ho-so/{world.dossier_id()}/{page}")
    assert answer.status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_somebody_not_logged_in_is_led_to_the_login(world: World, client: Client, page: str) -> None:
    path = f"/ho-so/{world.dossier_id()}/{page}"
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer["Location"] == f"/dang-nhap/?next={path}"


def test_an_unknown_dossier_looks_like_a_strangers(world: World, as_asker: Browser) -> None:
    browser = as_asker(world.stranger)
    unknown = browser.get(f"/ho-so/{uuid.uuid4()}/")
    other = browser.get(f"/ho-so/{world.dossier_id()}/")
    assert unknown.status_code == other.status_code == 404
    assert "Không tìm thấy hồ sơ này" in unknown.text
    assert "Không tìm thấy hồ sơ này" in other.text


def test_the_confirmation_shows_code_number_and_files(world: World, as_asker: Browser) -> None:
    filed = world.filed()
    page = as_asker(world.citizen).get(f"/ho-so/{filed.dossier_id}/da-nop").text
    assert filed.code in page.replace("\u200b", "")
    assert filed.check_number in page
    assert "Đã nhận 1 tệp" in page
    assert "chung-sinh.jpg" in page


def test_withdrawing_twice_is_one_withdrawal(world: World, as_asker: Browser) -> None:
    browser, dossier_id = as_asker(world.citizen), world.dossier_id()
    answers = [browser.post(f"/ho-so/{dossier_id}/rut", {"reason": "Nộp nhầm"}) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    dossier = Dossier.objects.get(pk=dossier_id)
    assert dossier.status == "withdrawn"
    assert dossier.events.filter(act="withdraw").count() == 1


def test_rating_waits_for_an_outcome(world: World, as_asker: Browser) -> None:
    answer = as_asker(world.citizen).post(f"/ho-so/{world.dossier_id()}/danh-gia", {"score": "5"})
    assert answer.status_code == 409
    assert "khi hồ sơ đã có kết quả" in answer.text


def test_a_file_is_shown_to_its_owner_only(world: World, as_asker: Browser) -> None:
    file_id = world.upload(world.citizen)
    assert as_asker(world.stranger).get(f"/tep/{file_id}/").status_code == 404
    assert as_asker(world.stranger).get(f"/tep/{file_id}/anh").status_code == 404


def test_my_dossiers_cost_the_same_for_many_as_for_one(
    world: World, as_asker: Browser, django_assert_max_num_queries: Callable[..., object]
) -> None:
    browser = as_asker(world.citizen)
    for _number in range(6):
        world.filed()
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        assert browser.get("/ho-so-cua-toi/").status_code == 200

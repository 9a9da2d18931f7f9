"""Where a dossier waits for the applicant, to pay or to answer: what its people see, and whoever has the slip."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.catalogue.models import ChannelTerm
from motcua.dossiers.models import Dossier, DossierEvent, DossierPaper
from motcua.dossiers.services.answering import paid
from motcua.dossiers.services.telling import tell_about
from motcua.identity.askers import Asker
from motcua.notifications.models import Message
from motcua.workflow.models import Task
from tests.dossiers.procedures import counter, deciding, procedure, received, step
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]
AT_COUNTER = {"role": "reception", "where": "reception", "acts": []}
ACTION = "Đọc bản dự thảo rồi cho biết đã đúng chưa"


@pytest.fixture
def dossier_id(world: World) -> uuid.UUID:
    """First it waits for money, then for an answer."""
    steps = [
        counter("tien"),
        step("tien", "xac-nhan", kind="payment", citizen={"action": "Nộp lệ phí"}, **AT_COUNTER),
        step("xac-nhan", "xu-ly", kind="wait_citizen", citizen={"action": ACTION, "upload": True}, **AT_COUNTER),
        *deciding(),
    ]
    return received(world, procedure(world, "9.000070", steps))


def pay(world: World, dossier_id: uuid.UUID) -> None:
    values: dict[str, Any] = {"receipt": "BL-1", "amount": 50_000, "on": world.at.date()}
    paid(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, **values)


def picture(name: str = "ban-ky.jpg") -> SimpleUploadedFile:
    held = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(held, "JPEG")
    return SimpleUploadedFile(name, held.getvalue(), "image/jpeg")


def public(dossier_id: uuid.UUID) -> str:
    dossier = Dossier.objects.get(pk=dossier_id)
    return Client().get(f"/t/{dossier.track_token}/").text


def test_what_is_paid_where_is_said_to_the_applicant_and_on_the_slip(
    world: World, as_asker: Browser, dossier_id: uuid.UUID
) -> None:
    assert not ChannelTerm.objects.exclude(fee=0).exists()
    for page in (as_asker(world.citizen).get(f"/ho-so/{dossier_id}/").text, public(dossier_id)):
        assert "Anh/chị cần nộp tiền" in page
        assert "Nộp lệ phí." in page
        assert "Nộp tại Một cửa phường Thử" in page
        assert "Đang tạm dừng" in page


def test_the_applicant_answers_with_a_file_and_the_dossier_goes_on(
    world: World, as_asker: Browser, dossier_id: uuid.UUID
) -> None:
    pay(world, dossier_id)
    browser = as_asker(world.citizen)
    url = f"/ho-so/{dossier_id}/tra-loi/xac-nhan"
    assert url in browser.get(f"/ho-so/{dossier_id}/").text
    assert "Anh/chị chưa phải làm gì" not in browser.get(f"/ho-so/{dossier_id}/").text
    assert ACTION in browser.get(url).text
    answer = browser.post(url, {"words": "Đúng rồi", "file": [picture()]})
    assert answer.status_code == 302
    assert DossierEvent.objects.get(dossier_id=dossier_id, act="confirm").note == "Đúng rồi"
    assert DossierPaper.objects.filter(dossier_id=dossier_id, key="xac-nhan").count() == 1
    assert Task.objects.get(subject_id=dossier_id, state="open").step == "xu-ly"
    again = browser.post(url, {"words": "Đúng rồi"}, follow=True)
    assert "không còn chờ anh/chị trả lời" in again.text
    assert DossierEvent.objects.filter(dossier_id=dossier_id, act="confirm").count() == 1


def test_a_bad_file_keeps_the_words(world: World, as_asker: Browser, dossier_id: uuid.UUID) -> None:
    pay(world, dossier_id)
    bad = SimpleUploadedFile("a.exe", b"MZ", "application/octet-stream")
    answer = as_asker(world.citizen).post(
        f"/ho-so/{dossier_id}/tra-loi/xac-nhan", {"words": "Có một chỗ sai", "file": [bad]}
    )
    assert answer.status_code == 422
    assert "Có một chỗ sai</textarea>" in answer.text
    assert Task.objects.get(subject_id=dossier_id, state="open").step == "xac-nhan"


def test_a_stranger_finds_nothing_to_answer(world: World, as_asker: Browser, dossier_id: uuid.UUID) -> None:
    pay(world, dossier_id)
    assert as_asker(world.stranger).get(f"/ho-so/{dossier_id}/tra-loi/xac-nhan").status_code == 404


def test_there_is_no_page_for_a_step_that_waits_for_nobody(
    world: World, as_asker: Browser, dossier_id: uuid.UUID
) -> None:
    for key in ("tien", "xu-ly", "khong-co"):
        answer = as_asker(world.citizen).get(f"/ho-so/{dossier_id}/tra-loi/{key}")
        assert answer.status_code == 302


def test_with_the_slip_one_is_led_to_the_login(world: World, dossier_id: uuid.UUID) -> None:
    pay(world, dossier_id)
    page = public(dossier_id)
    assert f"{ACTION}." in page
    assert "Đăng nhập để trả lời" in page


def test_the_list_of_dossiers_says_that_it_waits(world: World, as_asker: Browser, dossier_id: uuid.UUID) -> None:
    page = as_asker(world.citizen).get("/ho-so-cua-toi/").text
    assert "Xem việc cần làm" in page


def test_the_applicant_is_told_once_of_each_wait(world: World, dossier_id: uuid.UUID) -> None:
    for _twice in range(2):
        tell_about(event=DossierEvent.objects.filter(dossier_id=dossier_id).latest("id"), at=world.at)
    asked = Message.objects.filter(kind="asked", channel="inbox")
    assert [("Nộp lệ phí" in one.body, one.person_id) for one in asked] == [(True, world.citizen.person_id)]
    pay(world, dossier_id)
    tell_about(event=DossierEvent.objects.filter(dossier_id=dossier_id).latest("id"), at=world.at)
    assert ACTION in asked.latest("id").body

"""What somebody new at the desk finds: their own work, whose clock runs, the next thing to press, a way on."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from motcua.dossiers.models import Dossier, ToldAnswer
from motcua.dossiers.services.reception import receive
from motcua.identity.enums import OrganisationKind, Role
from motcua.identity.models import Organisation
from motcua.workflow.models import Task
from tests.dossiers.world import SINCE, World
from tests.web.desk.conftest import Desk, act_url
from tests.web.desk.test_pages import officer, province

INBOX = "/can-bo/"


def post_office() -> Organisation:
    return Organisation.objects.create(
        code="H99.9", name="Bưu cục Thử", short_name="BC Thử", kind=OrganisationKind.POST_OFFICE, valid_from=SINCE
    )


def doors(page: str) -> list[str]:
    head = page.partition("</nav>")[0]
    return re.findall(r'<a href="(/can-bo/[^"]*)"', head)


@pytest.mark.parametrize(
    ("role", "own"),
    [
        (Role.HELPER, "/can-bo/khai-giup/"),
        (Role.EDITOR, "/can-bo/cau-hinh/"),
        (Role.SYSTEM_ADMIN, "/can-bo/lich-lam-viec/"),
    ],
)
def test_whom_no_dossier_waits_for_is_led_to_their_own_work(world: World, desk: Desk, role: Role, own: str) -> None:
    body = post_office() if role is Role.HELPER else province(world)
    client = desk(officer(body, role, "Người Mới"))
    answer = client.get(INBOX)
    assert (answer.status_code, answer.headers["Location"]) == (302, own)
    assert INBOX not in doors(client.get(own).content.decode())


def test_a_view_asked_for_by_name_is_shown_to_anybody(world: World, desk: Desk) -> None:
    assert desk(officer(post_office(), Role.HELPER, "Người Mới")).get(f"{INBOX}?xem=cua-toi").status_code == 200


def test_who_handles_dossiers_begins_at_the_inbox(world: World, desk: Desk) -> None:
    for asker in (world.clerk, world.specialist, world.leader):
        page = desk(asker).get(INBOX)
        assert page.status_code == 200
        assert INBOX in doors(page.content.decode())


def test_the_words_of_the_inbox_are_explained_beside_it(world: World, desk: Desk) -> None:
    page = desk(world.clerk).get(INBOX).content.decode()
    assert "Đang ở bước của đơn vị anh/chị, chưa ai nhận làm." in page
    assert "“Trả lại” đưa hồ sơ về bước trước" in page


def test_the_two_clocks_of_a_dossier_are_told_apart(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    promised = Dossier.objects.get(pk=dossier_id).due_at
    assert promised
    Task.objects.filter(subject_id=dossier_id).update(due_at=promised - timedelta(hours=20))
    page = desk(world.clerk).get(f"/can-bo/ho-so/{dossier_id}/").content.decode()
    assert "Bước này:" in page
    assert "Hạn của bước này:" in page
    Task.objects.filter(subject_id=dossier_id).update(due_at=promised)
    assert "Bước này:" not in desk(world.clerk).get(f"/can-bo/ho-so/{dossier_id}/").content.decode()


def test_rare_acts_stand_behind_one_word(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    page = desk(world.clerk).get(f"/can-bo/ho-so/{dossier_id}/").content.decode()
    before, _summary, behind = page.partition("Việc khác")
    assert act_url(dossier_id, "receive") in before
    assert act_url(dossier_id, "withdraw") not in before
    assert act_url(dossier_id, "withdraw") in behind


def test_an_answer_that_stands_as_its_source_gave_it_has_a_tick(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)
    for key, state in (("note", "unverified"), ("child_name", "confirmed")):
        ToldAnswer.objects.create(dossier_id=dossier_id, key=key, label=key, source="register", state=state, value="x")
    page = desk(world.specialist).get(f"/can-bo/ho-so/{dossier_id}/").content.decode()
    assert re.search(r'Nguyễn Minh Khôi <span class="d-told is-ok"[^>]*><svg', page)
    assert "1 câu trả lời đúng như Cơ sở dữ liệu quốc gia về dân cư" in page
    assert page.count("d-sources") == 1
    assert "child_name:" not in page


@pytest.mark.parametrize(("path", "status"), [("/can-bo/khong-co-trang-nay/", 404), ("/can-bo/lich-lam-viec/", 403)])
def test_a_refusal_stands_between_the_doors_of_the_desk(world: World, desk: Desk, path: str, status: int) -> None:
    answer = desk(world.clerk).get(path)
    page = answer.content.decode()
    assert answer.status_code == status
    assert "Về bàn làm việc" in page
    assert INBOX in doors(page)
    assert "Hồ sơ của tôi" not in page


def test_a_citizen_or_stranger_keeps_the_citizens_page(world: World, desk: Desk) -> None:
    for client, path in ((desk(world.citizen), INBOX), (Client(), "/khong-co-trang-nay/")):
        page = client.get(path).content.decode()
        assert "Về trang chủ" in page
        assert "Về bàn làm việc" not in page

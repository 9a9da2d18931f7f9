"""After the decision, at the desk: handing over with proof, what has not arrived, what is not in step, mirrors."""

from __future__ import annotations

import uuid

import pytest

from motcua.dossiers.enums import Act
from motcua.dossiers.models import Dossier, DossierPaper, InStep
from motcua.dossiers.services.closing import return_result
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.delivering import opened
from tests.dossiers.elsewhere import CODE, LISTENER, ROUTE, SYSTEM, heard, told
from tests.dossiers.world import World
from tests.web.desk.acting import press, proposed, received, status
from tests.web.desk.conftest import Desk, act_url, picture

LISTS = "/can-bo/sau-quyet-dinh/"
REASON = "Theo Công văn 12 ngày 10/11/2026 của Bộ Thử."


@pytest.fixture(autouse=True)
def systems(settings) -> None:
    settings.ROUTES = {SYSTEM: ROUTE}
    settings.LISTENERS = {"cong-thu": LISTENER}


def decided(world: World) -> uuid.UUID:
    dossier_id = proposed(world)
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at)
    return dossier_id


def dossier_page(desk: Desk, asker, dossier_id: uuid.UUID) -> str:
    return desk(asker).get(f"/can-bo/ho-so/{dossier_id}/").content.decode()


def test_the_counter_hands_over_with_a_scanned_signature(world: World, desk: Desk) -> None:
    dossier_id = decided(world)
    typed = {"delivery": "counter", "received_by": "Nguyễn Thị An", "id_digits": "0001", "signature": picture()}
    assert press(desk(world.clerk), dossier_id, "return-result", **typed).status_code == 302
    assert DossierPaper.objects.filter(dossier_id=dossier_id, key="bien-nhan-ket-qua").exists()
    page = dossier_page(desk, world.clerk, dossier_id)
    assert "Đã tới tay" in page
    assert "Người nhận đã nhận tận tay: Nguyễn Thị An" in page


def test_by_post_it_is_on_the_list_until_its_arrival_is_confirmed(world: World, desk: Desk) -> None:
    dossier_id = decided(world)
    client = desk(world.clerk)
    wrong = press(client, dossier_id, "return-result", delivery="post", tracking="")
    assert wrong.status_code == 422
    assert 'href="#f-tracking"' in wrong.content.decode()
    assert press(client, dossier_id, "return-result", delivery="post", tracking="re 123 456 vn").status_code == 302
    listed = client.get(f"{LISTS}chua-toi-tay/").content.decode()
    assert "Đang chờ bưu chính phát, số hiệu RE123456VN" in listed
    assert act_url(dossier_id, "confirm-delivery") in listed
    day = {"day_d": "16", "day_m": "11", "day_y": "2026"}
    lacking = press(client, dossier_id, "confirm-delivery", received_by="", basis="", **day)
    assert lacking.status_code == 422
    sent = press(client, dossier_id, "confirm-delivery", received_by="Nguyễn Thị An", basis="Phiếu báo phát 12", **day)
    assert sent.status_code == 302
    assert "Mọi kết quả đều đã tới tay" in client.get(f"{LISTS}chua-toi-tay/").content.decode()
    assert "Bưu chính đã phát: Nguyễn Thị An, Phiếu báo phát 12" in dossier_page(desk, world.leader, dossier_id)
    assert "confirm-delivery" not in dossier_page(desk, world.clerk, dossier_id)


def test_what_was_typed_for_another_way_is_not_taken(world: World, desk: Desk) -> None:
    dossier_id = decided(world)
    press(desk(world.clerk), dossier_id, "return-result", delivery="online", received_by="Nguyễn Thị An", id_digits="x")
    assert status(dossier_id) == "returned"
    assert Dossier.objects.get(pk=dossier_id).delivered_at is None
    page = dossier_page(desk, world.clerk, dossier_id)
    assert "Đang chờ người nhận mở bản điện tử; Một cửa phường Thử theo dõi" in page


def test_opened_online_is_shown_with_its_evidence(world: World, desk: Desk) -> None:
    dossier_id = decided(world)
    return_result(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, delivery="online")
    opened(dossier_id=dossier_id, asker=world.citizen, at=world.at)
    assert "Người nhận đã mở bản điện tử: Nguyễn Thị An" in dossier_page(desk, world.clerk, dossier_id)


def test_what_is_not_in_step_is_listed_and_settled_by_hand(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    client = desk(world.clerk)
    page = client.get(f"{LISTS}chua-khop/").content.decode()
    assert Dossier.objects.get(pk=dossier_id).code in page
    assert "Cổng Thử" in dossier_page(desk, world.clerk, dossier_id)
    row = InStep.objects.get()
    url = f"{LISTS}chua-khop/{row.pk}/"
    short = client.post(url, {"event": str(row.wanted_id), "note": "rồi"})
    assert short.status_code == 422
    assert 'value="rồi"' in short.content.decode()
    assert client.post(url, {"event": str(row.wanted_id), "note": "Chị Lan nhập lúc 10 giờ"}).status_code == 302
    assert "Không có hồ sơ nào lệch" in client.get(f"{LISTS}chua-khop/").content.decode()
    assert "Đã khớp lúc" in dossier_page(desk, world.clerk, dossier_id)


@pytest.mark.parametrize("event", ["", "x", "-1", "9" * 30])
def test_an_event_that_is_none_settles_nothing(world: World, desk: Desk, event: str) -> None:
    received(world)
    desk(world.clerk).post(
        f"{LISTS}chua-khop/{InStep.objects.get().pk}/", {"event": event, "note": "Chị Lan nhập lúc 10 giờ"}
    )
    assert InStep.objects.get().confirmed_id is None


def test_a_mirror_says_whose_it_is_and_offers_nothing(world: World, desk: Desk) -> None:
    found = heard(world, told(world, 1, 2))
    heard(world, told(world, 3, 4, after=2))
    page = dossier_page(desk, world.specialist, found.dossier_id)
    assert f"Bản sao từ Hệ thống của Bộ Thử (mã {CODE})" in page
    assert "Còn thiếu diễn biến số 2" in page
    assert 'class="d-acts"' not in page
    listed = desk(world.leader).get(f"{LISTS}ban-sao/").content.decode()
    assert CODE in listed
    assert "Còn thiếu diễn biến số 2" in listed
    form = desk(world.clerk).get(act_url(found.dossier_id, "receive")).content.decode()
    assert "Hồ sơ này do Hệ thống của Bộ Thử quản lý" in form


def test_a_leader_gives_the_record_away_and_takes_it_back(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    client = desk(world.leader)
    missing = press(client, dossier_id, "change-route", reason=REASON, to_system=SYSTEM, external_code="")
    assert missing.status_code == 422
    away = press(client, dossier_id, "change-route", reason=REASON, to_system=SYSTEM, external_code=CODE)
    assert away.status_code == 302
    assert "Bản sao từ Hệ thống của Bộ Thử" in dossier_page(desk, world.leader, dossier_id)
    back = press(client, dossier_id, "change-route", reason=REASON, step="xu-ly")
    assert back.status_code == 302
    assert Dossier.objects.get(pk=dossier_id).record_system == ""
    assert act_url(dossier_id, "propose") in dossier_page(desk, world.specialist, dossier_id)


def test_the_route_is_no_button_where_there_is_no_other_system(world: World, desk: Desk, settings) -> None:
    settings.ROUTES = {}
    page = dossier_page(desk, world.leader, received(world))
    assert Act.CHANGE_ROUTE.value.replace("_", "-") not in page

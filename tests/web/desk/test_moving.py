"""Acts on a matter as a whole, pressed on the desk, and what its pages say afterwards."""

from __future__ import annotations

import uuid

from motcua.dossiers.models import Dossier, DossierPaper, HandOver
from motcua.dossiers.services.closing import withdraw
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.objecting import object_to
from motcua.dossiers.services.supplementing import Item, request_supplement, supplement
from motcua.vault.models import IssuedResult
from tests.dossiers.world import World
from tests.web.desk.acting import press, proposed, received, status
from tests.web.desk.conftest import Desk, act_url, key_in

REASON = "Nơi thường trú thuộc xã Khác, đã đối chiếu"


def page_of(desk: Desk, asker, dossier_id: uuid.UUID) -> str:
    return desk(asker).get(f"/can-bo/ho-so/{dossier_id}/").text


def test_a_transfer_is_pressed_and_the_old_office_still_reads_it(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    answer = press(
        desk(world.clerk), dossier_id, "transfer", organisation_id=str(world.elsewhere.pk), reason=REASON
    )  # fmt: skip
    assert answer.status_code == 302
    assert Dossier.objects.get(pk=dossier_id).organisation_id == world.elsewhere.pk
    assert "Hồ sơ được chuyển tới UBND xã Khác" in page_of(desk, world.clerk, dossier_id)


def test_a_transfer_without_a_place_keeps_the_reason(world: World, desk: Desk) -> None:
    answer = press(desk(world.clerk), world.dossier_id(), "transfer", organisation_id="", reason=REASON)
    assert answer.status_code == 422
    assert f"{REASON}</textarea>" in answer.text
    assert "Chọn một cơ quan khác" in answer.text


def test_a_correction_shows_old_beside_new(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    typed = {"child_name": "Nguyễn Minh Khuê", "applicant_name": "Nguyễn Thị An", "reason": REASON}
    assert press(desk(world.specialist), dossier_id, "correct", **typed).status_code == 302
    page = page_of(desk, world.clerk, dossier_id)
    assert "<del>Nguyễn Minh Khôi</del> → <ins>Nguyễn Minh Khuê</ins>" in page


def test_a_wrong_correction_keeps_what_was_typed_and_says_where(world: World, desk: Desk) -> None:
    answer = press(desk(world.specialist), received(world), "correct", child_name="Khuê 9", reason=REASON)
    assert answer.status_code == 422
    assert 'value="Khuê 9"' in answer.text
    assert 'id="f-child_name-error"' in answer.text


def test_a_result_is_corrected_by_a_leader(world: World, desk: Desk) -> None:
    dossier_id = proposed(world)
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at)
    typed = {"label": ["Họ và tên"], "text": ["Nguyễn Minh Khuê"], "reason": REASON}
    assert press(desk(world.leader), dossier_id, "correct", **typed).status_code == 302
    assert IssuedResult.objects.filter(dossier_id=dossier_id).count() == 2
    assert "Đính chính kết quả: số" in page_of(desk, world.clerk, dossier_id)


def test_reopening_offers_steps_of_work_only(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    withdraw(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at)
    form = desk(world.leader).get(act_url(dossier_id, "reopen")).text
    assert 'value="xu-ly"' in form
    assert 'value="tiep-nhan"' not in form
    assert press(desk(world.leader), dossier_id, "reopen", to_step="xu-ly", reason=REASON).status_code == 302
    assert status(dossier_id) == "processing"


def test_a_probable_duplicate_is_shown_and_merged(world: World, desk: Desk) -> None:
    kept, duplicate = received(world), world.dossier_id()
    page = page_of(desk, world.clerk, duplicate)
    assert f"Có thể trùng với hồ sơ {Dossier.objects.get(pk=kept).code}" in page
    assert act_url(duplicate, "merge") in page
    assert press(desk(world.clerk), duplicate, "merge", into=str(kept)).status_code == 302
    assert status(duplicate) == "stopped"
    assert "Có thể trùng" not in page_of(desk, world.clerk, kept)


def test_an_objection_is_listed_for_leaders_and_answered(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    words = "Yêu cầu giấy tờ không có trong quy định"
    object_to(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at, words=words)
    leader = desk(world.leader)
    assert words in leader.get("/can-bo/khieu-nai/").text
    assert desk(world.clerk).get("/can-bo/khieu-nai/").status_code == 403
    typed = {"outcome": "upheld", "answer": "Cơ quan tiếp thu và đã bỏ yêu cầu đó"}
    assert press(leader, dossier_id, "answer-objection", **typed).status_code == 302
    assert words not in leader.get("/can-bo/khieu-nai/").text
    assert "Cơ quan tiếp thu và đã bỏ yêu cầu đó" in page_of(desk, world.clerk, dossier_id)


def with_original(world: World) -> uuid.UUID:
    dossier_id = received(world)
    DossierPaper.objects.create(
        dossier_id=dossier_id, key="khac", name="Giấy tờ khác", kind="original", originals=1, added_at=world.at
    )
    return dossier_id


def test_several_dossiers_go_on_one_trip_row_by_row(world: World, desk: Desk) -> None:
    first, second, bare = with_original(world), with_original(world), received(world)
    clerk, url = desk(world.clerk), "/can-bo/giay-to-di-den/"
    page = clerk.get(url)
    assert page.text.count("Chuyển tới UBND phường Thử") == 2
    to = str(world.committee.pk)
    typed = {"do": "send", "id": [str(first), str(second), str(bare)]}
    receivers = {f"receiver_{one}": to for one in (first, second, bare)}
    answer = clerk.post(url, {"key": key_in(page.content), **typed, **receivers}).text
    assert (answer.count("Xong</span>"), answer.count("Chưa được</span>")) == (2, 1)
    assert list(HandOver.objects.values_list("symbol", flat=True)) == ["01/PGN-TTPVHCC", "01/PGN-TTPVHCC"]
    slip = HandOver.objects.get(dossier_id=first)
    printed = clerk.get(f"/can-bo/ho-so/{first}/giao-nhan/{slip.pk}.pdf").content
    assert printed.startswith(b"%PDF-")
    taker = desk(world.specialist)
    page = taker.get(url)
    assert page.text.count("Từ Một cửa phường Thử") == 2
    taker.post(url, {"key": key_in(page.content), "do": "take", "id": [str(first)]})
    assert HandOver.objects.exclude(taken_at=None).get().dossier_id == first


def test_a_slip_is_printed_for_both_signatures(world: World, desk: Desk) -> None:
    dossier_id = with_original(world)
    clerk = desk(world.clerk)
    typed = {"receiver_id": str(world.committee.pk), "originals_0": "1"}
    assert press(clerk, dossier_id, "send-papers", **typed).status_code == 302
    slip = HandOver.objects.get()
    answer = clerk.get(f"/can-bo/ho-so/{dossier_id}/giao-nhan/{slip.pk}.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert desk(world.outsider).get(f"/can-bo/ho-so/{dossier_id}/giao-nhan/{slip.pk}.pdf").status_code == 404
    assert press(desk(world.specialist), dossier_id, "take-papers", remark="Thiếu bìa").status_code == 302
    assert "Thiếu bìa" in page_of(desk, world.clerk, dossier_id)


def test_a_paperless_dossier_offers_no_hand_over(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    assert act_url(dossier_id, "send-papers") not in page_of(desk, world.clerk, dossier_id)


def test_the_officer_sees_what_the_supplement_changed(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    items = [Item("", "Tên của trẻ", "wrong", field="child_name"), Item("khac", "Giấy tờ khác", "missing")]
    request_supplement(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, items=items)
    supplement(
        dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at,
        files={"khac": [world.upload(world.citizen)]}, answers={"child_name": "Nguyễn Minh Khuê"},
    )  # fmt: skip
    page = page_of(desk, world.specialist, dossier_id)
    assert "<del>Nguyễn Minh Khôi</del> → <ins>Nguyễn Minh Khuê</ins>" in page
    assert "Giấy tờ mới: Giấy tờ khác" in page


def test_withdrawing_says_what_becomes_of_money(world: World, desk: Desk) -> None:
    form = desk(world.clerk).get(act_url(received(world), "withdraw")).text
    assert "Hồ sơ chưa ghi nhận khoản phí, lệ phí nào" in form

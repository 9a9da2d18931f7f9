"""Every act at the desk: it works, wrong person, wrong moment, twice; and nothing typed is lost."""

from __future__ import annotations

import uuid

import pytest

from motcua.dossiers.models import DossierEvent, Proposal
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.processing import propose
from motcua.vault.models import IssuedResult
from tests.dossiers.world import World
from tests.web.desk.acting import FACTS, press, proposed, received, status
from tests.web.desk.conftest import Desk, act_url, key_in


def test_receiving_moves_the_dossier_on(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    answer = press(desk(world.clerk), dossier_id, "receive", note="Đủ giấy tờ")
    assert answer.status_code == 302
    assert answer.url == f"/can-bo/ho-so/{dossier_id}/"
    assert status(dossier_id) == "received"


def test_refusing_needs_a_sentence_and_keeps_what_was_typed(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    answer = press(desk(world.clerk), dossier_id, "refuse", reason="thiếu")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "thiếu</textarea>" in page
    assert 'href="#f-reason"' in page
    assert 'id="f-reason"' in page
    assert status(dossier_id) == "submitted"
    assert (
        press(desk(world.clerk), dossier_id, "refuse", reason="Không thuộc thẩm quyền của phường.").status_code == 302
    )
    assert status(dossier_id) == "refused"


def test_assigning_gives_the_step_to_a_colleague(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    client = desk(world.specialist)
    assert "Anh Chuyên Viên (tôi)" in client.get(act_url(dossier_id, "assign")).content.decode()
    assert press(client, dossier_id, "assign", assignee_id="").status_code == 422
    assert press(client, dossier_id, "assign", assignee_id=world.specialist.account_id).status_code == 302
    assert "Anh Chuyên Viên" in client.get(f"/can-bo/ho-so/{dossier_id}/").content.decode()


def test_a_stranger_as_assignee_is_refused_at_the_field(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    answer = press(desk(world.specialist), dossier_id, "assign", assignee_id=world.outsider.account_id)
    assert answer.status_code == 422
    assert "Chọn người đang giữ vị trí này." in answer.content.decode()


def test_proposing_is_prefilled_and_keeps_the_lines(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    client = desk(world.specialist)
    assert 'value="Nguyễn Minh Khôi"' in client.get(act_url(dossier_id, "propose")).content.decode()
    answer = press(
        client,
        dossier_id,
        "propose",
        label=["Họ và tên", "Ghi chú"],
        text=["Nguyễn Minh Khôi", ""],
        opinion="Đủ điều kiện",
    )
    assert answer.status_code == 302
    proposal = Proposal.objects.get(dossier_id=dossier_id)
    assert dict(proposal.facts) == FACTS
    assert proposal.opinion == "Đủ điều kiện"


def test_an_empty_proposal_is_refused(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    answer = press(desk(world.specialist), dossier_id, "propose", label=["Họ và tên"], text=[""], opinion="Đã xem kỹ")
    assert answer.status_code == 422
    assert "Đã xem kỹ</textarea>" in answer.content.decode()


def test_signing_makes_a_result_that_can_be_fetched(world: World, desk: Desk) -> None:
    dossier_id = proposed(world)
    client = desk(world.leader)
    assert "Bà Lãnh Đạo" in client.get(act_url(dossier_id, "sign")).content.decode()
    assert press(client, dossier_id, "sign").status_code == 302
    assert status(dossier_id) == "decided"
    result = IssuedResult.objects.get(dossier_id=dossier_id)
    file = client.get(f"/can-bo/ho-so/{dossier_id}/ket-qua/{result.pk}.pdf")
    assert file.content.startswith(b"%PDF")


def test_sending_back_needs_a_reason_and_returns_to_the_step(world: World, desk: Desk) -> None:
    dossier_id = proposed(world)
    client = desk(world.leader)
    assert press(client, dossier_id, "send-back", to_step="xu-ly", reason="").status_code == 422
    assert press(client, dossier_id, "send-back", to_step="xu-ly", reason="Sai ngày sinh").status_code == 302
    page = desk(world.specialist).get(f"/can-bo/ho-so/{dossier_id}/").content.decode()
    assert "Sai ngày sinh" in page
    assert act_url(dossier_id, "propose") in page


def test_returning_at_the_counter_needs_a_name(world: World, desk: Desk) -> None:
    dossier_id = proposed(world)
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at)
    client = desk(world.clerk)
    assert press(client, dossier_id, "return-result", delivery="counter", received_by="").status_code == 422
    answer = press(
        client, dossier_id, "return-result", delivery="counter", received_by="Nguyễn Thị An", id_digits="0001"
    )
    assert answer.status_code == 302
    assert status(dossier_id) == "returned"


def test_withdrawing_for_the_applicant_needs_a_reason(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    assert press(desk(world.clerk), dossier_id, "withdraw", reason=" ").status_code == 422
    assert press(desk(world.clerk), dossier_id, "withdraw", reason="Người nộp đổi ý").status_code == 302
    assert status(dossier_id) == "withdrawn"


ACTS = ["receive", "refuse", "request-supplement", "withdraw"]


@pytest.mark.parametrize("slug", ACTS)
def test_an_officer_of_another_office_does_not_find_the_dossier(world: World, desk: Desk, slug: str) -> None:
    dossier_id = world.dossier_id()
    client = desk(world.outsider)
    assert client.get(act_url(dossier_id, slug)).status_code == 404
    key = f"desk-{uuid.uuid4()}"
    assert client.post(act_url(dossier_id, slug), {"key": key, "reason": "Không đủ điều kiện."}).status_code == 404
    assert status(dossier_id) == "submitted"


@pytest.mark.parametrize("slug", ["receive", "propose", "sign", "return-result", "forward", "send-back", "assign"])
def test_a_colleague_without_the_role_is_refused_in_words(world: World, desk: Desk, slug: str) -> None:
    dossier_id = world.dossier_id()
    client = desk(world.leader)
    page = client.get(act_url(dossier_id, slug))
    assert "d-note is-bad" in page.content.decode()
    typed = {"label": ["a"], "text": ["b"], "reason": "Một lý do đủ dài", "to_step": "tiep-nhan", "delivery": "online"}
    answer = client.post(act_url(dossier_id, slug), {"key": f"desk-{uuid.uuid4()}", "assignee_id": "1", **typed})
    assert answer.status_code in {403, 409}
    assert status(dossier_id) == "submitted"


def test_an_act_at_the_wrong_moment_is_refused_in_place(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    answer = desk(world.clerk).post(act_url(dossier_id, "receive"), {"key": f"desk-{uuid.uuid4()}", "note": "lần nữa"})
    assert answer.status_code == 409
    assert "Đã tiếp nhận" in answer.content.decode()


def test_the_same_form_sent_twice_acts_once(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    client = desk(world.clerk)
    typed = {"key": key_in(client.get(act_url(dossier_id, "receive")).content), "note": ""}
    for _time in range(2):
        assert client.post(act_url(dossier_id, "receive"), typed).status_code == 302
    assert DossierEvent.objects.filter(dossier_id=dossier_id, act="receive").count() == 1


def test_a_form_without_its_key_is_refused(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    assert desk(world.clerk).post(act_url(dossier_id, "receive"), {"key": "x"}).status_code == 422
    assert status(dossier_id) == "submitted"


def test_an_unknown_act_is_not_found(world: World, desk: Desk) -> None:
    assert desk(world.clerk).get(act_url(world.dossier_id(), "destroy")).status_code == 404


def test_who_proposed_may_not_sign(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts=FACTS)
    Proposal.objects.update(proposed_by=world.leader.account_id)
    answer = press(desk(world.leader), dossier_id, "sign")
    assert answer.status_code == 403
    assert not IssuedResult.objects.exists()


def test_htmx_gets_the_form_alone_and_then_the_dossier_alone(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    client = desk(world.clerk)
    form = client.get(act_url(dossier_id, "receive"), headers={"HX-Request": "true"})
    assert b"<html" not in form.content
    answer = client.post(act_url(dossier_id, "receive"), {"key": key_in(form.content)}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert b"<html" not in answer.content
    assert answer["HX-Retarget"] == "#ho-so"
    assert answer["HX-Trigger"] == "dossier-changed"


def test_htmx_shows_a_refusal_where_the_form_stands(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    answer = desk(world.clerk).post(
        act_url(dossier_id, "receive"), {"key": f"desk-{uuid.uuid4()}"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 422
    assert b"data-errors" in answer.content

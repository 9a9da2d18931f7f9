"""The dossier page with several steps open, and the acts that belong to them."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest

from motcua.dossiers.models import DossierEvent
from motcua.dossiers.services.processing import forward
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.workflow.models import Task
from tests.dossiers.procedures import counter, deciding, procedure, received, step
from tests.dossiers.world import World, _officer
from tests.web.desk.acting import press
from tests.web.desk.acting import received as received_plain
from tests.web.desk.conftest import Desk, act_url, key_in

COUNTER = {"role": "reception", "where": "reception", "acts": []}


def steps(need: Any = "all") -> list[dict[str, Any]]:
    ways = [
        step("do-dac", "xu-ly"),
        step("y-kien", "xu-ly", kind="consult", role="head", acts=[{"act": "answer", "label": "Góp ý quy hoạch"}]),
        step("nop-tien", "xu-ly", kind="payment", **COUNTER),
    ]
    keys = [way["key"] for way in ways]
    work, *rest = deciding()
    joined = {**work, "join": {"of": keys, "need": need}}
    khac = step("khac", "chia")
    choice = [{"when": 'note = "khác"', "to": "khac"}, {"to": "chia"}]
    return [counter("phan"), step("phan", choice), khac, step("chia", None, split=keys), *ways, joined, *rest]


@pytest.fixture
def head(world: World) -> Asker:
    return _officer(world.committee, Role.HEAD, "Chị Trưởng Phòng")


def opened(world: World, need: Any = "all") -> uuid.UUID:
    dossier_id = received(world, procedure(world, "9.000061", steps(need)))
    for _each in range(2):
        forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    return dossier_id


def page_of(desk: Desk, asker: Asker, dossier_id: uuid.UUID, query: str = "") -> str:
    return desk(asker).get(f"/can-bo/ho-so/{dossier_id}/{query}").content.decode()


def chosen(page: str) -> str:
    found = re.search(r'aria-current="true">(Bước [\w-]+)</a>', page)
    return found[1] if found else ""


def test_the_page_names_every_open_step_and_speaks_from_the_askers_own(world: World, desk: Desk, head: Asker) -> None:
    dossier_id = opened(world)
    page = page_of(desk, world.specialist, dossier_id)
    assert "3 bước đang làm song song" in page
    assert chosen(page) == "Bước do-dac"
    assert chosen(page_of(desk, head, dossier_id)) == "Bước y-kien"
    assert chosen(page_of(desk, world.clerk, dossier_id)) == "Bước nop-tien"
    assert "Góp ý quy hoạch" in page_of(desk, head, dossier_id)


def test_a_link_looks_from_another_step(world: World, desk: Desk) -> None:
    dossier_id = opened(world)
    page = page_of(desk, world.specialist, dossier_id, "?buoc=y-kien")
    assert chosen(page) == "Bước y-kien"
    assert act_url(dossier_id, "forward") not in page
    assert chosen(page_of(desk, world.specialist, dossier_id, "?buoc=khong-co")) == "Bước do-dac"


def test_one_open_step_needs_no_choice(world: World, desk: Desk) -> None:
    assert "song song" not in page_of(desk, world.specialist, received_plain(world))


def test_a_form_stays_with_the_step_it_was_made_for(world: World, desk: Desk) -> None:
    dossier_id = opened(world)
    client = desk(world.specialist)
    form = client.get(act_url(dossier_id, "forward") + "?buoc=do-dac").content
    assert b'name="buoc" value="do-dac"' in form
    typed = {"key": key_in(form), "buoc": "do-dac"}
    assert client.post(act_url(dossier_id, "forward"), typed).status_code == 302
    assert client.post(act_url(dossier_id, "forward"), typed).status_code == 302  # the same press again
    late = client.post(act_url(dossier_id, "forward"), typed | {"key": f"desk-{uuid.uuid4()}"})
    assert late.status_code == 409
    assert "Bước này đã xong" in late.content.decode()
    assert DossierEvent.objects.filter(dossier_id=dossier_id, act="forward", step="do-dac").count() == 1


def test_an_opinion_is_asked_for_and_shown(world: World, desk: Desk, head: Asker) -> None:
    dossier_id = opened(world)
    client = desk(head)
    wrong = press(client, dossier_id, "answer", stance="", words="Đúng quy hoạch")
    assert wrong.status_code == 422
    assert "Đúng quy hoạch</textarea>" in wrong.content.decode()
    assert press(client, dossier_id, "answer", stance="disagree", words="Vướng lộ giới 12 m.").status_code == 302
    page = page_of(desk, world.specialist, dossier_id)
    assert "Ý kiến đã nhận" in page
    assert "Không đồng ý" in page
    assert "Vướng lộ giới 12 m." in page


def test_money_is_recorded_at_the_counter(world: World, desk: Desk) -> None:
    dossier_id = opened(world)
    client = desk(world.clerk)
    day = {"on_d": "16", "on_m": "11", "on_y": "2026"}
    wrong = press(client, dossier_id, "paid", receipt="BL-9", amount="năm chục", **day)
    assert wrong.status_code == 422
    assert 'value="năm chục"' in wrong.content.decode()
    assert press(client, dossier_id, "paid", receipt="BL-9", amount="50.000", **day).status_code == 302
    assert DossierEvent.objects.get(dossier_id=dossier_id, act="paid").data["amount"] == 50_000


def marks(page: str) -> dict[str, str]:
    return {
        name: state
        for state, name in re.findall(r'<li class="is-(\w+)(?: is-beside)?"[^>]*>.*?"name">Bước ([\w-]+)<', page)
    }


def test_the_process_line_shows_what_is_done_beside_and_not_at_all(world: World, desk: Desk) -> None:
    dossier_id = opened(world, "any")
    found = marks(page_of(desk, world.specialist, dossier_id))
    assert {key: found[key] for key in ("do-dac", "y-kien", "nop-tien")} == dict.fromkeys(
        ("do-dac", "y-kien", "nop-tien"), "now"
    )
    assert (found["phan"], found["khac"], found["xu-ly"]) == ("done", "skipped", "next")
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, step="do-dac")
    page = page_of(desk, world.specialist, dossier_id)
    found = marks(page)
    assert (found["do-dac"], found["y-kien"], found["nop-tien"]) == ("done", "closed", "closed")
    assert "không cần nữa" in page
    assert "hồ sơ không qua bước này" in page


def test_before_a_branch_is_decided_its_steps_are_perhaps(world: World, desk: Desk) -> None:
    dossier_id = received(world, procedure(world, "9.000062", steps()))
    page = page_of(desk, world.specialist, dossier_id)
    assert marks(page)["khac"] == "next"
    assert page.count("tùy trường hợp") == 1


def test_claiming_and_giving_back_at_the_desk(world: World, desk: Desk) -> None:
    dossier_id = received_plain(world)
    client = desk(world.specialist)
    assert press(client, dossier_id, "claim").status_code == 302
    assert Task.objects.get(subject_id=dossier_id, state="open").assignee_id == world.specialist.account_id
    assert press(client, dossier_id, "release", note="Bận").status_code == 302
    assert Task.objects.get(subject_id=dossier_id, state="open").assignee_id is None
    assert "Trả về hàng chờ" in page_of(desk, world.specialist, dossier_id)


def test_sending_back_offers_only_steps_that_were_passed(world: World, desk: Desk) -> None:
    dossier_id = opened(world)
    form = desk(world.specialist).get(act_url(dossier_id, "send-back") + "?buoc=do-dac").content.decode()
    assert 'value="phan"' in form
    assert 'value="khac"' not in form


def test_two_open_steps_of_one_dossier_are_two_rows_and_go_together(world: World, desk: Desk) -> None:
    work, *rest = deciding()
    ways = [step("mot", "xu-ly"), step("hai", "xu-ly")]
    both = [counter("chia"), step("chia", None, split=["mot", "hai"]), *ways]
    dossier_id = received(world, procedure(world, "9.000063", [*both, {**work, "join": {"of": ["mot", "hai"]}}, *rest]))
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    client = desk(world.specialist)
    page = client.get("/can-bo/").content
    ticks = re.findall(r'name="id" value="([^"]+)"', page.decode())
    assert sorted(ticks) == [f"{dossier_id}~hai", f"{dossier_id}~mot"]
    typed = {"key": key_in(page), "act": "forward", "id": ticks, "back": "/can-bo/"}
    assert client.post("/can-bo/nhieu-ho-so/", typed).status_code == 302
    assert Task.objects.get(subject_id=dossier_id, state="open").step == "xu-ly"


def test_a_bulk_act_answers_row_by_row(world: World, desk: Desk) -> None:
    mine, taken = received_plain(world), received_plain(world)
    colleague = _officer(world.committee, Role.SPECIALIST, "Chị Đồng Nghiệp")
    client = desk(world.specialist)
    page = client.get("/can-bo/").content
    assert "Phân công…" in page.decode()
    press(desk(colleague), taken, "claim")
    typed = {"key": key_in(page), "act": "claim", "id": [f"{mine}~xu-ly", f"{taken}~xu-ly"], "back": "/can-bo/"}
    answer = client.post("/can-bo/nhieu-ho-so/", typed)
    assert answer.status_code == 409
    table = answer.content.decode().split("<tbody>")[1].split("</tbody>")[0]
    rows = table.split("</tr>")
    assert "Chưa làm" in rows[0]
    assert "đã có người nhận" in rows[0]
    assert "Xong" in rows[1]


def test_many_are_given_to_one_colleague(world: World, desk: Desk) -> None:
    ids = [received_plain(world), received_plain(world)]
    client = desk(world.specialist)
    _officer(world.committee, Role.SPECIALIST, "Chị Đồng Nghiệp")
    key = key_in(client.get("/can-bo/").content)
    typed = {"key": key, "act": "assign", "id": [f"{each}~xu-ly" for each in ids], "back": "/can-bo/"}
    nobody = client.post("/can-bo/nhieu-ho-so/", typed)
    assert nobody.status_code == 422
    assert "Chưa chọn người phụ trách" in nobody.content.decode()
    assert nobody.content.decode().count('~xu-ly" checked') == 2
    typed["assignee_id"] = str(world.specialist.account_id)
    assert client.post("/can-bo/nhieu-ho-so/", typed).status_code == 302
    assert set(Task.objects.filter(subject_id__in=ids, state="open").values_list("assignee_id", flat=True)) == {
        world.specialist.account_id
    }

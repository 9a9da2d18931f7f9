"""Reading and moving a dossier: officers of the bodies that handle it, machines of those bodies, nobody else."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.test import Client

from motcua.audit.models import Access
from motcua.dossiers.models import Dossier, DossierEvent
from motcua.workflow.rules import split_limit
from motcua.worktime.rules import Duration
from tests.api.caller import API, Caller, check_problem
from tests.api.conftest import session_of
from tests.dossiers import procedures
from tests.dossiers.procedures import counter, deciding, procedure, received
from tests.dossiers.world import World, build


def act(
    client: Client, dossier_id: uuid.UUID, name: str, *, key: str = "khoa-0001", note: str = "", **headers: str
) -> Any:
    return client.post(
        f"{API}/dossiers/{dossier_id}/{name}",
        json.dumps({"note": note}),
        content_type="application/json",
        headers={"Idempotency-Key": key, **headers},
    )


def test_a_machine_reads_the_dossiers_of_its_body_and_the_look_is_logged(world: World, machine) -> None:
    dossier_id = world.dossier_id()
    reader = machine("read")
    answer = reader.get(f"/dossiers/{dossier_id}")
    assert answer.status_code == 200
    found = answer.json()
    assert (found["applicant"], found["status"], found["national_status"]) == ("Nguyễn Thị An", "submitted", 1)
    assert {"label": "Tên của trẻ", "value": "Nguyễn Minh Khôi"} in found["answers"]
    assert [paper["file"] for paper in found["papers"]] == ["chung-sinh.jpg"]
    assert found["acts"] == []
    looks = Access.objects.filter(object_ref=str(dossier_id), actor=f"machine:{reader.client_id}")
    assert {look.person_ref for look in looks} == {str(world.citizen.person_id)}


def test_a_machine_of_the_one_stop_reads_too(world: World, machine) -> None:
    assert machine("read", code="H99.1.1").get(f"/dossiers/{world.dossier_id()}").status_code == 200


def test_a_machine_of_another_body_is_told_there_is_no_dossier(world: World, machine) -> None:
    stranger, nothing = machine("read", code="H99.2"), uuid.uuid4()
    found = check_problem(stranger.get(f"/dossiers/{world.dossier_id()}"), 404, "not_found")
    none = check_problem(stranger.get(f"/dossiers/{nothing}"), 404, "not_found")
    assert found["detail"] == none["detail"]
    assert not Access.objects.exists()


def test_a_machine_that_files_does_not_read(world: World, machine) -> None:
    check_problem(machine("file").get(f"/dossiers/{world.dossier_id()}"), 403, "scope_missing")


def test_an_officer_reads_with_the_session_of_the_desk(world: World, clerk: Client) -> None:
    answer = clerk.get(f"{API}/dossiers/{world.dossier_id()}")
    assert answer.status_code == 200
    assert "receive" in answer.json()["acts"]


def test_another_office_is_refused(world: World) -> None:
    for nobody in (world.outsider, world.stranger):
        client = session_of(nobody.account_id)
        assert client.get(f"{API}/dossiers/{world.dossier_id()}").status_code in {401, 404}


def test_a_citizens_session_is_no_key_to_the_api(world: World) -> None:
    client = session_of(world.citizen.account_id)
    check_problem(client.get(f"{API}/dossiers/{world.dossier_id()}"), 401, "unauthenticated")


def test_an_officer_receives_once(world: World, clerk: Client) -> None:
    dossier_id = world.dossier_id()
    first, again = act(clerk, dossier_id, "receive"), act(clerk, dossier_id, "receive")
    assert first.status_code == 200
    assert first.json() == again.json()
    assert first.json()["status"] == Dossier.objects.get(pk=dossier_id).status == "received"
    check_problem(act(clerk, dossier_id, "receive", note="khác"), 422, "key_reused")
    check_problem(act(clerk, dossier_id, "receive", key="khoa-0002"), 409, "wrong_status")


def test_an_officer_forwards_where_the_process_says_so(db, monkeypatch) -> None:
    def forwarding(limit: Duration) -> dict[str, Any]:
        definition = split_limit(limit)
        for step in definition["steps"]:
            step["acts"] = [*step["acts"], "forward"]
        return definition

    monkeypatch.setattr("tests.dossiers.world.split_limit", forwarding)
    world = build()
    dossier_id = world.dossier_id()
    act(session_of(world.clerk.account_id), dossier_id, "receive")
    specialist = session_of(world.specialist.account_id)
    assert act(specialist, dossier_id, "forward").json()["status"] == "processing"
    check_problem(act(specialist, dossier_id, "forward", key="khoa-0002"), 403, "forbidden")


def test_a_step_without_forwarding_refuses_it(world: World, clerk: Client) -> None:
    check_problem(act(clerk, world.dossier_id(), "forward"), 409, "wrong_status")


def test_who_may_see_may_still_not_act(world: World) -> None:
    check_problem(act(session_of(world.specialist.account_id), world.dossier_id(), "receive"), 403, "forbidden")


def test_acts_need_the_csrf_token(world: World) -> None:
    dossier_id = world.dossier_id()
    client = session_of(world.clerk.account_id, csrf=True)
    check_problem(act(client, dossier_id, "receive"), 403, "csrf")
    page = client.get("/can-bo/")
    token = page.context["csrf_token"]
    assert act(client, dossier_id, "receive", **{"X-CSRFToken": str(token)}).status_code == 200


def test_machines_may_not_act(world: World, machine) -> None:
    dossier_id = world.dossier_id()
    for caller in (machine("file", "read"), Caller()):
        check_problem(caller.post(f"/dossiers/{dossier_id}/receive", {"note": ""}), 401, "unauthenticated")
    assert Dossier.objects.get(pk=dossier_id).status == "submitted"


@pytest.mark.parametrize("wrong", ["x", "0", "%00", "../../etc", "00000000-0000-0000-0000-00000000000g"])
def test_a_dossier_is_asked_by_its_uuid(wrong: str, machine) -> None:
    answer = machine("read").get(f"/dossiers/{wrong}")
    assert answer.status_code in {400, 404, 422}
    assert answer["Content-Type"] == "application/problem+json"


def sent(client: Client, dossier_id: uuid.UUID, name: str, body: dict[str, Any], key: str = "khoa-0001") -> Any:
    return client.post(
        f"{API}/dossiers/{dossier_id}/{name}",
        json.dumps(body),
        content_type="application/json",
        headers={"Idempotency-Key": key},
    )


def gated(world: World) -> uuid.UUID:
    gate: dict[str, Any] = {"role": "reception", "where": "reception", "acts": []}
    steps = [
        counter("nop-tien"),
        procedures.step("nop-tien", "xac-nhan", kind="payment", **gate),
        procedures.step("xac-nhan", "xu-ly", kind="wait_citizen", **gate),
        *deciding(),
    ]
    return received(world, procedure(world, "9.000081", steps))


def test_money_and_the_applicants_word_are_recorded_once(world: World, clerk: Client) -> None:
    dossier_id = gated(world)
    money = {"receipt": "BL-0007", "amount": 50000, "on": "2026-11-16"}
    first, again = (sent(clerk, dossier_id, "paid", money) for _twice in range(2))
    assert first.status_code == 200
    assert first.json() == again.json()
    assert "50.000 đồng" in first.json()["message"]
    confirmed = sent(clerk, dossier_id, "confirm", {"words": "Đồng ý", "step": "xac-nhan"}, key="khoa-0002")
    assert confirmed.json()["status"] == "processing"
    acts = DossierEvent.objects.filter(dossier_id=dossier_id).order_by("id").values_list("act", flat=True)
    assert list(acts)[-2:] == ["paid", "confirm"]


def test_money_without_a_receipt_or_at_another_step_is_refused(world: World, clerk: Client) -> None:
    dossier_id = gated(world)
    money = {"receipt": "BL-0007", "amount": 50000, "on": "2026-11-16"}
    assert sent(clerk, dossier_id, "paid", money | {"receipt": ""}).status_code == 422
    assert sent(clerk, dossier_id, "paid", money | {"amount": 0}).status_code == 422
    check_problem(sent(clerk, dossier_id, "paid", money | {"step": "xac-nhan"}, key="khoa-0003"), 409, "wrong_step")

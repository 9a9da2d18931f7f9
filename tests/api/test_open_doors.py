"""The catalogue, search and tracking, open to anybody; and what every refusal looks like."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings
from ninja import Schema

from motcua.api import acts, catalogue, dossiers, filing, mirrors, tracking
from motcua.api.management.commands.export_openapi import description
from motcua.catalogue.models import Procedure, ProcedureVersion
from tests.api.caller import Caller, check_problem
from tests.api.conftest import session_of
from tests.dossiers.world import World


def test_the_committed_description_is_the_present_one() -> None:
    assert (settings.BASE_DIR / "openapi.json").read_text("utf-8") == description(), "run ./manage export_openapi"


def test_the_description_is_served(db) -> None:
    served = Caller().get("/openapi.json").json()
    assert served["openapi"].startswith("3.1")
    assert served["components"]["securitySchemes"]["OfficerSession"]["name"] == settings.SESSION_COOKIE_NAME


def test_no_two_parts_of_the_description_share_a_name() -> None:
    """The later would silently stand for the earlier."""
    found = [one for module in (acts, catalogue, dossiers, filing, mirrors, tracking) for one in vars(module).values()]
    parts = {one for one in found if isinstance(one, type) and issubclass(one, Schema)}
    names = [one.__name__ for one in parts if one.__module__.startswith("motcua")]
    assert sorted(names) == sorted(set(names))


def test_every_operation_that_writes_takes_a_key() -> None:
    writing = {
        path: [parameter["name"] for parameter in operations["post"].get("parameters", [])]
        for path, operations in json.loads(description())["paths"].items()
        if "post" in operations
    }
    numbered = ["/api/v1/mirrors/{system}/events"]  # the dossier's code and the event's number are its key
    assert [path for path, names in writing.items() if "Idempotency-Key" not in names] == numbered


def test_procedures_come_page_by_page(world: World) -> None:
    _another(world, "9.000002")
    first = Caller().get("/procedures", limit="1").json()
    assert ([one["code"] for one in first["items"]], first["next"]) == (["9.000001"], "9.000001")
    second = Caller().get("/procedures", limit="1", after=first["next"]).json()
    assert ([one["code"] for one in second["items"]], second["next"]) == (["9.000002"], "")
    assert Caller().get("/procedures", sector="Không có").json() == {"items": [], "next": ""}


def _another(world: World, code: str) -> None:
    version = ProcedureVersion.objects.get(pk=world.version.pk)
    version.pk = None
    version.procedure = Procedure.objects.create(code=code, slug=code, sector="Hộ tịch", promulgated_by="Bộ Thử")
    version.save()


def test_a_procedure_with_its_form(world: World) -> None:
    found = Caller().get("/procedures/9.000001").json()
    assert found["form"]["properties"]["child_name"]["type"] == "string"
    assert [(paper["key"], paper["required"]) for paper in found["papers"]] == [("chung-sinh", True), ("khac", False)]
    assert {term["channel"]: term["fee"] for term in found["terms"]} == {"online": 0, "direct": 0}
    check_problem(Caller().get("/procedures/9.999999"), 404, "not_found")
    check_problem(Caller().get("/procedures/x"), 422, "malformed")


def test_search_finds_with_everyday_words(world: World) -> None:
    found = Caller().get("/search", q="đăng ký thử").json()
    assert "9.000001" in [hit["code"] for hit in found["hits"]]
    check_problem(Caller().get("/search"), 422, "malformed")
    check_problem(Caller().get("/search", q="x" * 301), 422, "malformed")
    check_problem(Caller().get("/search", q="x", limit="9" * 400), 422, "malformed")


def test_tracking_with_code_and_check_number(world: World) -> None:
    filed = world.filed()
    found = Caller().get(f"/track/{filed.code}", check_number=filed.check_number).json()
    assert (found["code"], found["applicant"], found["status"]) == (filed.code, "N***** T** A*", "submitted")
    assert "Nguyễn" not in json.dumps(found, ensure_ascii=False)


def test_a_wrong_code_and_a_wrong_number_look_the_same_and_the_door_closes(world: World) -> None:
    filed = world.filed()
    wrong = f"{(int(filed.check_number) + 1) % 10_000:04d}"
    found = [
        check_problem(Caller().get(f"/track/{code}", check_number=wrong), 404, "no_such_dossier")
        for code in (filed.code, "H99.1-000000-0000")
    ]
    assert found[0]["detail"] == found[1]["detail"]
    for _ in range(3):
        Caller().get("/track/x", check_number="0000")
    check_problem(Caller().get(f"/track/{filed.code}", check_number=filed.check_number), 429, "too_many_tries")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/v1/khong-co", 404, "no_such_address"),
        ("get", "/api/v1/", 404, "no_such_address"),
        ("get", "/api/v2/procedures", 404, "no_such_address"),
        ("delete", "/api/v1/procedures", 405, "method_not_allowed"),
        ("put", "/api/v1/openapi.json", 405, "method_not_allowed"),
        ("post", "/api/v1/search", 405, "method_not_allowed"),
        ("get", "/api/v1/search?q=%00", 400, "bad_request"),
        ("get", "/api/v1/track/%00?check_number=1", 400, "bad_request"),
        ("get", "/api/v1/procedures?sector=%00", 400, "bad_request"),
    ],
)
def test_every_refusal_is_a_problem(db, method: str, path: str, status: int, code: str) -> None:
    check_problem(getattr(Caller().client, method)(path), status, code)


def test_a_wrong_method_says_which_is_right(db) -> None:
    assert "GET" in Caller().client.delete("/api/v1/procedures")["Allow"]


def test_a_bug_is_a_problem_with_the_request_id_and_nothing_of_the_inside(db, monkeypatch, caplog) -> None:
    def broken(*_args: Any) -> None:
        raise RuntimeError("mật khẩu là hoa-sen")

    monkeypatch.setattr("motcua.api.catalogue.selectors.search", broken)
    answer = Caller().get("/search", q="khai sinh")
    check_problem(answer, 500, "server_error")
    assert "hoa-sen" not in answer.content.decode()
    assert any(record.exc_info for record in caplog.records)


def test_pages_of_people_stay_pages(db) -> None:
    answer = Caller().client.get("/khong-co/")
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/tra-cuu/?code=%00&check=1", "/tim-kiem?q=a%00b", "/thu-tuc/%00/", "/t/%00/"])
def test_a_nul_in_the_address_of_a_page_is_refused_in_words(db, path: str) -> None:
    answer = Caller().client.get(path)
    assert answer.status_code == 400
    assert "ký tự không hợp lệ" in answer.content.decode()


def test_a_nul_in_a_form_is_refused_in_words(world: World) -> None:
    client = session_of(world.citizen.account_id)
    answer = client.post("/thu-tuc/9.000001/nop", {"x": "a\x00b"})
    assert answer.status_code == 400
    assert "ký tự không hợp lệ" in answer.content.decode()


def test_no_other_site_may_read_the_api_in_a_browser(db) -> None:
    answer = Caller().client.get("/api/v1/openapi.json", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]

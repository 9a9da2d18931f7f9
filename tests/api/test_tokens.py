"""Who gets a token, for how long, and what ends it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from oauth2_provider.models import AccessToken, Application

from motcua.audit.models import Entry
from motcua.identity.askers import SYSTEM
from motcua.identity.models import Machine
from motcua.identity.services.machines import switch_off
from tests.api.caller import Caller, check_problem
from tests.dossiers.world import MONDAY, World

UNKNOWN = "0192c0de-0000-7000-8000-000000000000"


def made(*arguments: str) -> dict[str, str]:
    out = io.StringIO()
    call_command("machine_client", *arguments, stdout=out)
    return dict(line.split(None, 1) for line in out.getvalue().splitlines() if line.startswith("client_"))


def test_the_command_makes_a_client_whose_secret_is_shown_once(world: World) -> None:
    told = made("Phần mềm của Sở", "H99.1", "--scope", "file", "--scope", "read")
    row = Application.objects.get(client_id=told["client_id"])
    assert told["client_secret"] not in row.client_secret
    assert Machine.objects.get(client_id=told["client_id"]).scopes == ["file", "read"]
    assert Entry.objects.filter(action="machine.registered", object_ref=told["client_id"]).count() == 1
    caller = Caller(client_id=told["client_id"], secret=told["client_secret"])
    assert caller.ask_token().json()["scope"] == "file read"


@pytest.mark.parametrize(
    "arguments", [("Tên", "H99.404", "--scope", "file"), ("Tên", "H99.1"), ("", "H99.1", "--scope", "file")]
)
def test_the_command_leaves_nothing_behind_when_it_refuses(world: World, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        made(*arguments)
    assert not Application.objects.exists()
    assert not Machine.objects.exists()


def test_the_command_switches_a_client_off(world: World, machine) -> None:
    caller = machine("read")
    made("--off", caller.client_id)
    assert not Machine.objects.get(client_id=caller.client_id).is_active
    check_problem(caller.get(f"/dossiers/{UNKNOWN}"), 401, "unauthenticated")


def test_a_token_lasts_an_hour(machine) -> None:
    answer = machine("read").ask_token()
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "no-store"
    assert (answer.json()["token_type"], answer.json()["expires_in"]) == ("Bearer", 3600)
    assert "refresh_token" not in answer.json()


def test_a_token_names_no_more_than_the_machine_has(machine) -> None:
    caller = machine("read")
    assert caller.ask_token(scope="read").json()["scope"] == "read"
    refused = caller.ask_token(scope="read file")
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_scope")


def test_a_scope_not_asked_for_is_not_in_the_token(machine) -> None:
    caller = machine("read", "file").with_token(scope="file")
    check_problem(caller.get(f"/dossiers/{UNKNOWN}"), 403, "scope_missing")


def test_a_wrong_secret_and_an_unknown_client_look_the_same(machine) -> None:
    caller = machine("read")
    answers = [replace(caller, secret="x").ask_token(), replace(caller, client_id="nobody").ask_token()]
    assert {answer.status_code for answer in answers} == {401}
    assert answers[0].content == answers[1].content
    assert answers[0].json() == {"error": "invalid_client"}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"grant_type": "password", "username": "a", "password": "b"}, "unsupported_grant_type"),
        ({"grant_type": "urn:ietf:params:oauth:grant-type:device_code"}, "unsupported_grant_type"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, "unsupported_grant_type"),
        ({"grant_type": ""}, "invalid_request"),
        ({"client_id": "a\x00b"}, "invalid_request"),
        ({"scope": "read\x00"}, "invalid_request"),
    ],
)
def test_only_the_grant_for_machines_is_answered(machine, changes: dict[str, str], error: str) -> None:
    refused = machine("read").ask_token(**changes)
    assert (refused.status_code, refused.json()) == (400, {"error": error})


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}", b"a=%ff&b=%00", b"grant_type=client_credentials&&=&%zz"])
def test_a_request_for_a_token_that_makes_no_sense_is_refused(db, content: bytes) -> None:
    for media_type in ("application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x", ""):
        answer = Caller().client.post("/api/v1/token", content, content_type=media_type)
        assert answer.status_code in {400, 401}, (media_type, answer.status_code)
        assert answer["Content-Type"] in {"application/json", "application/problem+json"}


def test_asking_for_a_token_by_get_is_the_wrong_method(db) -> None:
    answer = Caller().get("/token")
    check_problem(answer, 405, "method_not_allowed")
    assert answer["Allow"] == "POST"


def test_a_token_that_ran_out_is_nobodys(machine) -> None:
    caller = machine("read")
    with time_machine.travel(MONDAY + timedelta(minutes=61), tick=False):
        check_problem(caller.get(f"/dossiers/{UNKNOWN}"), 401, "unauthenticated")


@pytest.mark.parametrize("token", ["x", "", "é", "a b", "Bearer", "x" * 5000])
def test_an_unknown_token_is_nobodys(db, token: str) -> None:
    answer = Caller(token=token or " ").get(f"/dossiers/{UNKNOWN}")
    check_problem(answer, 401, "unauthenticated")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_machine_that_was_switched_off_is_nobody_at_once(machine) -> None:
    caller = machine("read")
    check_problem(caller.get(f"/dossiers/{UNKNOWN}"), 404, "not_found")
    switch_off(asker=SYSTEM, client_id=caller.client_id, at=MONDAY)
    check_problem(caller.get(f"/dossiers/{UNKNOWN}"), 401, "unauthenticated")


def test_a_scope_taken_away_is_gone_at_once(machine) -> None:
    caller = machine("read")
    Machine.objects.update(scopes=["file"])
    check_problem(caller.get(f"/dossiers/{UNKNOWN}"), 403, "scope_missing")


def test_a_client_without_a_machine_is_nobody(machine) -> None:
    caller = machine("read")
    Machine.objects.all().delete()
    check_problem(caller.get(f"/dossiers/{UNKNOWN}"), 401, "unauthenticated")
    assert AccessToken.objects.exists()

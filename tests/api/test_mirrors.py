"""A ministry's system tells us of the dossiers it records."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.api.scopes import SCOPES
from motcua.dossiers.models import Dossier
from motcua.identity.enums import OrganisationKind
from motcua.identity.models import Organisation
from tests.api.caller import Caller, check_problem
from tests.api.conftest import Machine
from tests.dossiers.elsewhere import CODE, ROUTE, SYSTEM
from tests.dossiers.world import SINCE, World

URL = f"/mirrors/{SYSTEM}/events"


@pytest.fixture(autouse=True)
def route(settings) -> None:
    settings.ROUTES = {SYSTEM: ROUTE}


@pytest.fixture
def source(world: World, machine: Machine) -> Caller:
    Organisation.objects.create(
        code="G99", name="Bộ Thử", short_name="Bộ Thử", kind=OrganisationKind.AGENCY, valid_from=SINCE
    )
    return machine("mirror", code="G99")


def event(sequence: int = 1, status: int = 2, **changes: Any) -> dict[str, Any]:
    body = {
        "code": CODE,
        "sequence": sequence,
        "at": "2026-11-16T08:30:00+07:00",
        "status": status,
        "text": "Bộ đã tiếp nhận",
        "actor": "Cục Thử",
        "dossier": {
            "procedure": "9.000001",
            "organisation": "H99.1",
            "submitted_at": "2026-11-16T08:00:00+07:00",
            "acting": {"full_name": "Phạm Thị Xa", "id_number": "099000000055"},
        },
    }
    return body | changes


def test_the_first_event_makes_the_mirror_and_says_how_far_it_is(source: Caller) -> None:
    answer = source.post(URL, event())
    assert answer.status_code == 200
    dossier = Dossier.objects.get(code=CODE)
    assert answer.json() == {
        "dossier_id": str(dossier.pk),
        "code": CODE,
        "status": "received",
        "applied": 1,
        "waiting": [],
        "missing": [],
    }


def test_out_of_order_it_is_kept_and_the_gap_is_told(source: Caller) -> None:
    source.post(URL, event())
    ahead = event(3, 4) | {"dossier": None}
    assert source.post(URL, ahead).json() | {"dossier_id": ""} == {
        "dossier_id": "",
        "code": CODE,
        "status": "received",
        "applied": 1,
        "waiting": [3],
        "missing": [2],
    }
    assert source.post(URL, event(2, 4)).json()["applied"] == 3


def test_the_same_moment_spelt_otherwise_is_the_same_event(source: Caller) -> None:
    source.post(URL, event())
    assert source.post(URL, event(at="2026-11-16T01:30:00Z")).json()["applied"] == 1
    check_problem(source.post(URL, event(status=4)), 409, "event_differs")


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": 11},
        {"status": "2"},
        {"sequence": 0},
        {"at": "2026-11-16T08:30:00"},
        {"at": 1763256600},
        {"code": "có dấu cách"},
        {"more": 1},
        {"dossier": {"procedure": "9.000001"}},
    ],
)
def test_what_is_malformed_is_refused_with_its_field(source: Caller, wrong: dict[str, Any]) -> None:
    assert check_problem(source.post(URL, event() | wrong), 422, "malformed")["fields"]
    assert not Dossier.objects.exists()


def test_an_unknown_code_without_its_dossier_is_refused(source: Caller) -> None:
    found = check_problem(source.post(URL, event(dossier=None)), 422, "invalid")
    assert set(found["fields"]) == {"dossier"}


def test_another_system_is_not_found_and_another_body_not_heard(source: Caller, machine: Machine) -> None:
    check_problem(source.post("/mirrors/la/events", event()), 404, "not_found")
    check_problem(machine("mirror", code="H99.2").post(URL, event()), 403, "forbidden")


def test_the_scope_is_needed(world: World, machine: Machine) -> None:
    assert "mirror" in SCOPES
    check_problem(machine("read", "file").post(URL, event()), 403, "scope_missing")
    check_problem(Caller().post(URL, event()), 401, "unauthenticated")

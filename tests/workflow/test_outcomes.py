"""Conditions may ask what another agency's dossier came to, where the process has asked for one."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.expressions import Kind
from motcua.workflow.rules import check, outcome_name
from tests.workflow.processes import step

AGENCY = {"kind": "wait_agency", "agency": {"procedure": "1.004194", "rule": "fixed", "value": "CA-TH"}, "acts": []}


def asking(at: str, condition: str) -> dict[str, Any]:
    """First a look, then the other agency, then the end; one of them branches."""
    branch = [{"when": condition, "to": "tra"}]
    ways = {"xem": "hoi-cong-an", "hoi-cong-an": "gop", "gop": "tra"}
    following = {key: [*branch, {"to": to}] if key == at else to for key, to in ways.items()}
    steps = [
        step("xem", following["xem"]),
        step("hoi-cong-an", following["hoi-cong-an"], **AGENCY),
        step("gop", following["gop"]),
        step("tra", None),
    ]
    return {"steps": steps}


def codes(definition: Any) -> list[tuple[str, str]]:
    return [(problem.code, problem.step) for problem in check(definition, names={"n": Kind.NUMBER})]


@pytest.mark.parametrize("at", ["hoi-cong-an", "gop"])
def test_at_the_step_and_after_it_the_outcome_may_be_asked(at: str) -> None:
    assert outcome_name("hoi-cong-an") == "ket_qua_hoi_cong_an"
    assert codes(asking(at, 'ket_qua_hoi_cong_an = "refused"')) == []


def test_before_it_was_asked_for_the_condition_could_never_be_met() -> None:
    assert codes(asking("xem", 'ket_qua_hoi_cong_an = "refused"')) == [("asked_too_early", "xem")]


@pytest.mark.parametrize("name", ["ket_qua_gop", "ket_qua_hoi", "ket_qua"])
def test_a_name_no_agency_answers_to_is_refused_before_publishing(name: str) -> None:
    (problem,) = codes(asking("gop", f'{name} = "refused"'))
    assert problem == ("unknown_name", "gop")


def test_checks_of_a_step_that_no_officer_finishes_are_pointed_out() -> None:
    definition = asking("gop", 'ket_qua_hoi_cong_an = "refused"')
    definition["steps"][1]["checks"] = ["Đã gọi điện"]
    (problem,) = check(definition)
    assert (problem.code, problem.step, problem.grave) == ("idle_duties", "hoi-cong-an", False)


def test_an_outcome_is_a_text() -> None:
    assert len(codes(asking("gop", "ket_qua_hoi_cong_an > 3"))) == 1

"""What a process definition may say, and what it means."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import Invalid
from motcua.workflow.rules import check, diagram, parse, split_limit
from motcua.workflow.rules.shares import working_hours
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration

WEEK = Duration(5, TimeUnit.WORKING_DAY)
USUAL = split_limit(WEEK)


def changed(place: int, **values: Any) -> dict[str, Any]:
    definition = copy.deepcopy(USUAL)
    definition["steps"][place].update(values)
    return definition


def codes(definition: Any) -> set[tuple[str, str]]:
    return {(problem.code, problem.step) for problem in check(definition)}


class TestTheUsualProcess:
    def test_goes_from_the_counter_over_processing_and_signature_back_to_the_counter(self) -> None:
        process = parse(USUAL)
        assert [(step.key, step.role, step.where) for step in process.steps] == [
            ("tiep-nhan", "reception", "reception"),
            ("xu-ly", "specialist", "competent"),
            ("ky-duyet", "leader", "competent"),
            ("tra-ket-qua", "reception", "reception"),
        ]
        assert process.first_step.key == "tiep-nhan"

    def test_knows_what_follows_and_what_came_before(self) -> None:
        process = parse(USUAL)
        following = process.next_step("xu-ly")
        assert following is not None
        assert following.key == "ky-duyet"
        assert process.next_step("tra-ket-qua") is None
        assert [step.key for step in process.previous_steps("ky-duyet")] == ["tiep-nhan", "xu-ly"]
        assert process.previous_steps("tiep-nhan") == ()

    def test_a_step_it_does_not_have_is_a_bug(self) -> None:
        process = parse(USUAL)
        for ask in (process.step, process.next_step, process.previous_steps):
            with pytest.raises(KeyError):
                ask("khong-co")

    def test_shares_five_days_as_half_a_day_and_less_at_the_ends(self) -> None:
        assert [step["amount"] for step in USUAL["steps"]] == [4, 27, 5, 4]

    @given(st.integers(1, 400), st.sampled_from(TimeUnit))
    def test_stays_within_any_limit(self, amount: int, unit: TimeUnit) -> None:
        limit = Duration(amount, unit)
        definition = split_limit(limit)
        assert check(definition, limit=limit) == []
        assert sum(working_hours(step.duration) for step in parse(definition).steps) <= working_hours(limit)

    def test_exists_without_a_published_limit(self) -> None:
        assert check(split_limit(None)) == []


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "definition",
        [
            None,
            [],
            {},
            {"steps": []},
            {"steps": {}},
            {"steps": USUAL["steps"], "more": 1},
            {"steps": USUAL["steps"] * 11},
        ],
    )
    def test_no_list_of_steps(self, definition: Any) -> None:
        assert codes(definition) == {("no_steps", "")}
        with pytest.raises(Invalid):
            parse(definition)

    @pytest.mark.parametrize(
        ("values", "code"),
        [
            ({"name": ""}, "no_name"),
            ({"name": 5}, "bad_text"),
            ({"public": "dài " * 100}, "bad_text"),
            ({"role": "system_admin"}, "no_role"),
            ({"role": None}, "no_role"),
            ({"where": "somewhere"}, "no_place"),
            ({"amount": 0}, "no_duration"),
            ({"amount": True}, "no_duration"),
            ({"amount": "4"}, "no_duration"),
            ({"unit": "week"}, "no_duration"),
            ({"acts": []}, "no_acts"),
            ({"acts": ["Ký duyệt"]}, "no_acts"),
            ({"form": "x"}, "unknown_key"),
        ],
    )
    def test_a_faulty_step_is_named(self, values: dict[str, Any], code: str) -> None:
        definition = changed(1, **values)
        assert codes(definition) == {(code, "xu-ly")}
        with pytest.raises(Invalid) as refusal:
            parse(definition)
        assert list(refusal.value.fields) == ["steps.xu-ly"]

    def test_a_step_without_a_good_key_is_named_by_its_place(self) -> None:
        assert codes({"steps": [*USUAL["steps"][:3], "tra"]}) == {("not_a_step", "4")}
        assert ("bad_key", "Xử lý") in codes(changed(1, key="Xử lý"))

    def test_a_next_step_that_does_not_exist(self) -> None:
        assert codes(changed(2, next="khong-co")) == {("unknown_next", "ky-duyet")}

    def test_a_key_that_comes_twice(self) -> None:
        assert ("twice", "tiep-nhan") in codes(changed(3, key="tiep-nhan"))

    def test_a_circle(self) -> None:
        assert codes(changed(3, next="xu-ly")) == {("cycle", "xu-ly")}

    def test_a_step_nobody_comes_to(self) -> None:
        assert codes(changed(0, next="ky-duyet")) == {("unreachable", "xu-ly")}

    def test_steps_that_together_take_longer_than_the_law_allows(self) -> None:
        problems = check(USUAL, limit=Duration(4, TimeUnit.WORKING_DAY))
        assert [problem.code for problem in problems] == ["too_long"]
        assert check(USUAL, limit=WEEK) == []


def test_the_diagram_shows_each_step_and_way() -> None:
    drawn = diagram(parse(changed(0, name='Nhận "hồ sơ" <mới>')))
    assert drawn.startswith("flowchart LR\n")
    assert "  tiep-nhan --> xu-ly\n" in drawn
    assert '    ky-duyet["Ký duyệt kết quả<br>Lãnh đạo ký<br>5 giờ làm việc"]' in drawn
    assert "Nhận #quot;hồ sơ#quot; #lt;mới#gt;<br>" in drawn
    assert drawn.count("-->") == 3

"""How a run moves, by hand and for every process there can be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.workflow.rules import Process, after, back, check, parse, split_limit, start, to_definition
from tests.workflow.processes import ANSWERS, consultation, definitions, step

TODAY = date(2026, 11, 22)


class Run:
    """A run as an engine would keep it, watching what must never happen."""

    def __init__(self, process: Process, answers: dict[str, Any]) -> None:
        self.process = process
        self.answers = answers
        self.open: list[str] = []
        self.done: list[str] = []
        self.opened: list[str] = []
        self.ended = False
        self._move(start(process, answers, TODAY))

    def _move(self, moves: Any) -> None:
        assert set(moves.close) <= set(self.open)
        assert set(moves.forget) <= set(self.done)
        self.open = [key for key in self.open if key not in moves.close]
        self.done = [key for key in self.done if key not in moves.forget]
        for key in moves.open:
            assert key not in self.open, "a step opens twice"
            assert key not in self.done, "a step opens again"
        self.open += moves.open
        self.opened += moves.open
        self.ended = moves.ended
        assert self.ended is not bool(self.open), "a run is over when, and only when, nothing is open"

    def finish(self, key: str) -> None:
        moves = after(self.process, key, tuple(self.open), tuple(self.done), self.answers, TODAY)
        again = after(self.process, key, frozenset(self.open), frozenset(self.done), self.answers, TODAY)
        assert set(moves.open) == set(again.open)
        assert moves.close == again.close
        self.open.remove(key)
        self.done.append(key)
        self._move(moves)

    def send_back(self, key: str) -> None:
        self._move(back(self.process, key, tuple(self.open), tuple(self.done)))


def ready(definition: Any, **answers: Any) -> Run:
    return Run(parse(definition), answers)


class TestAConsultation:
    def test_opens_all_at_once_and_joins_when_all_are_in(self) -> None:
        run = ready(consultation())
        run.finish("nhan")
        assert run.open == ["cong-an", "thue", "dia-chinh"]
        run.finish("dia-chinh")
        run.finish("cong-an")
        assert run.open == ["thue"]
        run.finish("thue")
        assert run.open == ["gop"]
        run.finish("gop")
        run.finish("ky")
        assert run.ended

    def test_a_way_with_a_branch_counts_once(self) -> None:
        run = ready(consultation(), dien_tich=200)
        for key in ("nhan", "dia-chinh", "cong-an", "thue"):
            run.finish(key)
        assert run.open == ["do-dac"]
        run.finish("do-dac")
        assert run.open == ["gop"]

    def test_any_closes_the_others(self) -> None:
        run = ready(consultation("any"), dien_tich=200)
        for key in ("nhan", "dia-chinh"):
            run.finish(key)
        run.finish("thue")
        assert (run.open, run.done) == (["gop"], ["nhan", "thue"])
        with pytest.raises(ValueError, match="not open"):
            run.finish("cong-an")

    def test_two_of_three(self) -> None:
        run = ready(consultation(2))
        for key in ("nhan", "thue", "cong-an"):
            run.finish(key)
        assert run.open == ["gop"]

    def test_takes_the_branch_whose_condition_holds(self) -> None:
        run = ready(consultation("any"), du_dieu_kien=False)
        for key in ("nhan", "thue", "gop"):
            run.finish(key)
        assert run.open == ["tu-choi"]

    def test_going_back_undoes_what_came_after_and_leaves_what_runs_beside(self) -> None:
        run = ready(consultation())
        for key in ("nhan", "thue", "cong-an"):
            run.finish(key)
        run.send_back("thue")
        assert sorted(run.open) == ["dia-chinh", "thue"]
        assert run.done == ["nhan", "cong-an"]
        run.finish("dia-chinh")
        run.finish("thue")
        assert run.open == ["gop"]
        run.send_back("nhan")
        assert (run.open, run.done) == (["nhan"], [])

    def test_one_cannot_go_back_to_what_was_not_done(self) -> None:
        run = ready(consultation())
        with pytest.raises(ValueError, match="not done"):
            run.send_back("thue")


class TestConditions:
    def test_what_cannot_be_worked_out_counts_as_not_met_and_is_noted(self) -> None:
        process = parse({"steps": [step("a", [{"when": "n / 0 > 1", "to": "b"}, {"to": None}]), step("b")]})
        moves = after(process, "a", ("a",), (), {"n": 1}, TODAY)
        assert moves.ended
        assert [where for where, _sentence in moves.notes] == ["a"]

    def test_unanswered_goes_the_usual_way(self) -> None:
        process = parse({"steps": [step("a", [{"when": "not n > 1", "to": "b"}, {"to": "c"}]), step("b"), step("c")]})
        assert after(process, "a", ("a",), (), {}, TODAY).open == ("c",)
        assert after(process, "a", ("a",), (), {"n": 1}, TODAY).open == ("b",)


def test_a_line_of_steps_runs_as_before() -> None:
    process = parse(split_limit(None))
    run = Run(process, {})
    seen = []
    while not run.ended:
        seen += run.open
        following = process.next_step(run.open[0])
        run.finish(run.open[0])
        assert run.open == ([following.key] if following else [])
    assert seen == [each.key for each in process.steps]


@settings(max_examples=300, deadline=None)
@given(definitions(), ANSWERS, st.randoms(use_true_random=False))
def test_every_run_ends_and_loses_no_token(definition: Any, answers: dict[str, Any], chance: Any) -> None:
    process = parse(definition)
    run = Run(process, answers)
    for _turn in range(len(process.steps)):
        if run.ended:
            break
        run.finish(chance.choice(run.open))
        assert all(process.step(key).role and process.step(key).where for key in run.open)
    assert run.ended
    assert len(set(run.opened)) == len(run.opened)
    for block in process.blocks.values():
        assert (block.split in run.done) is (block.join in run.done), "a join opens once for each split"


@settings(max_examples=200, deadline=None)
@given(definitions(), ANSWERS, st.randoms(use_true_random=False))
def test_going_back_strands_nothing(definition: Any, answers: dict[str, Any], chance: Any) -> None:
    process = parse(definition)
    run = Run(process, answers)
    returns = 5
    for _turn in range((returns + 1) * len(process.steps)):
        if run.ended:
            break
        if returns and run.done and chance.random() < 0.3:
            returns -= 1
            run.send_back(chance.choice(run.done))
        else:
            run.finish(chance.choice(run.open))
    assert run.ended


@given(definitions())
def test_a_definition_reads_and_writes_back_the_same(definition: Any) -> None:
    process = parse(definition)
    written = to_definition(process.steps)
    assert parse(written) == process
    assert to_definition(parse(written).steps) == written
    assert {problem.code for problem in check(process)} <= {"idle_duties"}
    for each in process.steps:
        assert {before.key for before in process.previous_steps(each.key)} == {
            other.key for other in process.steps if each.key in process.after[other.key]
        }

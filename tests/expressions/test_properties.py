"""What holds for every expression and every answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motcua.expressions import Expression, ExpressionError, Kind, Problem, check, evaluate, names_used, parse, to_text
from motcua.expressions.evaluating import FUEL
from motcua.expressions.lexing import LONGEST_SOURCE
from motcua.expressions.nodes import depth
from motcua.expressions.parsing import DEEPEST
from tests.expressions.trees import ANSWERS, EXPRESSIONS

TODAY = date(2026, 11, 22)
PLANNED = (type(None), bool, int, Decimal, str, date, tuple, dict)
CHARACTERS = "abcxyz _.,()[]{}\"'\\0123456789+-*/%=<>!&|$#@:;~`^\n\tđếA"
WORDS = """if then else and or not in true false none today any( all( sum( count( age( len( max( ( ) [ ] , + - * / % =
!= < >= x tuoi 1 2.5 2026-01-01 'a' "b" """
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=400, deadline=None)
@given(EXPRESSIONS, ANSWERS)
def test_the_answer_is_a_value_or_the_planned_error(expression: Expression, answers: dict[str, Any]) -> None:
    try:
        value = evaluate(expression, answers, today=TODAY)
    except ExpressionError:
        return
    assert isinstance(value, PLANNED)
    assert not isinstance(value, Decimal) or value.is_finite()


@settings(max_examples=400, deadline=None)
@given(EXPRESSIONS)
def test_what_is_written_reads_back_the_same(expression: Expression) -> None:
    source = to_text(expression)
    assume(len(source) <= LONGEST_SOURCE and depth(expression.root) <= DEEPEST)
    again = parse(source)
    assert again == expression
    assert hash(again) == hash(expression)
    assert to_text(again) == source
    assert parse(source) is again


@given(EXPRESSIONS, ANSWERS)
def test_the_same_answers_give_the_same_value(expression: Expression, answers: dict[str, Any]) -> None:
    assert _outcome(expression, answers) == _outcome(expression, answers)


def _outcome(expression: Expression, answers: dict[str, Any]) -> str:
    try:
        return repr(evaluate(expression, answers, today=TODAY))
    except ExpressionError as error:
        return error.message


@settings(max_examples=500, deadline=None)
@given(st.text(CHARACTERS, max_size=80) | st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=40))
def test_any_source_is_an_expression_or_refused_with_its_place(source: str) -> None:
    problems = check(source, {})
    assert all(0 <= problem.position <= len(source) and problem.sentence for problem in problems)
    try:
        expression = parse(source)
    except ExpressionError as error:
        refused = [Problem(error.position, error.code, error.message)]
    else:
        refused = []
        assert parse(to_text(expression)) == expression
    assert not refused or problems == refused


@given(EXPRESSIONS)
def test_only_names_that_are_used_are_missed(expression: Expression) -> None:
    source = to_text(expression)
    assume(len(source) <= LONGEST_SOURCE)
    known = dict.fromkeys([*names_used(expression), "item"], Kind.UNKNOWN)
    assert "unknown_name" not in {problem.code for problem in check(source, known)}


@pytest.mark.parametrize(
    "source",
    [
        "any(l, any(l, any(l, any(l, item = 1000))))",
        "count(l, sum(l, item) > 0) > 1 or count(l, sum(l, item) < 0) > 1 or 1 = 2",
    ],
)
def test_nested_groups_run_out_of_steps_instead_of_time(source: str) -> None:
    with pytest.raises(ExpressionError) as error:
        evaluate(parse(source), {"l": list(range(200))}, today=TODAY)
    assert error.value.code == "fuel"


def test_a_list_longer_than_the_steps_is_not_walked() -> None:
    for source in ("sum(l)", "1 in l", "contains(l, 1)", "len(l)", "l = l", "max(l)"):
        with pytest.raises(ExpressionError) as error:
            evaluate(parse(source), {"l": [0] * (FUEL + 1)}, today=TODAY)
        assert error.value.code == "fuel"


def test_texts_and_numbers_stay_small() -> None:
    for source, values in (
        ("a + a", {"a": "x" * 6000}),
        ("a * a", {"a": 10**10}),
        ("upper(a)", {"a": "ß" * 6000}),
        ("a", {"a": "x" * 10_001}),
        ("a", {"a": 10**18}),
        ("a", {"a": float("nan")}),
        ("add_days(2026-01-01, a)", {"a": 10**17}),
    ):
        with pytest.raises(ExpressionError) as error:
            evaluate(parse(source), values, today=TODAY)
        assert error.value.code == "unfit"


def test_sources_stay_short_and_shallow() -> None:
    cases = {"too_long": "1" + " + 1" * 600, "too_deep": "(" * 500 + "1" + ")" * 500}
    for code, source in cases.items():
        with pytest.raises(ExpressionError) as error:
            parse(source)
        assert error.value.code == code
    for source in ("not " * 33 + "true", "-" * 40 + "1", "[" * 40 + "]" * 40, "abs(" * 40 + "1" + ")" * 40):
        with pytest.raises(ExpressionError) as error:
            parse(source)
        assert error.value.code == "too_deep"
    assert evaluate(parse("(" * 31 + "1" + ")" * 31), {}, today=TODAY) == 1
    assert evaluate(parse("1" + " + 1" * 400), {}, today=TODAY) == 401

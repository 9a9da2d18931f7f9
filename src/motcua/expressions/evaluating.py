"""From a tree and answers to a value, within a fixed number of steps.

Unanswered (``none``) is a third value: what is done with it is unanswered too, except where the answered rest decides
(``false and none`` is false), in ``= none`` and ``!= none``, and in the functions that pass over it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from motcua.expressions.errors import ExpressionError
from motcua.expressions.functions import FUNCTIONS, add_days, total, truth_of_all, truth_of_any
from motcua.expressions.nodes import (
    Call,
    Chain,
    Choice,
    Comparison,
    Each,
    Expression,
    Items,
    Junction,
    Literal,
    Name,
    Negative,
    Node,
    Not,
    Today,
)
from motcua.expressions.values import (
    EXACT,
    Unfit,
    Value,
    admit,
    as_items,
    as_number,
    as_text,
    as_truth,
    bounded,
    equal,
    order,
    short,
    unfit,
)

FUEL = 10_000
TEXT_A_STEP = 10


class _Run:
    __slots__ = ("fuel", "rows", "today", "values")

    def __init__(self, values: Mapping[str, Any], today: date) -> None:
        self.values = values
        self.today = today
        self.fuel = FUEL
        self.rows: list[Mapping[str, Any]] = []

    def burn(self, steps: int, at: int) -> None:
        self.fuel -= steps
        if self.fuel < 0:
            sentence = _("Biểu thức cần quá %d bước tính.") % FUEL
            raise ExpressionError(sentence, position=at, code="fuel")


def evaluate(expression: Expression, values: Mapping[str, Any], *, today: date) -> Value:
    """The value for these answers; ``none`` for a name without an answer. Nothing but ``ExpressionError`` is raised.

    Numbers are ``int`` or, with digits after the point, ``Decimal``.
    """
    return _value(expression.root, _Run(values, today))


def holds(expression: Expression, values: Mapping[str, Any], *, today: date) -> bool:
    """Whether the condition is true: neither false nor unanswered."""
    return evaluate(expression, values, today=today) is True


def _value(node: Node, run: _Run) -> Value:
    run.fuel -= 1
    if run.fuel < 0:
        run.burn(0, node.at)
    try:
        return _MEANINGS[type(node)](node, run)
    except Unfit as error:
        raise unfit(error, node.at) from None


def _literal(node: Literal, _run: _Run) -> Value:
    return node.value


def _name(node: Name, run: _Run) -> Value:
    for row in reversed(run.rows):
        if node.name in row:
            return admit(row[node.name])
    return admit(run.values.get(node.name))


def _today(_node: Today, run: _Run) -> Value:
    return run.today


def _items(node: Items, run: _Run) -> Value:
    return tuple([_value(item, run) for item in node.items])


def _call(node: Call, run: _Run) -> Value:
    function = FUNCTIONS[node.function]
    given = [_value(argument, run) for argument in node.arguments]
    if function.strict and None in given:
        return None
    for value in given:
        run.burn(_weight(value), node.at)
    return function.call(given, run.today)


def _weight(value: Value) -> int:
    if isinstance(value, str):
        return len(value) // TEXT_A_STEP
    return len(value) if isinstance(value, tuple) else 0


def _each(node: Each, run: _Run) -> Value:
    source = _value(node.source, run)
    if source is None:
        return None
    found = []
    for element in as_items(source):
        run.rows.append(element if isinstance(element, Mapping) else {"item": element})
        found.append(_value(node.body, run))
        run.rows.pop()
    if node.function == "sum":
        return total(found)
    truths = [as_truth(value) for value in found]
    if node.function == "count":
        return truths.count(True)
    return truth_of_any(truths) if node.function == "any" else truth_of_all(truths)


def _negative(node: Negative, run: _Run) -> Value:
    value = _value(node.operand, run)
    return None if value is None else -as_number(value)


def _not(node: Not, run: _Run) -> Value:
    value = as_truth(_value(node.operand, run))
    return None if value is None else not value


def _chain(node: Chain, run: _Run) -> Value:
    so_far = _value(node.first, run)
    for sign, operand in node.rest:
        value = _value(operand, run)
        run.burn(_weight(value), operand.at)
        so_far = None if so_far is None or value is None else _ARITHMETIC[sign](so_far, value)
    return so_far


def _plus(left: Value, right: Value) -> Value:
    if isinstance(left, str) and isinstance(right, str):
        return short(left + right)
    if type(left) is date:
        return add_days(left, right)
    if type(left) is int and type(right) is int:
        return bounded(left + right)
    return bounded(EXACT.add(Decimal(as_number(left)), Decimal(as_number(right))))


def _minus(left: Value, right: Value) -> Value:
    if type(left) is date:
        return (left - right).days if type(right) is date else add_days(left, -as_number(right))
    return bounded(EXACT.subtract(Decimal(as_number(left)), Decimal(as_number(right))))


def _times(left: Value, right: Value) -> Value:
    return bounded(EXACT.multiply(Decimal(as_number(left)), Decimal(as_number(right))))


def _divided(left: Value, right: Value) -> Value:
    divisor = _divisor(right)
    return bounded(EXACT.divide(Decimal(as_number(left)), divisor))


def _rest(left: Value, right: Value) -> Value:
    """What is left of a division, with the sign of the divisor as on a clock: -1 % 7 is 6."""
    number, divisor = Decimal(as_number(left)), _divisor(right)
    rest = EXACT.remainder(number, divisor)
    return bounded(rest + divisor if rest and (rest < 0) != (divisor < 0) else rest)


def _divisor(value: Value) -> Decimal:
    number = as_number(value)
    if number == 0:
        raise Unfit(_("Không chia được cho số 0."))
    return Decimal(number)


def _comparison(node: Comparison, run: _Run) -> Value:
    left, right = _value(node.left, run), _value(node.right, run)
    operator = node.operator
    if left is None or right is None:
        return _unanswered(node, left, right)
    if operator in _ORDERS:
        return _ORDERS[operator](order(left, right))
    if operator in ("in", "not in"):
        found = _among(left, right, node.at, run)
        return found if found is None or operator == "in" else not found
    run.burn(_weight(left), node.at)
    return equal(left, right) is (operator == "=")


def _unanswered(node: Comparison, left: Value, right: Value) -> bool | None:
    """``x = none`` asks whether x is unanswered; any other comparison with something unanswered is unanswered."""
    asks = any(isinstance(side, Literal) and side.value is None for side in (node.left, node.right))
    if not asks or node.operator not in ("=", "!="):
        return None
    return (left is right) is (node.operator == "=")


def _among(value: Value, whole: Value, at: int, run: _Run) -> bool | None:
    run.burn(_weight(whole), at)
    if isinstance(whole, str):
        return as_text(value) in whole
    return truth_of_any([None if item is None else equal(item, value) for item in map(admit, as_items(whole))])


def _junction(node: Junction, run: _Run) -> Value:
    decisive = node.word == "or"
    answered = True
    for part in node.parts:
        value = as_truth(_value(part, run))
        if value is decisive:
            return decisive
        answered = answered and value is not None
    return not decisive if answered else None


def _choice(node: Choice, run: _Run) -> Value:
    condition = as_truth(_value(node.condition, run))
    if condition is None:
        return None
    return _value(node.yes if condition else node.no, run)


_ORDERS: dict[str, Callable[[int], bool]] = {
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
}
_ARITHMETIC: dict[str, Callable[[Value, Value], Value]] = {
    "+": _plus,
    "-": _minus,
    "*": _times,
    "/": _divided,
    "%": _rest,
}
_MEANINGS: dict[type, Callable[[Any, _Run], Value]] = {
    Literal: _literal,
    Name: _name,
    Today: _today,
    Items: _items,
    Call: _call,
    Each: _each,
    Negative: _negative,
    Not: _not,
    Chain: _chain,
    Comparison: _comparison,
    Junction: _junction,
    Choice: _choice,
}

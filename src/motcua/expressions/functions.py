"""The fixed list of functions. None reads a clock; each takes values and gives a value or raises ``Unfit``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from motcua.expressions.kinds import Kind
from motcua.expressions.values import (
    EXACT,
    Unfit,
    Value,
    admit,
    as_date,
    as_items,
    as_number,
    as_text,
    as_truth,
    bounded,
    equal,
    order,
    short,
)
from motcua.kernel.text import fold

EACH = frozenset({"any", "all", "count", "sum"})
MOST_ARGUMENTS = 20


@dataclass(frozen=True, slots=True)
class Function:
    """``call(arguments, today)``. ``strict``: an unanswered argument makes the result unanswered without a call.

    ``takes``: the kinds of the arguments, the last for all further ones ("list" for a list or group, "many" for a list
    or text); ``gives``: the kind of the result, "same" as the first argument's or a list's elements.
    """

    call: Callable[[Sequence[Value], date], Value]
    takes: tuple[str, ...]
    gives: str
    least: int = 1
    most: int = 1
    strict: bool = True


def truth_of_any(truths: Sequence[bool | None]) -> bool | None:
    """Kleene's or: true once one is, unanswered when that could still be, false when none is."""
    if True in truths:
        return True
    return None if None in truths else False


def truth_of_all(truths: Sequence[bool | None]) -> bool | None:
    if False in truths:
        return False
    return None if None in truths else True


def total(items: Sequence[Value]) -> Value:
    """The sum of the answered ones; 0 of none."""
    so_far: int | Decimal = 0
    for item in items:
        if item is not None:
            so_far = bounded(EXACT.add(Decimal(so_far), Decimal(as_number(item))))
    return so_far


def _age(given: Sequence[Value], today: date) -> Value:
    """Full years. Whoever is born on 29 February turns older on 1 March of other years."""
    born = as_date(given[0])
    on = as_date(given[1]) if len(given) > 1 else today
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _add_days(given: Sequence[Value], _today: date) -> Value:
    days = as_number(given[1])
    if type(days) is not int:
        raise Unfit(_("Chỉ cộng được số ngày tròn."))
    try:
        return as_date(given[0]) + timedelta(days=days)
    except OverflowError:
        raise Unfit(_("Ngày nằm ngoài khoảng dùng được.")) from None


def add_days(day: Value, days: Value) -> Value:
    return _add_days((day, days), date.min)


def _rounded(given: Sequence[Value], _today: date) -> Value:
    """Half up, as money and areas are; a negative number of places rounds to tens, hundreds, thousands."""
    places = as_number(given[1]) if len(given) > 1 else 0
    if type(places) is not int or not -17 <= places <= 10:
        raise Unfit(_("Số chữ số làm tròn phải từ -17 đến 10."))
    number = Decimal(as_number(given[0]))
    return bounded(number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=EXACT))


def _floor(given: Sequence[Value], _today: date) -> Value:
    return bounded(Decimal(as_number(given[0])).quantize(Decimal(1), rounding=ROUND_FLOOR, context=EXACT))


def _least(sign: int) -> Callable[[Sequence[Value], date], Value]:
    def call(given: Sequence[Value], _today: date) -> Value:
        items = as_items(given[0]) if len(given) == 1 and isinstance(given[0], tuple) else given
        answered = [item for item in map(admit, items) if item is not None]
        if not answered:
            return None
        best = answered[0]
        for item in answered:
            best = item if order(item, best) * sign < 0 else best
        return best

    return call


def _contains(given: Sequence[Value], _today: date) -> Value:
    whole, part = given
    if isinstance(whole, str):
        return as_text(part) in whole
    return truth_of_any([None if item is None else equal(item, part) for item in map(admit, as_items(whole))])


def _length(given: Sequence[Value], _today: date) -> Value:
    return len(given[0]) if isinstance(given[0], str) else len(as_items(given[0]))


def _count(given: Sequence[Value], _today: date) -> Value:
    return None if given[0] is None else sum(item is not None for item in as_items(given[0]))


def _sum(given: Sequence[Value], _today: date) -> Value:
    return None if given[0] is None else total([admit(item) for item in as_items(given[0])])


def _over(fold_truths: Callable[[Sequence[bool | None]], bool | None]) -> Callable[[Sequence[Value], date], Value]:
    return lambda given, _today: fold_truths([as_truth(admit(item)) for item in as_items(given[0])])


def _text(change: Callable[[str], str]) -> Function:
    return Function(lambda given, _today: short(change(as_text(given[0]))), (Kind.TEXT,), Kind.TEXT)


def _part_of_date(part: Callable[[date], int]) -> Function:
    return Function(lambda given, _today: part(as_date(given[0])), (Kind.DATE,), Kind.NUMBER)


def _edge(test: Callable[[str, str], Any]) -> Function:
    return Function(
        lambda given, _today: bool(test(as_text(given[0]), as_text(given[1]))), (Kind.TEXT,), Kind.TRUTH, 2, 2
    )


def _first_answered(given: Sequence[Value], _today: date) -> Value:
    return next((value for value in given if value is not None), None)


FUNCTIONS: dict[str, Function] = {
    "age": Function(_age, (Kind.DATE,), Kind.NUMBER, 1, 2),
    "days_between": Function(
        lambda given, _today: (as_date(given[1]) - as_date(given[0])).days, (Kind.DATE,), Kind.NUMBER, 2, 2
    ),
    "add_days": Function(_add_days, (Kind.DATE, Kind.NUMBER), Kind.DATE, 2, 2),
    "year": _part_of_date(lambda day: day.year),
    "month": _part_of_date(lambda day: day.month),
    "day": _part_of_date(lambda day: day.day),
    "len": Function(_length, ("many",), Kind.NUMBER),
    "count": Function(_count, ("list",), Kind.NUMBER, strict=False),
    "sum": Function(_sum, ("list",), Kind.NUMBER, strict=False),
    "any": Function(_over(truth_of_any), ("list",), Kind.TRUTH),
    "all": Function(_over(truth_of_all), ("list",), Kind.TRUTH),
    "min": Function(_least(1), ("any",), "same", 1, MOST_ARGUMENTS, strict=False),
    "max": Function(_least(-1), ("any",), "same", 1, MOST_ARGUMENTS, strict=False),
    "contains": Function(_contains, ("many", "any"), Kind.TRUTH, 2, 2),
    "starts_with": _edge(str.startswith),
    "ends_with": _edge(str.endswith),
    "upper": _text(str.upper),
    "lower": _text(str.lower),
    "fold": _text(fold),
    "abs": Function(lambda given, _today: abs(as_number(given[0])), (Kind.NUMBER,), Kind.NUMBER),
    "round": Function(_rounded, (Kind.NUMBER,), Kind.NUMBER, 1, 2),
    "floor": Function(_floor, (Kind.NUMBER,), Kind.NUMBER),
    "coalesce": Function(_first_answered, ("any",), "same", 1, MOST_ARGUMENTS, strict=False),
}

"""What an answer counts as inside an expression, and how two of them compare."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from motcua.expressions.errors import ExpressionError

type Scalar = bool | int | Decimal | str | date | None
type Value = Scalar | tuple[Value, ...] | Mapping[str, Any]

LONGEST_TEXT = 10_000
LARGEST = 10**18
FINEST = Decimal("1e-10")
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_READY = frozenset({type(None), bool, date, tuple})


class Unfit(Exception):
    """A value does not fit what is done with it; whoever knows the place turns it into an ``ExpressionError``."""


def admit(raw: object) -> Value:
    """An answer as a value. Only the plain kinds of JSON and dates come in; anything else is refused unlooked at."""
    kind = type(raw)
    if kind is int or kind is Decimal:
        return bounded(raw)  # type: ignore[arg-type]
    if kind is str:
        return short(raw)  # type: ignore[arg-type]
    if kind in _READY:
        return raw  # type: ignore[return-value]
    if kind is float:
        return _from_float(raw)  # type: ignore[arg-type]
    if kind is list:
        return tuple(raw)  # type: ignore[arg-type]
    if isinstance(raw, Mapping):
        return raw
    raise Unfit(_("Câu trả lời này không dùng được trong biểu thức."))


def _from_float(number: float) -> Value:
    try:
        return bounded(Decimal(repr(number)))
    except InvalidOperation:
        raise Unfit(_("Số quá lớn hoặc không phải là số.")) from None


def bounded(number: int | Decimal) -> int | Decimal:
    """A number within 18 digits before and 10 after the point; whole ones as ``int``."""
    if isinstance(number, int):
        if -LARGEST < number < LARGEST:
            return number
    elif number.is_finite() and -LARGEST < number < LARGEST:
        rounded = number.quantize(FINEST, context=EXACT)
        whole = int(rounded)
        return whole if whole == rounded else rounded.normalize(EXACT)
    raise Unfit(_("Số quá lớn hoặc không phải là số."))


def short(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Unfit(_("Chữ dài quá %d ký tự.") % LONGEST_TEXT)
    return text


def as_number(value: Value) -> int | Decimal:
    kind = type(value)
    if kind is int or kind is Decimal:
        return value  # type: ignore[return-value]
    raise Unfit(_("Chỗ này cần một số."))


def as_date(value: Value) -> date:
    """A date, or the text "YYYY-MM-DD" in which forms keep one."""
    if type(value) is date:
        return value
    found = _written_date(value)
    if found is None:
        raise Unfit(_("Chỗ này cần một ngày."))
    return found


def _written_date(value: Value) -> date | None:
    if not isinstance(value, str) or len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def as_text(value: Value) -> str:
    if isinstance(value, str):
        return value
    raise Unfit(_("Chỗ này cần chữ."))


def as_truth(value: Value) -> bool | None:
    if value is None or value is True or value is False:
        return value
    raise Unfit(_("Chỗ này cần một điều kiện đúng hoặc sai."))


def as_items(value: Value) -> tuple[Value, ...]:
    if isinstance(value, tuple):
        return value
    raise Unfit(_("Chỗ này cần một danh sách hoặc nhóm lặp."))


def equal(left: Value, right: Value) -> bool:
    """Whether two answered values are the same; ``Unfit`` when they are of different kinds."""
    kinds = type(left), type(right)
    if kinds[0] is kinds[1] and kinds[0] in (str, int, bool, date):
        return left == right
    if _numbers(kinds):
        return left == right
    if date in kinds and str in kinds:
        return as_date(left) == as_date(right)
    if kinds == (tuple, tuple):
        return _equal_items(as_items(left), as_items(right))
    raise Unfit(_("Hai bên so sánh không cùng loại."))


def _equal_items(left: tuple[Value, ...], right: tuple[Value, ...]) -> bool:
    if len(left) != len(right):
        return False
    pairs = [(admit(one), admit(other)) for one, other in zip(left, right, strict=True)]
    if any(isinstance(value, tuple) for pair in pairs for value in pair):
        raise Unfit(_("Không so sánh được danh sách của các danh sách."))
    return all(one is other if one is None or other is None else equal(one, other) for one, other in pairs)


def order(left: Value, right: Value) -> int:
    """-1, 0 or 1 of two numbers or two dates; ``Unfit`` for anything else."""
    kinds = type(left), type(right)
    if kinds == (int, int) or kinds == (date, date) or _numbers(kinds):
        return (left > right) - (left < right)  # type: ignore[operator]
    if kinds[0] in (str, date) and kinds[1] in (str, date):
        first, second = as_date(left), as_date(right)
        return (first > second) - (first < second)
    raise Unfit(_("Chỉ so sánh lớn hơn, nhỏ hơn được giữa hai số hoặc hai ngày."))


def _numbers(kinds: tuple[type, type]) -> bool:
    return all(kind is int or kind is Decimal for kind in kinds)


def unfit(error: Unfit, at: int) -> ExpressionError:
    return ExpressionError(str(error), position=at, code="unfit")

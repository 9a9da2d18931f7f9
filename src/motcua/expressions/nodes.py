"""Expressions as trees. Positions say where in the source something stands; equality and hash look past them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


def _place() -> int:
    place: int = field(default=0, compare=False, repr=False)
    return place


@dataclass(frozen=True, slots=True)
class Literal:
    """``kind`` tells 1 from true, which Python takes for equal."""

    value: bool | int | Decimal | str | date | None
    at: int = _place()
    kind: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", type(self.value).__name__)


@dataclass(frozen=True, slots=True)
class Name:
    name: str
    at: int = _place()


@dataclass(frozen=True, slots=True)
class Today:
    at: int = _place()


@dataclass(frozen=True, slots=True)
class Items:
    """A list written out."""

    items: tuple[Node, ...]
    at: int = _place()


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple[Node, ...]
    at: int = _place()


@dataclass(frozen=True, slots=True)
class Each:
    """``any|all|count|sum (source, body)``: the body for every row, whose columns hide outer names."""

    function: str
    source: Node
    body: Node
    at: int = _place()


@dataclass(frozen=True, slots=True)
class Negative:
    operand: Node
    at: int = _place()


@dataclass(frozen=True, slots=True)
class Not:
    operand: Node
    at: int = _place()


@dataclass(frozen=True, slots=True)
class Chain:
    """Sums or products from left to right: ``first op operand op operand …``; all ops of one rank."""

    first: Node
    rest: tuple[tuple[str, Node], ...]
    at: int = _place()


@dataclass(frozen=True, slots=True)
class Comparison:
    """``operator`` is one of = != < <= > >= in and "not in"."""

    operator: str
    left: Node
    right: Node
    at: int = _place()


@dataclass(frozen=True, slots=True)
class Junction:
    """``and`` or ``or`` of two or more."""

    word: str
    parts: tuple[Node, ...]
    at: int = _place()


@dataclass(frozen=True, slots=True)
class Choice:
    condition: Node
    yes: Node
    no: Node
    at: int = _place()


type Node = Literal | Name | Today | Items | Call | Each | Negative | Not | Chain | Comparison | Junction | Choice


@dataclass(frozen=True, slots=True)
class Expression:
    root: Node


def children(node: Node) -> tuple[Node, ...]:
    match node:
        case Literal() | Name() | Today():
            return ()
        case Items(items=parts) | Call(arguments=parts) | Junction(parts=parts):
            return parts
        case Each(source=source, body=body):
            return source, body
        case Negative(operand=operand) | Not(operand=operand):
            return (operand,)
        case Chain(first=first, rest=rest):
            return first, *(operand for _sign, operand in rest)
        case Comparison(left=left, right=right):
            return left, right
        case Choice(condition=condition, yes=yes, no=no):
            return condition, yes, no


def depth(node: Node) -> int:
    return 1 + max((depth(child) for child in children(node)), default=0)


def names_used(expression: Expression) -> frozenset[str]:
    """Every name it asks: answers, and columns of repeating groups; not ``item``, the element of a plain list."""
    return frozenset(_names(expression.root)) - {"item"}


def _names(node: Node) -> set[str]:
    own = {node.name} if isinstance(node, Name) else set()
    return own.union(*(_names(child) for child in children(node)))

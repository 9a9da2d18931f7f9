"""From a tree back to source: the one canonical way to write it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

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
from motcua.expressions.parsing import COMPARE_RANK, RANK, SIGN_RANK

_ATOM = 9


def to_text(expression: Expression) -> str:
    """Source that parses to the same expression, with no more brackets than it needs."""
    return _text(expression.root)


def _text(node: Node) -> str:  # noqa: C901 one line a node
    match node:
        case Literal(value=value):
            return _literal(value)
        case Name(name=name):
            return name
        case Today():
            return "today"
        case Items(items=items):
            return f"[{', '.join(map(_text, items))}]"
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(map(_text, arguments))})"
        case Each(function=function, source=source, body=body):
            return f"{function}({_text(source)}, {_text(body)})"
        case Negative(operand=operand):
            return f"-{_inside(operand, SIGN_RANK)}"
        case Not(operand=operand):
            return f"not {_inside(operand, RANK['not'])}"
        case Chain(first=first, rest=rest):
            rank = RANK[rest[0][0]]
            return _inside(first, rank) + "".join(f" {sign} {_inside(operand, rank + 1)}" for sign, operand in rest)
        case Comparison(operator=operator, left=left, right=right):
            return f"{_inside(left, COMPARE_RANK + 1)} {operator} {_inside(right, COMPARE_RANK + 1)}"
        case Junction(word=word, parts=parts):
            first, *others = parts
            return f" {word} ".join([_inside(first, RANK[word]), *(_inside(part, RANK[word] + 1) for part in others)])
        case Choice(condition=condition, yes=yes, no=no):
            return f"if {_text(condition)} then {_text(yes)} else {_text(no)}"


def _inside(node: Node, least: int) -> str:
    text = _text(node)
    return text if _rank(node) >= least else f"({text})"


def _rank(node: Node) -> int:
    match node:
        case Choice():
            return 0
        case Junction(word=word):
            return RANK[word]
        case Not():
            return RANK["not"]
        case Comparison():
            return COMPARE_RANK
        case Chain(rest=rest):
            return RANK[rest[0][0]]
        case Negative():
            return SIGN_RANK
        case _:
            return _ATOM


def _literal(value: object) -> str:
    if value is None or isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)

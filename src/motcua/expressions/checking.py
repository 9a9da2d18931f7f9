"""What is wrong with a source before anybody answers: unknown names, and kinds that do not fit together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from motcua.expressions.errors import ExpressionError, Problem
from motcua.expressions.functions import FUNCTIONS, Function
from motcua.expressions.kinds import Kind, ListOf, NameKind, Rows, kind_name
from motcua.expressions.nodes import (
    Call,
    Chain,
    Choice,
    Comparison,
    Each,
    Items,
    Junction,
    Literal,
    Name,
    Negative,
    Node,
    Not,
    Today,
)
from motcua.expressions.parsing import parse

_LITERALS = {
    "NoneType": Kind.UNKNOWN,
    "bool": Kind.TRUTH,
    "int": Kind.NUMBER,
    "Decimal": Kind.NUMBER,
    "str": Kind.TEXT,
    "date": Kind.DATE,
}


def check(source: str, names: Mapping[str, NameKind], *, expect: Kind | None = None) -> list[Problem]:
    """Everything wrong with ``source`` when just ``names`` may be asked, ``expect`` also judging the kind of result."""
    try:
        root = parse(source).root
    except ExpressionError as error:
        return [Problem(error.position, error.code, error.message)]
    reader = _Reader(names)
    kind = reader.kind(root)
    if expect is not None and not _fits(kind, expect):
        reader.expected(root, expect, kind)
    return reader.problems


@dataclass(slots=True)
class _Reader:
    names: Mapping[str, NameKind]
    problems: list[Problem] = field(default_factory=list)

    def expected(self, node: Node, wanted: NameKind, found: NameKind) -> None:
        words = {"wanted": kind_name(wanted), "found": kind_name(found)}
        sentence = _("Chỗ này cần %(wanted)s, không phải %(found)s.") % words
        self.problems.append(Problem(node.at, "kind", sentence))

    def kind(self, node: Node) -> NameKind:  # noqa: C901 one line a node
        match node:
            case Literal(kind=kind):
                return _LITERALS[kind]
            case Today():
                return Kind.DATE
            case Name():
                return self._name(node)
            case Items(items=items):
                kinds = {self.kind(item) for item in items}
                only = kinds.pop() if len(kinds) == 1 else Kind.UNKNOWN
                return ListOf(only if isinstance(only, Kind) else Kind.UNKNOWN)
            case Call():
                return self._call(node)
            case Each():
                return self._each(node)
            case Negative(operand=operand):
                return self._need(operand, Kind.NUMBER)
            case Not(operand=operand):
                return self._need(operand, Kind.TRUTH)
            case Chain():
                return self._chain(node)
            case Comparison():
                return self._comparison(node)
            case Junction(parts=parts):
                for part in parts:
                    self._need(part, Kind.TRUTH)
                return Kind.TRUTH
            case Choice(condition=condition, yes=yes, no=no):
                self._need(condition, Kind.TRUTH)
                kinds = {self.kind(yes), self.kind(no)} - {Kind.UNKNOWN}
                return kinds.pop() if len(kinds) == 1 else Kind.UNKNOWN

    def _need(self, node: Node, wanted: Kind) -> Kind:
        found = self.kind(node)
        if not _fits(found, wanted):
            self.expected(node, wanted, found)
        return wanted

    def _name(self, node: Name) -> NameKind:
        found = self.names.get(node.name)
        if found is None:
            sentence = _("Không có câu hỏi nào tên “%s”.") % node.name
            self.problems.append(Problem(node.at, "unknown_name", sentence))
        return found or Kind.UNKNOWN

    def _call(self, node: Call) -> NameKind:
        function = FUNCTIONS[node.function]
        kinds = [self._argument(function, place, argument) for place, argument in enumerate(node.arguments)]
        if function.gives != "same":
            return Kind(function.gives)
        first = next((kind for kind in kinds if kind is not Kind.UNKNOWN), Kind.UNKNOWN)
        return first.kind if isinstance(first, ListOf) and node.function != "coalesce" else first

    def _argument(self, function: Function, place: int, argument: Node) -> NameKind:
        wanted = function.takes[min(place, len(function.takes) - 1)]
        found = self.kind(argument)
        several = isinstance(found, ListOf | Rows) or found is Kind.UNKNOWN
        if wanted in ("list", "many"):
            if not several and not (wanted == "many" and found is Kind.TEXT):
                self.expected(argument, ListOf(), found)
        elif wanted != "any" and not _fits(found, Kind(wanted)):
            self.expected(argument, Kind(wanted), found)
        return found

    def _each(self, node: Each) -> NameKind:
        source = self.kind(node.source)
        inner: Mapping[str, NameKind] = {"item": Kind.UNKNOWN}
        if isinstance(source, Rows):
            inner = source.columns
        elif isinstance(source, ListOf):
            inner = {"item": source.kind}
        elif source is not Kind.UNKNOWN:
            self.expected(node.source, ListOf(), source)
        outer, self.names = self.names, {**self.names, **inner}
        self._need(node.body, Kind.NUMBER if node.function == "sum" else Kind.TRUTH)
        self.names = outer
        return Kind.NUMBER if node.function in ("sum", "count") else Kind.TRUTH

    def _chain(self, node: Chain) -> NameKind:
        so_far = self.kind(node.first)
        for sign, operand in node.rest:
            so_far = self._arithmetic(sign, node.first, so_far, operand)
        return so_far

    def _arithmetic(self, sign: str, first: Node, left: NameKind, operand: Node) -> NameKind:
        if left is Kind.TEXT and sign == "+":
            return self._need(operand, Kind.TEXT)
        if left is Kind.DATE and sign == "-" and self._quietly(operand) is Kind.DATE:
            self.kind(operand)
            return Kind.NUMBER
        if left is Kind.DATE and sign in "+-":
            self._need(operand, Kind.NUMBER)
            return Kind.DATE
        if left is Kind.UNKNOWN and sign in "+-":
            self.kind(operand)
            return Kind.UNKNOWN
        if not _fits(left, Kind.NUMBER):
            self.expected(first, Kind.NUMBER, left)
        return self._need(operand, Kind.NUMBER)

    def _quietly(self, node: Node) -> NameKind:
        return _Reader(self.names).kind(node)

    def _comparison(self, node: Comparison) -> NameKind:
        left, right = self.kind(node.left), self.kind(node.right)
        if node.operator in ("in", "not in"):
            self._among(node, left, right)
        elif node.operator in ("=", "!="):
            if not _alike(left, right):
                self.expected(node.right, left, right)
        else:
            for side, found in ((node.left, left), (node.right, right)):
                if found not in (Kind.NUMBER, Kind.DATE, Kind.UNKNOWN):
                    self.expected(side, Kind.NUMBER, found)
            if {left, right} == {Kind.NUMBER, Kind.DATE}:
                self.expected(node.right, left, right)
        return Kind.TRUTH

    def _among(self, node: Comparison, left: NameKind, right: NameKind) -> None:
        if isinstance(right, ListOf):
            if not _alike(left, right.kind):
                self.expected(node.left, right.kind, left)
        elif right is Kind.TEXT:
            if not _fits(left, Kind.TEXT):
                self.expected(node.left, Kind.TEXT, left)
        elif right is not Kind.UNKNOWN:
            self.expected(node.right, ListOf(), right)


def _fits(found: NameKind, wanted: Kind) -> bool:
    return found is wanted or found is Kind.UNKNOWN


def _alike(left: NameKind, right: NameKind) -> bool:
    if isinstance(left, ListOf) and isinstance(right, ListOf):
        return _alike(left.kind, right.kind)
    return left == right or Kind.UNKNOWN in (left, right)

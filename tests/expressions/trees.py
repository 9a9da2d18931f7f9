"""Random expressions and answers for the properties."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from motcua.expressions.functions import EACH, FUNCTIONS
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
from motcua.kernel.text import nfc

NAMES = st.sampled_from(["tuoi", "ho_ten", "ngay_sinh", "thanh_vien", "loai", "item", "chua_hoi"])
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=6)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(),
    PLAIN,
    st.dates().map(date.isoformat),
    st.dates(),
)
ROW = st.dictionaries(NAMES, SCALARS, max_size=3)
ANSWERS = st.dictionaries(NAMES, SCALARS | st.lists(SCALARS, max_size=4) | st.lists(ROW, max_size=4) | ROW)


def _literal(value: object) -> Literal:
    return Literal(value)  # type: ignore[arg-type]


LITERALS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(0, 10**6),
    st.decimals("0.01", "999.99", places=2).map(
        lambda number: int(number) if number == int(number) else Decimal(number).normalize()
    ),
    PLAIN.map(nfc),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
).map(_literal)
LEAVES = st.one_of(LITERALS, NAMES.map(Name), st.just(Today()))


class _Grower:
    """Trees of bounded height. Drawn by hand: strategies inside strategies would print every subtree again."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.left = 24

    def node(self, height: int) -> Node:
        self.left -= 1
        shapes = [self.chain, self.junction, self.call, self.comparison, self.each, self.choice, self.small]
        if height == 0 or self.left < 0 or self.draw(st.integers(0, 3)) == 0:
            return self.draw(LEAVES)
        return self.draw(st.sampled_from(shapes))(height - 1)

    def nodes(self, height: int, least: int, most: int) -> tuple[Node, ...]:
        return tuple(self.node(height) for _each in range(self.draw(st.integers(least, most))))

    def chain(self, height: int) -> Node:
        """A sum whose first part is a sum again is the same sum, so the reader never makes one."""
        ops = self.draw(st.sampled_from(["+-", "*/%"]))
        first = self.node(height)
        if isinstance(first, Chain) and first.rest[0][0] in ops:
            first = first.first
        return Chain(first, tuple((self.draw(st.sampled_from(ops)), each) for each in self.nodes(height, 1, 3)))

    def junction(self, height: int) -> Node:
        word = self.draw(st.sampled_from(["and", "or"]))
        first = self.node(height)
        if isinstance(first, Junction) and first.word == word:
            first = first.parts[0]
        return Junction(word, (first, *self.nodes(height, 1, 3)))

    def call(self, height: int) -> Node:
        name = self.draw(st.sampled_from(sorted(FUNCTIONS)))
        function = FUNCTIONS[name]
        return Call(name, self.nodes(height, function.least, min(function.most, function.least + 2)))

    def comparison(self, height: int) -> Node:
        operator = self.draw(st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "in", "not in"]))
        return Comparison(operator, self.node(height), self.node(height))

    def each(self, height: int) -> Node:
        return Each(self.draw(st.sampled_from(sorted(EACH))), self.node(height), self.node(height))

    def choice(self, height: int) -> Node:
        return Choice(self.node(height), self.node(height), self.node(height))

    def small(self, height: int) -> Node:
        shape = self.draw(st.sampled_from([Not, Negative, Items]))
        return Items(self.nodes(height, 0, 3)) if shape is Items else shape(self.node(height))


@st.composite
def _expressions(draw: st.DrawFn) -> Expression:
    return Expression(_Grower(draw).node(4))


EXPRESSIONS = _expressions()

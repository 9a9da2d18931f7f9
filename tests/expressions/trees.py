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


def _chain(ops: str, inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """A sum whose first part is a sum again is the same sum, so the reader never makes one."""
    first = inner.filter(lambda node: not (isinstance(node, Chain) and node.rest[0][0] in ops))
    pair = st.tuples(st.sampled_from(ops), inner)
    return st.builds(Chain, first, st.lists(pair, min_size=1, max_size=3).map(tuple))


def _junction(word: str, inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    first = inner.filter(lambda node: not (isinstance(node, Junction) and node.word == word))
    return st.builds(lambda one, others: Junction(word, (one, *others)), first, st.lists(inner, min_size=1, max_size=3))


@st.composite
def _call(draw: st.DrawFn, inner: st.SearchStrategy[Node]) -> Node:
    name = draw(st.sampled_from(sorted(FUNCTIONS)))
    function = FUNCTIONS[name]
    most = min(function.most, function.least + 2)
    return Call(name, tuple(draw(st.lists(inner, min_size=function.least, max_size=most))))


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    operators = st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "in", "not in"])
    return st.one_of(
        _chain("+-", inner),
        _chain("*/%", inner),
        _junction("and", inner),
        _junction("or", inner),
        _call(inner),
        st.builds(Comparison, operators, inner, inner),
        st.builds(Each, st.sampled_from(sorted(EACH)), inner, inner),
        st.builds(Choice, inner, inner, inner),
        st.builds(Not, inner),
        st.builds(Negative, inner),
        st.builds(lambda items: Items(tuple(items)), st.lists(inner, max_size=3)),
    )


EXPRESSIONS = st.recursive(LEAVES, _grown, max_leaves=12).map(Expression)

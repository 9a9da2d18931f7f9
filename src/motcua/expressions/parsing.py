"""From tokens to a tree: a Pratt parser."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import gettext as _

from motcua.expressions.errors import ExpressionError
from motcua.expressions.functions import EACH, FUNCTIONS
from motcua.expressions.lexing import Token, tokens
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
    depth,
)

DEEPEST = 32
_MOST_OPEN = 3 * DEEPEST  # brackets cost the reader a level that the tree does not have
RANK = {"or": 1, "and": 2, "not": 3, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6}
COMPARES = frozenset({"=", "!=", "<", "<=", ">", ">=", "in"})
COMPARE_RANK, SIGN_RANK = 4, 7
WORDS: dict[str, bool | None] = {"true": True, "false": False, "none": None}


@lru_cache(maxsize=4096)
def parse(source: str) -> Expression:
    """The expression a source describes, the same object for the same source; ``ExpressionError`` when none."""
    reader = _Reader(tokens(source))
    root = reader.expression(0)
    reader.take("end", "")
    if depth(root) > DEEPEST:
        raise _too_deep(0)
    return Expression(root)


def _too_deep(at: int) -> ExpressionError:
    sentence = _("Biểu thức lồng nhau quá %d tầng.") % DEEPEST
    return ExpressionError(sentence, position=at, code="too_deep")


class _Reader:
    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._next = 0
        self._open = 0

    @property
    def token(self) -> Token:
        return self._tokens[self._next]

    def take(self, kind: str, text: str) -> Token:
        token = self.token
        if token.kind != kind or (text and token.text != text):
            raise self._unexpected(text)
        self._next += kind != "end"
        return token

    def _skip(self, text: str) -> bool:
        found = self.token.kind in ("mark", "word") and self.token.text == text
        self._next += found
        return found

    def _unexpected(self, wanted: str = "") -> ExpressionError:
        token = self.token
        if token.kind == "end":
            sentence = _("Biểu thức chưa viết hết.")
        elif wanted:
            sentence = _("Chỗ này cần “%(wanted)s”, không phải “%(found)s”.") % {"wanted": wanted, "found": token.text}
        else:
            sentence = _("Không hiểu “%s” ở chỗ này.") % token.text
        return ExpressionError(sentence, position=token.at, code="syntax")

    def expression(self, rank: int) -> Node:
        """What follows, up to an operator that binds no stronger than ``rank``."""
        self._open += 1
        if self._open > _MOST_OPEN:
            raise _too_deep(self.token.at)
        left = self._beginning()
        while (following := self._rank()) > rank:
            left = self._joined(left, following)
        self._open -= 1
        return left

    def _rank(self) -> int:
        token = self.token
        if token.kind not in ("mark", "word"):
            return 0
        if token.text in COMPARES or (token.text == "not" and self._tokens[self._next + 1].text == "in"):
            return COMPARE_RANK
        return 0 if token.text == "not" else RANK.get(token.text, 0)

    def _beginning(self) -> Node:
        token = self.token
        self._next += token.kind != "end"
        if token.kind == "value":
            return Literal(token.value, token.at)
        if token.kind == "name":
            return self._call(token) if self._skip("(") else Name(token.text, token.at)
        if token.kind == "word":
            return self._word(token)
        if token.text == "-":
            return Negative(self.expression(SIGN_RANK - 1), token.at)
        if token.text == "(":
            inner = self.expression(0)
            self.take("mark", ")")
            return inner
        if token.text == "[":
            return Items(self._list("]"), token.at)
        self._next -= token.kind != "end"
        raise self._unexpected()

    def _word(self, token: Token) -> Node:
        if token.text in WORDS:
            return Literal(WORDS[token.text], token.at)
        if token.text == "today":
            return Today(token.at)
        if token.text == "not":
            return Not(self.expression(RANK["not"] - 1), token.at)
        if token.text == "if":
            condition = self.expression(0)
            self.take("word", "then")
            yes = self.expression(0)
            self.take("word", "else")
            return Choice(condition, yes, self.expression(0), token.at)
        self._next -= 1
        raise self._unexpected()

    def _list(self, end: str) -> tuple[Node, ...]:
        items: list[Node] = []
        while not self._skip(end):
            if items:
                self.take("mark", ",")
            items.append(self.expression(0))
        return tuple(items)

    def _call(self, token: Token) -> Node:
        arguments = self._list(")")
        if token.text in EACH and len(arguments) == 2:
            return Each(token.text, *arguments, token.at)
        function = FUNCTIONS.get(token.text)
        if function is None:
            sentence = _("Không có hàm “%s”.") % token.text
            raise ExpressionError(sentence, position=token.at, code="unknown_function")
        if not function.least <= len(arguments) <= function.most:
            sentence = _("Hàm “%s” không nhận chừng ấy giá trị.") % token.text
            raise ExpressionError(sentence, position=token.at, code="arguments")
        return Call(token.text, arguments, token.at)

    def _joined(self, left: Node, rank: int) -> Node:
        token = self.token
        self._next += 1
        if rank == COMPARE_RANK:
            return self._comparison(left, token)
        right = self.expression(rank)
        if token.text in ("and", "or"):
            if isinstance(left, Junction) and left.word == token.text:
                return Junction(left.word, (*left.parts, right), left.at)
            return Junction(token.text, (left, right), token.at)
        if isinstance(left, Chain) and RANK[left.rest[0][0]] == rank:
            return Chain(left.first, (*left.rest, (token.text, right)), left.at)
        return Chain(left, ((token.text, right),), token.at)

    def _comparison(self, left: Node, token: Token) -> Node:
        operator = token.text
        if operator == "not":
            self.take("word", "in")
            operator = "not in"
        right = self.expression(COMPARE_RANK)
        if self._rank() == COMPARE_RANK:
            sentence = _("Không so sánh nối tiếp nhau. Dùng “and” giữa hai phép so sánh.")
            raise ExpressionError(sentence, position=self.token.at, code="chained")
        return Comparison(operator, left, right, token.at)

"""The small language of conditions and calculations. See ``docs/expressions.md``."""

from motcua.expressions.checking import check
from motcua.expressions.errors import ExpressionError, Problem
from motcua.expressions.evaluating import evaluate, holds
from motcua.expressions.kinds import Kind, ListOf, NameKind, Rows
from motcua.expressions.nodes import Expression, names_used
from motcua.expressions.parsing import parse
from motcua.expressions.values import Value
from motcua.expressions.writing import to_text

__all__ = [
    "Expression",
    "ExpressionError",
    "Kind",
    "ListOf",
    "NameKind",
    "Problem",
    "Rows",
    "Value",
    "check",
    "evaluate",
    "holds",
    "names_used",
    "parse",
    "to_text",
]

"""What kinds of values there are, for checking before anything is evaluated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _


class Kind(StrEnum):
    TRUTH = "truth"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    UNKNOWN = "unknown"  # ``none``, or what only the answers will show: fits everywhere


@dataclass(frozen=True, slots=True)
class ListOf:
    """Several values of one kind: the answer to a question with many choices."""

    kind: Kind = Kind.UNKNOWN


@dataclass(frozen=True)
class Rows:
    """A repeating group: in each row, a value under every column."""

    columns: Mapping[str, NameKind]

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.columns)))


type NameKind = Kind | ListOf | Rows


def kind_name(kind: NameKind) -> str:
    """How a sentence calls the kind."""
    if isinstance(kind, Rows):
        return _("nhóm lặp")
    if isinstance(kind, ListOf):
        return _("danh sách")
    return {
        Kind.TRUTH: _("đúng/sai"),
        Kind.NUMBER: _("số"),
        Kind.TEXT: _("chữ"),
        Kind.DATE: _("ngày"),
        Kind.UNKNOWN: _("chưa biết"),
    }[kind]

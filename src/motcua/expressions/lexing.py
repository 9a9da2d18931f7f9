"""From source to tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from motcua.expressions.errors import ExpressionError
from motcua.kernel.text import nfc

LONGEST_SOURCE = 2_000
RESERVED = frozenset({"and", "or", "not", "in", "if", "then", "else", "true", "false", "none", "today"})
# No control characters and nothing XML cannot hold: a source must survive every file it is exported to.
_NEVER = r"\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
      | (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9A-Za-z_]))
      | (?P<number>[0-9]{1,18}(?:\.[0-9]{1,10})?(?![0-9A-Za-z_.]))
      | (?P<name>[A-Za-z_][A-Za-z0-9_]{0,59}(?![A-Za-z0-9_]))
      | (?P<text>"(?:[^"\\{never}]|\\["\\n])*"|'(?:[^'\\{never}]|\\['\\n])*')
      | (?P<mark><=|>=|!=|==|[-+*/%=<>(),\[\]])""".replace("{never}", _NEVER),
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Token:
    """``kind``: word (reserved), name, mark, value or end; ``text`` as written, ``==`` made ``=``."""

    kind: str
    text: str
    at: int
    value: int | Decimal | str | date | None = None


def tokens(source: str) -> list[Token]:
    """All tokens and an end; ``ExpressionError`` at the first character that begins none."""
    if len(source) > LONGEST_SOURCE:
        sentence = _("Biểu thức dài quá %d ký tự.") % LONGEST_SOURCE
        raise ExpressionError(sentence, position=LONGEST_SOURCE, code="too_long")
    found, at = [], 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            raise _strange(source, at)
        if match.lastgroup != "space":
            found.append(_token(str(match.lastgroup), match[0], at))
        at = match.end()
    return [*found, Token("end", "", len(source))]


def _token(kind: str, text: str, at: int) -> Token:
    match kind:
        case "date":
            return Token("value", text, at, _date(text, at))
        case "number":
            return Token("value", text, at, _number(text))
        case "text":
            plain = _ESCAPE.sub(lambda escape: "\n" if escape[1] == "n" else escape[1], text[1:-1])
            return Token("value", text, at, nfc(plain))
        case "name":
            return Token("word" if text in RESERVED else "name", text, at)
    return Token("mark", "=" if text == "==" else text, at)


def _number(text: str) -> int | Decimal:
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else number.normalize()


def _date(text: str, at: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ExpressionError(_("Không có ngày %s.") % text, position=at, code="no_such_date") from None


def _strange(source: str, at: int) -> ExpressionError:
    if source[at] in "\"'":
        return ExpressionError(_("Chữ trong ngoặc kép chưa được đóng lại đúng."), position=at, code="open_text")
    if source[at].isdigit():
        return ExpressionError(_("Số không đúng cách viết."), position=at, code="bad_number")
    return ExpressionError(_("Không dùng được ký tự “%s”.") % source[at], position=at, code="bad_character")

"""Money in whole đồng, in figures and in words."""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_BILLION = 1_000_000_000


def dong(amount: int) -> str:
    """``25000`` → "25.000 đồng"."""
    return f"{amount:,}".replace(",", ".") + " đồng"


def in_words(amount: int) -> str:
    """``1000001`` → "Một triệu không trăm linh một đồng", as receipts write it.

    Empty groups of three are passed over; a group after another is read in full ("không trăm linh một"). Negative
    amounts begin with "Âm".
    """
    words = f"âm {_number(-amount)}" if amount < 0 else _number(amount)
    return words[0].upper() + words[1:] + " đồng"


def _number(number: int) -> str:
    if number < _BILLION:
        return _below_billion(number, full=False)
    billions, rest = divmod(number, _BILLION)
    head = f"{_number(billions)} tỷ"
    return f"{head} {_below_billion(rest, full=True)}" if rest else head


def _below_billion(number: int, *, full: bool) -> str:
    """``full`` = something stood before, so that even the first group says its hundreds."""
    if number == 0:
        return _DIGITS[0]
    parts: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            parts.append(f"{_group(group, full=full or bool(parts))} {_GROUPS[power]}".rstrip())
    return " ".join(parts)


def _group(group: int, *, full: bool) -> str:
    hundreds, rest = divmod(group, 100)
    if not hundreds and not full:
        return _below_hundred(rest)
    head = f"{_DIGITS[hundreds]} trăm"
    if rest == 0:
        return head
    return f"{head} {_below_hundred(rest)}" if rest >= 10 else f"{head} linh {_DIGITS[rest]}"


def _below_hundred(number: int) -> str:
    """ "lăm" after any ten, "mốt" and "tư" from twenty-one on."""
    tens, unit = divmod(number, 10)
    if tens == 0:
        return _DIGITS[unit]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if unit == 0:
        return head
    special = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return f"{head} {special.get(unit, _DIGITS[unit])}"

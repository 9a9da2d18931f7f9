"""Time limits and fees as published, channel by channel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from motcua.catalogue.reading.content import TermContent

LEAST_FEE = 1000  # smaller figures are torn-off thousands ("10" of "10.000"): not trusted
NO_TIME = "Danh mục công bố không ghi số ngày; cán bộ hẹn ngày khi tiếp nhận."
NO_FEE = "Danh mục công bố không ghi mức phí; cán bộ cho biết khi tiếp nhận."
ANY_DAYS = "Danh mục công bố không ghi rõ loại ngày, ở đây tính theo ngày làm việc."
_CHANNELS = {"DIRECT": "direct", "ONLINE": "online", "POSTAL": "postal"}
_UNITS = {"WORKING_DAY": "working_day", "CALENDAR_DAY": "calendar_day", "HOUR": "working_hour", "MONTH": "month"}


def read_terms(raw: object) -> tuple[TermContent, ...]:
    """One term a channel; where several limits are published the longest is promised and the others are told."""
    rows = [each for each in raw if isinstance(each, dict)] if isinstance(raw, list) else []
    channels = dict.fromkeys(_CHANNELS[row["channel"]] for row in rows if row.get("channel") in _CHANNELS)
    return tuple(_term(channel, [row for row in rows if _CHANNELS.get(row.get("channel", "")) == channel])
                 for channel in channels)  # fmt: skip


def _term(channel: str, rows: list[Mapping[str, Any]]) -> TermContent:
    limits = sorted({limit for row in rows if (limit := _limit(row))}, key=_length, reverse=True)
    fee, fee_note = _fee(rows)
    if not limits:
        return TermContent(channel, note=NO_TIME, fee=fee, fee_note=fee_note)
    amount, unit, guessed = limits[0]
    notes = [ANY_DAYS] if guessed else []
    if len(limits) > 1:
        notes.append(f"Có trường hợp {', '.join(_words(*limit[:2]) for limit in limits[1:])}.")
    return TermContent(channel, amount, unit, note=" ".join(notes), fee=fee, fee_note=fee_note)


def _limit(row: Mapping[str, Any]) -> tuple[int, str, bool] | None:
    value = row.get("time_value")
    if not isinstance(value, (int, float)) or not 0 < value < 1000:
        return None
    unit = row.get("time_unit") or ""
    if unit in _UNITS:
        return int(value), _UNITS[unit], False
    if unit == "UNSPECIFIED_DAY_OR_HOUR" and value == 24:
        return 24, "hour", False
    return int(value), "working_day", True


def _length(limit: tuple[int, str, bool]) -> float:
    amount, unit, _guessed = limit
    return amount * {"hour": 1 / 24, "working_hour": 1 / 8, "working_day": 1.4, "calendar_day": 1, "month": 30}[unit]


def _words(amount: int, unit: str) -> str:
    told = {"hour": "giờ", "working_hour": "giờ làm việc", "working_day": "ngày làm việc", "month": "tháng"}
    return f"{amount} {told.get(unit, 'ngày')}"


def _fee(rows: Iterable[Mapping[str, Any]]) -> tuple[int | None, str]:
    listed = sorted({int(fee) for row in rows for fee in row.get("fees") or () if isinstance(fee, (int, float))})
    if listed == [0]:
        return 0, ""
    trusted = [fee for fee in listed if fee >= LEAST_FEE]
    if not trusted or len(trusted) < len(listed):
        return None, NO_FEE
    return trusted[0], "Mức thấp nhất; cán bộ tính đúng mức khi tiếp nhận." if len(trusted) > 1 else ""

"""Ways of filing with their time limits and fees: what a working copy must say of them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.enums import Channel, Part
from motcua.catalogue.reading.content import TermContent
from motcua.catalogue.rules.problems import Problem
from motcua.catalogue.rules.working_copy import HIGHEST_FEE, LONGEST_LIMIT, is_hour, is_whole
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration

# About how many hours until the limit is over, to find the shortest of several.
_HOURS = {
    TimeUnit.HOUR: 1.0,
    TimeUnit.WORKING_HOUR: 3.0,
    TimeUnit.WORKING_DAY: 33.6,
    TimeUnit.CALENDAR_DAY: 24.0,
    TimeUnit.MONTH: 720.0,
}


def channels(copy: Mapping[str, Any], *, new: bool) -> Iterator[Problem]:
    """``new`` procedures must name limit and fee; of older ones the published text may give none."""
    part = Part.CHANNELS
    terms = copy["terms"]
    if copy["hand_over"] and not copy["facts"].get("hand_over_text"):
        yield Problem(part, "hand_over_text", _("Ghi cho người dân biết việc này làm ở đâu, làm thế nào."))
    if not terms and not copy["hand_over"]:
        yield Problem(part, "terms-0-channel", _("Thêm ít nhất một cách nộp."))
    if copy["online"] and not copy["hand_over"] and not any(row.get("channel") == Channel.ONLINE for row in terms):
        yield Problem(part, "way", _("Nhận nộp trực tuyến thì phải có một dòng “Nộp trực tuyến” ở dưới."))
    if copy["same_day_cutoff"] and not is_hour(copy["same_day_cutoff"]):
        yield Problem(part, "same_day_cutoff", _("Viết giờ dạng 15:00, hoặc để trống."))
    cases = {"", *(row.get("key") for row in copy["cases"])}
    places = Counter((row.get("channel"), row.get("case", "")) for row in terms)
    for number, row in enumerate(terms):
        yield from _row(row, f"terms-{number}", cases, new=new and not copy["hand_over"])
        if places[row.get("channel"), row.get("case", "")] > 1:
            sentence = _("Cách nộp này ghi hai lần cho cùng trường hợp. Bỏ một dòng.")
            yield Problem(part, f"terms-{number}-channel", sentence)


def _row(row: Mapping[str, Any], at: str, cases: set[str | None], *, new: bool) -> Iterator[Problem]:
    part = Part.CHANNELS
    if row.get("channel") not in Channel.values:
        yield Problem(part, f"{at}-channel", _("Chọn cách nộp."))
    if row.get("case", "") not in cases:
        yield Problem(part, f"{at}-case", _("Trường hợp của dòng này không còn. Chọn lại trường hợp."))
    if row.get("unit") not in TimeUnit.values:
        yield Problem(part, f"{at}-unit", _("Chọn đơn vị của thời hạn."))
    amount, fee = row.get("amount"), row.get("fee")
    name = Channel(row["channel"]).label if row.get("channel") in Channel.values else at
    if amount is None:
        yield Problem(part, f"{at}-amount", _("%s: ghi thời hạn giải quyết.") % name, advice=not new)
    elif not is_whole(amount, LONGEST_LIMIT) or not amount:
        yield Problem(part, f"{at}-amount", _("%s: ghi thời hạn là số nguyên từ 1 đến 999.") % name)
    if fee is None:
        yield Problem(part, f"{at}-fee", _("%s: ghi mức phí bằng đồng, không thu thì ghi 0.") % name, advice=not new)
    elif not is_whole(fee, HIGHEST_FEE):
        sentence = _("%s: ghi mức phí là số đồng, ví dụ 8.000; không thu thì ghi 0.")
        yield Problem(part, f"{at}-fee", sentence % name)
    for name in ("note", "fee_note"):
        if len(row.get(name, "")) > 300:
            yield Problem(part, f"{at}-{name}", _("Ghi chú dài quá 300 ký tự. Rút ngắn lại."))


def shortest_limit(terms: Iterable[TermContent]) -> Duration | None:
    """The shortest limit of any channel and case: the process must fit each."""
    limits = [Duration(term.amount, TimeUnit(term.unit)) for term in terms if term.amount]
    return min(limits, key=lambda limit: limit.amount * _HOURS[limit.unit], default=None)

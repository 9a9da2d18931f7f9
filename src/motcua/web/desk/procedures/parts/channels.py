"""How it is filed, how long it takes and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.catalogue.enums import Channel
from motcua.web.desk.presenters.facts import choices_of
from motcua.web.desk.procedures.boxes import (
    Asked,
    Box,
    Group,
    drawn,
    number,
    number_text,
    one_line,
    posted_rows,
    rearranged,
)
from motcua.worktime.enums import TimeUnit

PREFIX = "terms"
ONLINE, COUNTER, ELSEWHERE = "online", "counter", "elsewhere"
NAMES = ["channel", "case", "amount", "unit", "fee", "note", "fee_note"]
BLANK = {"case": "", "amount": None, "unit": TimeUnit.WORKING_DAY.value, "fee": None, "note": "", "fee_note": ""}


def groups(asked: Asked) -> list[Group]:
    copy = asked.copy
    way = ELSEWHERE if copy["hand_over"] else ONLINE if copy["online"] else COUNTER
    ways = [
        (ONLINE, _("Nộp trực tuyến trên trang này và tại quầy")),
        (COUNTER, _("Chỉ nộp tại quầy hoặc qua bưu chính")),
        (ELSEWHERE, _("Làm ở cơ quan khác, trang này chỉ dẫn đường")),
    ]
    boxes = [
        Box(
            name="way",
            label=_("Nhận hồ sơ thế nào"),
            kind="radios",
            choices=choices_of(ways, way),
            error=asked.error("way"),
        ),
        Box(
            name="same_day_cutoff",
            label=_("Giờ chốt trong ngày"),
            value=copy["same_day_cutoff"][:5],
            span="c4",
            hint=_("Nhận sau giờ này thì trả vào ngày làm việc tiếp theo. Ví dụ 15:00; để trống nếu không có."),
            longest=5,
            error=asked.error("same_day_cutoff"),
        ),
        Box(
            name="hand_over_text",
            label=_("Chỉ đường khi làm ở cơ quan khác"),
            kind="long",
            value=copy["facts"].get("hand_over_text", ""),
            span="c8",
            hint=_("Làm ở đâu, mang gì, hỏi ai. Bỏ trống nếu nhận hồ sơ tại đây."),
            error=asked.error("hand_over_text"),
        ),
    ]
    cases = [(row["key"], row.get("name", "")) for row in copy["cases"]]
    listed = list(copy[PREFIX])
    rows = drawn(listed, _("Dòng %d"), lambda row, place, _last: _boxes(asked, row, place, cases))
    spread = _("Chép thời hạn và phí của dòng đầu cho các dòng sau") if len(listed) > 1 else ""
    terms = Group(title=_("Thời hạn và phí"), prefix=PREFIX, rows=rows, add=_("Thêm dòng"), spread=spread)
    return [terms, Group(title=_("Cách nhận"), boxes=tuple(boxes))]


def _boxes(asked: Asked, row: Mapping[str, Any], place: int, cases: list[tuple[str, str]]) -> tuple[Box, ...]:
    at = f"{PREFIX}-{place}"

    def box(name: str, label: str, **more: Any) -> Box:
        return Box(name=f"{at}-{name}", label=label, error=asked.error(f"{at}-{name}"), **more)

    boxes = [
        box(
            "channel",
            _("Cách nộp"),
            kind="choose",
            span="c4",
            choices=choices_of(Channel.choices, row.get("channel", "")),
        ),
        box("amount", _("Thời hạn"), kind="number", span="c2", value=number_text(row.get("amount"))),
        box(
            "unit", _("Tính bằng"), kind="choose", span="c3", choices=choices_of(TimeUnit.choices, row.get("unit", ""))
        ),
        box("fee", _("Phí, đồng"), kind="number", span="c3", value=number_text(row.get("fee"))),
        box("note", _("Ghi chú thời hạn"), span="c6", value=row.get("note", ""), longest=300),
        box("fee_note", _("Ghi chú phí"), span="c6", value=row.get("fee_note", ""), longest=300),
    ]
    if cases or row.get("case"):
        offered = [("", _("Mọi trường hợp")), *cases]
        if row.get("case") and row["case"] not in dict(offered):
            offered.append((row["case"], _("(trường hợp đã bỏ)")))
        boxes.insert(1, box("case", _("Trường hợp"), kind="choose", choices=choices_of(offered, row.get("case", ""))))
    return tuple(boxes)


def read(post: QueryDict, _copy: Mapping[str, Any]) -> dict[str, Any]:
    do = post.get("do", "")
    rows = [
        {**row, "amount": number(row["amount"]), "fee": number(row["fee"])}
        for row in rearranged(posted_rows(post, PREFIX, NAMES), do, PREFIX)
    ]
    if do == f"add:{PREFIX}":
        rows.append({**BLANK, "channel": _unused(rows)})
    if do == f"spread:{PREFIX}" and rows:
        first = {name: rows[0][name] for name in ("amount", "unit", "fee", "note", "fee_note")}
        rows = [{**row, **first} for row in rows]
    way = post.get("way", ONLINE)
    return {
        PREFIX: rows,
        "online": way == ONLINE,
        "hand_over": way == ELSEWHERE,
        "same_day_cutoff": one_line(post, "same_day_cutoff"),
        "facts": {"hand_over_text": one_line(post, "hand_over_text")},
    }


def _unused(rows: list[dict[str, Any]]) -> str:
    used = {row["channel"] for row in rows}
    return next((channel.value for channel in Channel if channel.value not in used), Channel.DIRECT.value)

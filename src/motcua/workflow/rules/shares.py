"""The default process, with the procedure's time limit shared out among its steps."""

from __future__ import annotations

from typing import Any

from motcua.identity.enums import Role
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration

HOURS_A_DAY = 8
NO_LIMIT_HOURS = 40.0  # for sharing only: what a procedure without a published limit is taken for
# Working hours in one of a unit; calendar time at its poorest (a week's two days off; a month with Tết in it).
HOURS_IN = {
    TimeUnit.HOUR: 1.0,
    TimeUnit.WORKING_HOUR: 1.0,
    TimeUnit.WORKING_DAY: float(HOURS_A_DAY),
    TimeUnit.CALENDAR_DAY: HOURS_A_DAY * 5 / 7,
    TimeUnit.MONTH: HOURS_A_DAY * 20.0,
}


def working_hours(duration: Duration) -> float:
    """About how many working hours a duration holds: for comparing and sharing, never for a due time."""
    return duration.amount * HOURS_IN[duration.unit]


# The usual way of a dossier; ``split_limit`` adds the times.
USUAL_STEPS: list[dict[str, Any]] = [
    {
        "key": "tiep-nhan",
        "name": "Tiếp nhận hồ sơ",
        "role": Role.RECEPTION.value,
        "where": "reception",
        "acts": ["receive", "refuse", "request_supplement", "forward"],
        "next": "xu-ly",
        "status": "submitted",
        "public": "Bộ phận một cửa đang kiểm tra hồ sơ",
    },
    {
        "key": "xu-ly",
        "name": "Thẩm định, xử lý hồ sơ",
        "role": Role.SPECIALIST.value,
        "where": "competent",
        "acts": ["assign", "propose", "request_supplement", "send_back"],
        "next": "ky-duyet",
        "status": "processing",
        "public": "Chuyên viên đang xem xét hồ sơ",
    },
    {
        "key": "ky-duyet",
        "name": "Ký duyệt kết quả",
        "role": Role.LEADER.value,
        "where": "competent",
        "acts": ["assign", "sign", "send_back", "request_supplement"],
        "next": "tra-ket-qua",
        "status": "processing",
        "public": "Lãnh đạo đang xem xét, ký kết quả",
    },
    {
        "key": "tra-ket-qua",
        "name": "Trả kết quả",
        "role": Role.RECEPTION.value,
        "where": "reception",
        "acts": ["return_result"],
        "next": None,
        "status": "decided",
        "public": "Đã có kết quả, đang chờ trả cho anh/chị",
    },
]


def split_limit(total: Duration | None) -> dict[str, Any]:
    """The default definition: receive, process, sign, return; together within ``total`` (None = no published limit).

    Counter and signature get an eighth each, at most half a day and a day; processing gets the rest. A limit under an
    hour cannot be shared out in quarters: its steps come to an hour.
    """
    hours = working_hours(total) if total else NO_LIMIT_HOURS
    counter = _quarters(hours / HOURS_A_DAY, most=HOURS_A_DAY / 2)
    signature = _quarters(hours / HOURS_A_DAY, most=HOURS_A_DAY)
    rest = _quarters(hours - 2 * counter - signature, most=hours)
    shares = (counter, rest, signature, counter)
    unit = TimeUnit.WORKING_HOUR.value
    return {
        "steps": [
            {**step, "amount": int(share) if share.is_integer() else share, "unit": unit}
            for step, share in zip(USUAL_STEPS, shares, strict=True)
        ]
    }


def _quarters(hours: float, *, most: float) -> float:
    return max(int(min(hours, most) * 4) / 4, 0.25)

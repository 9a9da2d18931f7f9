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


def split_limit(total: Duration | None) -> dict[str, Any]:
    """The default definition: receive, process, sign, return; together within ``total`` (None = no published limit).

    Counter and signature get an eighth each, at most half a day and a day; processing gets the rest. Limits under an
    hour cannot be shared out in quarters and come out as an hour.
    """
    hours = working_hours(total) if total else NO_LIMIT_HOURS
    counter = _quarters(hours / HOURS_A_DAY, most=HOURS_A_DAY / 2)
    signature = _quarters(hours / HOURS_A_DAY, most=HOURS_A_DAY)
    rest = _quarters(hours - 2 * counter - signature, most=hours)
    return {
        "steps": [
            _step(
                "tiep-nhan", "Tiếp nhận hồ sơ", Role.RECEPTION, "reception", counter,
                ["receive", "refuse", "request_supplement", "forward"], "xu-ly", "submitted",
                "Bộ phận một cửa đang kiểm tra hồ sơ",
            ),
            _step(
                "xu-ly", "Thẩm định, xử lý hồ sơ", Role.SPECIALIST, "competent", rest,
                ["assign", "propose", "request_supplement", "send_back"], "ky-duyet", "processing",
                "Chuyên viên đang xem xét hồ sơ",
            ),
            _step(
                "ky-duyet", "Ký duyệt kết quả", Role.LEADER, "competent", signature,
                ["assign", "sign", "send_back", "request_supplement"], "tra-ket-qua", "processing",
                "Lãnh đạo đang xem xét, ký kết quả",
            ),
            _step(
                "tra-ket-qua", "Trả kết quả", Role.RECEPTION, "reception", counter,
                ["return_result"], None, "decided",
                "Đã có kết quả, đang chờ trả cho anh/chị",
            ),
        ]
    }  # fmt: skip


def _quarters(hours: float, *, most: float) -> float:
    return max(int(min(hours, most) * 4) / 4, 0.25)


def _step(
    key: str, name: str, role: Role, where: str, hours: float, acts: list[str], following: str | None, status: str,
    public: str,
) -> dict[str, Any]:  # fmt: skip
    return {
        "key": key,
        "name": name,
        "role": role.value,
        "where": where,
        "amount": int(hours) if hours.is_integer() else hours,
        "unit": TimeUnit.WORKING_HOUR.value,
        "acts": acts,
        "next": following,
        "status": status,
        "public": public,
    }

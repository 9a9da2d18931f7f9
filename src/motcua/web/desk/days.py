"""A day typed in three boxes: what they show, and what they say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from motcua.kernel.errors import Invalid


def day_boxes(given: Mapping[str, str], name: str, usual: date | None) -> dict[str, str]:
    """``name``, ``d``, ``m``, ``y``: as typed, else ``usual``, else empty."""
    shown = {"d": f"{usual:%d}", "m": f"{usual:%m}", "y": f"{usual:%Y}"} if usual else dict.fromkeys("dmy", "")
    return {"name": name} | {box: given.get(f"{name}_{box}", value) for box, value in shown.items()}


def read_day(boxes: Mapping[str, str], *, field: str, wrong: str) -> date:
    """The day in the boxes; ``Invalid`` with ``wrong``, at ``field``, when there is no such day."""
    try:
        return date(int(boxes["y"]), int(boxes["m"]), int(boxes["d"]))
    except ValueError:
        raise Invalid(wrong, fields={field: _("Ghi ngày, tháng, năm có thật.")}) from None

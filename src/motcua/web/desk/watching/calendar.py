"""The working calendar: what is in it, and changing it only after seeing whose appointment moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.dossiers.models import CalendarPreview
from motcua.dossiers.selectors.recalculations import calendar_preview, recalculations
from motcua.dossiers.services.previewing import apply_preview, ask_preview, changes_of, is_current
from motcua.identity.askers import Asker
from motcua.identity.directory import names_of_organisations
from motcua.identity.enums import Role
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, Refused
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.days import day_boxes, read_day
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, choices_of, errors_of
from motcua.web.desk.presenters.moments import moment
from motcua.web.kit.requests import Request
from motcua.worktime.models import SpecialDay
from motcua.worktime.selectors import special_days
from motcua.worktime.services.calendar import DayChange

MOST_DAYS = 31
USUAL = "usual"


@dataclass(frozen=True, slots=True)
class MovedLine:
    code: str
    office: str
    was: str
    now: str
    later: bool


@dataclass(frozen=True, slots=True)
class PreviewShown:
    """How far a preview is and, once finished, whose appointment moves, by office; ``more`` are only counted."""

    id: int
    done: bool
    current: bool
    days: str
    total: int
    seen: int
    count: int
    later: int
    steps: int
    offices: tuple[tuple[str, int], ...]
    rows: tuple[MovedLine, ...]
    more: int


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def calendar(request: Request, asker: Asker) -> HttpResponse:
    """``?xem=`` shows a preview. POST begins one, or (``do=apply``) applies one that is finished and still holds."""
    check_sits(asker, Role.SYSTEM_ADMIN)
    if request.method != "POST":
        return _page(request, asker)
    try:
        if request.POST.get("do") != "apply":
            begun = ask_preview(asker=asker, changes=_changes(request), at=clock.now())
            return redirect(f"{reverse('desk:calendar')}?xem={begun.pk}#truoc")
        apply_preview(asker=asker, preview_id=_whole(request.POST.get("preview", "")), at=clock.now())
    except Refused as refusal:
        return _page(request, asker, errors=errors_of(refusal), status=refusal.status)
    messages.success(request, _("Đã sửa lịch. Ngày hẹn được tính lại sau khoảng một phút; tiến độ hiện ở dưới."))
    return redirect("desk:calendar")


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _changes(request: Request) -> Sequence[DayChange]:
    """One change a day, from the first to the last day typed."""
    wrong = _("Ngày chưa đúng.")
    first = read_day(day_boxes(request.POST, "first", None), field="first", wrong=wrong)
    boxes = day_boxes(request.POST, "last", None)
    last = read_day(boxes, field="last", wrong=wrong) if any(boxes[box] for box in "dmy") else first
    kind, name = request.POST.get("kind", ""), request.POST.get("name", "").strip()[:120]
    if not first <= last < first + timedelta(days=MOST_DAYS):
        raise Invalid(wrong, fields={"last": _("Ngày cuối từ ngày đầu trở đi, nhiều nhất 31 ngày.")})
    if kind not in {*SpecialDay.Kind.values, USUAL}:
        raise Invalid(_("Chọn thay đổi."), fields={"kind": _("Chọn nghỉ, làm bù hoặc trở lại như thứ trong tuần.")})
    if kind != USUAL and not name:
        raise Invalid(_("Thiếu tên ngày."), fields={"name": _("Ghi tên, ví dụ: Nghỉ Tết Dương lịch.")})
    source = request.POST.get("source", "").strip()[:200]
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [DayChange(day, "" if kind == USUAL else kind, name, source) for day in days]


def _shown(found: CalendarPreview) -> PreviewShown:
    names = names_of_organisations({int(key) for key in found.offices} | {row[1] for row in found.rows})
    offices = Counter({names[int(key)]: count for key, count in found.offices.items()})
    days = [change.on for change in changes_of(found)]
    return PreviewShown(
        id=found.pk,
        done=found.finished_at is not None,
        current=is_current(found, at=clock.now()),
        days=f"{min(days):%d/%m/%Y}" + (f" – {max(days):%d/%m/%Y}" if len(days) > 1 else ""),
        total=found.total,
        seen=found.seen,
        count=found.moved,
        later=found.later,
        steps=found.steps,
        offices=tuple(offices.most_common()),
        rows=tuple(_moved(row, names) for row in found.rows),
        more=max(0, found.moved - len(found.rows)),
    )


def _moved(row: Sequence[Any], names: dict[int, str]) -> MovedLine:
    code, office, *moments = row
    was, now = (datetime.fromisoformat(text) if text else None for text in moments)
    later = was is not None and now is not None and now > was
    return MovedLine(code, names[office], moment(was), moment(now), later)


def _page(
    request: Request,
    asker: Asker,
    *,
    errors: Errors = NO_ERRORS,
    status: int = 200,
) -> HttpResponse:
    today = clock.today()
    wanted = _whole(request.POST.get("preview", request.GET.get("xem", "")))
    found = calendar_preview(asker, wanted) if wanted else None
    kinds = [
        (SpecialDay.Kind.OFF.value, _("Nghỉ")),
        (SpecialDay.Kind.WORK.value, _("Làm bù")),
        (USUAL, _("Trở lại như thứ trong tuần")),
    ]
    context = {
        "first": day_boxes(request.POST, "first", None),
        "last": day_boxes(request.POST, "last", None),
        "kinds": choices_of(kinds, request.POST.get("kind", SpecialDay.Kind.OFF)),
        "posted": request.POST,
        "shown": _shown(found) if found else None,
        "days": [(day, day.kind == SpecialDay.Kind.OFF) for day in special_days(_this_month(today), _far(today))],
        "runs": recalculations(asker),
        "errors": errors,
        "section": "calendar",
    }
    return render(request, "desk/watching/calendar.html", context, status=status)


def _this_month(today: date) -> date:
    return today.replace(day=1)


def _far(today: date) -> date:
    return today.replace(year=today.year + 1, month=12, day=31)

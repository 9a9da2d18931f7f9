"""The working calendar: what is in it, and changing it only after seeing whose appointment moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.dossiers.selectors.recalculations import recalculations
from motcua.dossiers.services.recalculating import Moved, Preview, preview
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
from motcua.worktime.services.calendar import DayChange, change_days

SHOWN = 200
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
    """Whose appointment moves, by office; ``more`` of them are not shown one by one."""

    count: int
    later: int
    steps: int
    seen: int
    offices: tuple[tuple[str, int], ...]
    rows: tuple[MovedLine, ...]
    more: int


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def calendar(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, Role.SYSTEM_ADMIN)
    if request.method != "POST":
        return _page(request, asker)
    try:
        changes = _changes(request)
        if request.POST.get("do") != "apply":
            return _page(request, asker, shown=_shown(preview(changes)))
        change_days(asker=asker, changes=changes, at=clock.now())
    except Refused as refusal:
        return _page(request, asker, errors=errors_of(refusal), status=refusal.status)
    messages.success(request, _("Đã sửa lịch. Ngày hẹn được tính lại sau khoảng một phút; tiến độ hiện ở dưới."))
    return redirect("desk:calendar")


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


def _shown(found: Preview) -> PreviewShown:
    names = names_of_organisations({row.organisation_id for row in found.rows})
    offices = Counter(names[row.organisation_id] for row in found.rows)
    return PreviewShown(
        count=len(found.rows),
        later=sum(row.later for row in found.rows),
        steps=found.steps,
        seen=found.seen,
        offices=tuple(offices.most_common()),
        rows=tuple(_moved(row, names) for row in found.rows[:SHOWN]),
        more=max(0, len(found.rows) - SHOWN),
    )


def _moved(row: Moved, names: dict[int, str]) -> MovedLine:
    return MovedLine(row.code, names[row.organisation_id], moment(row.was_due_at), moment(row.due_at), row.later)


def _page(
    request: Request,
    asker: Asker,
    *,
    shown: PreviewShown | None = None,
    errors: Errors = NO_ERRORS,
    status: int = 200,
) -> HttpResponse:
    today = clock.today()
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
        "shown": shown,
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

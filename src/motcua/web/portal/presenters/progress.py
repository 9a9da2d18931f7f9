"""A dossier's life in words: one vocabulary for its own page, the list and the public tracking page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Status
from motcua.dossiers.states import FINAL
from motcua.forms.rules import SummaryRow, SummaryTable
from motcua.web.kit.templatetags.kit import when

TONES = {
    Status.SUBMITTED: "now",
    Status.REFUSED: "bad",
    Status.RECEIVED: "now",
    Status.PROCESSING: "now",
    Status.SUPPLEMENT: "warn",
    Status.PAYMENT: "warn",
    Status.DECIDED: "ok",
    Status.RETURNED: "ok",
    Status.WITHDRAWN: "",
    Status.STOPPED: "bad",
}
ENDED = FINAL


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline; ``state`` past, now or next."""

    text: str
    at: datetime | None
    who: str = ""
    note: str = ""
    state: str = "past"


@dataclass(frozen=True, slots=True)
class Call:
    """The one thing to know or do now. ``tone`` of a note: warn, bad, ok or nothing."""

    title: str
    text: str
    tone: str = ""
    url: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a summary list; ``parts`` (label, words) of a person, ``table`` of a repeating group, ``spot``
    (latitude, longitude) of a place say it better."""

    label: str
    text: str
    url: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    table: SummaryTable | None = None
    spot: tuple[float, float] | None = None


def answer_line(row: SummaryRow) -> Line:
    """A declared answer as a line to read."""
    return Line(row.label, row.shown, parts=row.parts, table=row.table, spot=row.spot)


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised: ``label`` above, ``text`` large, ``note`` below."""

    label: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """The moments a promise is made of."""

    submitted_at: datetime
    first_due_at: datetime | None
    due_at: datetime | None
    decided_at: datetime | None
    returned_at: datetime | None
    closed_at: datetime | None = None


def promise_of(status: Status, times: Times, *, at: datetime) -> Promise:
    if status is Status.SUPPLEMENT:
        return Promise(
            _("Hẹn trả kết quả"),
            _("Đang tạm dừng"),
            _("Thời hạn tính tiếp ngay khi anh/chị bổ sung, khi đó có ngày hẹn mới."),
        )
    if status in {Status.DECIDED, Status.RETURNED}:
        return Promise(_("Có kết quả lúc"), when(times.decided_at or times.returned_at), _kept(times))
    if status in ENDED:
        return Promise(_("Kết thúc lúc"), when(times.closed_at) or _("Đã kết thúc"))
    if times.due_at is None and times.first_due_at is not None:
        return Promise(
            _("Hẹn trả kết quả"),
            _("Đang tạm dừng"),
            _("Thời gian này không tính vào thời hạn giải quyết; tính tiếp thì có ngày hẹn mới."),
        )
    if times.due_at is None:
        return Promise(_("Hẹn trả kết quả"), _("Chưa có ngày hẹn"), _("Thủ tục này chưa công bố thời hạn bằng con số."))
    if at > times.due_at:
        return Promise(
            _("Đã quá ngày hẹn"),
            when(times.due_at),
            _("Chúng tôi xin lỗi vì trễ hẹn. Hồ sơ đã được báo cho lãnh đạo đơn vị."),
        )
    moved = times.first_due_at is not None and times.first_due_at != times.due_at
    note = _("Ngày hẹn ban đầu: %(when)s.") % {"when": when(times.first_due_at)} if moved else ""
    return Promise(_("Hẹn trả kết quả"), when(times.due_at), note)


def _kept(times: Times) -> str:
    if times.decided_at is None or times.due_at is None:
        return ""
    return _("Đúng hẹn.") if times.decided_at <= times.due_at else _("Trễ hẹn. Chúng tôi xin lỗi anh/chị.")


def next_actor(status: Status, *, organisation: str, reception: str, answering: bool = False) -> str:
    """Whose move it is, "" when there is none any more; ``answering``: a step waits for the applicant's answer."""
    if answering:
        return _("Anh/chị: trả lời cơ quan")
    if status is Status.SUPPLEMENT:
        return _("Anh/chị: bổ sung giấy tờ")
    if status is Status.PAYMENT:
        return _("Anh/chị: nộp tiền")
    if status is Status.SUBMITTED:
        return _("%(reception)s: kiểm tra và tiếp nhận") % {"reception": reception}
    if status is Status.DECIDED:
        return _("%(reception)s: trả kết quả") % {"reception": reception}
    if status in ENDED:
        return ""
    return _("%(organisation)s: giải quyết") % {"organisation": organisation}


def over(status: Status, returned_at: datetime | None, *, result: str, reason: str) -> str:
    """That it is finished, "" while it is not; ``result`` says where that is, ``reason`` where to read why."""
    if status is Status.RETURNED:
        said = _("Hồ sơ đã xong.")
        if returned_at is not None:
            said = _("Hồ sơ đã xong, kết quả đã trả lúc %(when)s.") % {"when": when(returned_at)}
        return f"{said} {result}".strip()
    said = {
        Status.REFUSED: _("Hồ sơ đã kết thúc vì không được tiếp nhận."),
        Status.STOPPED: _("Hồ sơ đã kết thúc vì cơ quan dừng giải quyết."),
        Status.WITHDRAWN: _("Hồ sơ đã kết thúc vì người nộp rút."),
    }.get(status, "")
    return f"{said} {reason}".strip() if status in {Status.REFUSED, Status.STOPPED} else said


def coming(status: Status, step_text: str) -> list[Entry]:
    """What happens now, and the result still to come."""
    if status in ENDED:
        return []
    now = Entry(step_text or _words(status), None, state="now")
    if status is Status.DECIDED:
        return [now]
    return [now, Entry(_("Trả kết quả"), None, state="next")]


def _words(status: Status) -> str:
    if status is Status.SUPPLEMENT:
        return _("Chờ anh/chị bổ sung giấy tờ")
    return str(status.label)

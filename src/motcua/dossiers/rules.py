"""When an act may be done. Pure: everything needed is in the arguments.

Each rule is a pair: ``check_act`` refuses with a sentence, ``can_act`` answers the same question for a button.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act, StopGround
from motcua.dossiers.permits import moving, running, systems, watching
from motcua.dossiers.standing import Standing, seat_at_step
from motcua.dossiers.states import MOVES
from motcua.identity.askers import Asker, AskerKind, Seat
from motcua.identity.enums import Role
from motcua.kernel.clock import local
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused

PROCESSING_ROLES = (Role.RECEPTION, Role.SPECIALIST, Role.HEAD, Role.LEADER)
CITIZEN_ACTS = frozenset({Act.SUPPLEMENT, Act.WITHDRAW})
MAX_SUPPLEMENTS = 1  # a second request needs a leader
# Acts of those who lead the competent body, at whatever step the dossier is.
LEADERS_ACTS = {Act.EXTEND: (Role.HEAD, Role.LEADER), Act.STOP: (Role.LEADER,)}
SPECIAL = {**running.CHECKS, **moving.CHECKS, **systems.CHECKS, **watching.CHECKS}
MIN_REASON = 10  # characters: a word or two explains nothing


def can_see(asker: Asker, standing: Standing) -> bool:
    """Whether ``asker`` may know the dossier in full: its people, officers of the bodies that handle or handled it."""
    if asker.kind is AskerKind.CITIZEN:
        own = asker.person_id is not None and asker.person_id in standing.people
        return own or (standing.business_id is not None and standing.business_id in asker.business_ids)
    offices = standing.offices
    if asker.kind is AskerKind.OFFICER:
        return bool(offices & asker.organisations_with(*PROCESSING_ROLES))
    if asker.kind is AskerKind.MACHINE:
        return "read" in asker.scopes and bool(offices & asker.organisations_with())
    return asker.kind is AskerKind.SYSTEM


def check_can_see(asker: Asker, standing: Standing | None) -> Standing:
    if standing is None or not can_see(asker, standing):
        raise NotFound(_("Không tìm thấy hồ sơ này, hoặc anh/chị không có quyền xem."))
    return standing


def check_act(act: Act, asker: Asker, standing: Standing) -> Seat | None:
    """Refuse unless ``asker`` may do ``act`` now; returns the officer's seat (None for a citizen)."""
    _check_status(act, standing)
    if standing.record_system or act in SPECIAL:
        return _check_special(act, asker, standing)
    if asker.kind is AskerKind.CITIZEN:
        if act not in CITIZEN_ACTS:
            raise Forbidden(_("Việc này do cơ quan tiếp nhận thực hiện."))
        return None
    if act is Act.WITHDRAW:
        return _check_reception(asker, standing)
    if act in LEADERS_ACTS:
        return _check_leads(act, asker, standing)
    if act in CITIZEN_ACTS and asker.holds(Role.RECEPTION, standing.reception_id):
        return asker.seat_for(Role.RECEPTION, standing.reception_id)
    if act.value not in standing.step_acts:
        raise Refused(_("Bước hiện tại của hồ sơ không có thao tác này."), code="wrong_step")
    seat = seat_at_step(asker, standing)
    if seat is None:
        raise Forbidden(_("Bước này thuộc về người khác. Anh/chị chỉ xem được hồ sơ."))
    if standing.assignee_id not in {None, asker.account_id, seat.for_account_id}:
        raise Forbidden(_("Hồ sơ đã được phân công cho người khác. Đề nghị phân công lại trước khi xử lý."))
    _check_duties(act, asker, standing)
    return seat


def _check_special(act: Act, asker: Asker, standing: Standing) -> Seat | None:
    """What belongs to no step of ours: by its nature, or because another system keeps the record."""
    return SPECIAL[act](act, asker, standing) if act in SPECIAL else systems.reception_seat(asker, standing)


def _check_status(act: Act, standing: Standing) -> None:
    systems.check_record(act, standing)
    if standing.status not in MOVES[act].sources:
        raise Refused(
            _("Hồ sơ đang ở trạng thái “%(status)s” nên không làm được việc này.") % {"status": standing.status.label},
            code="wrong_status",
        )


def _check_reception(asker: Asker, standing: Standing) -> Seat:
    seat = asker.seat_for(Role.RECEPTION, standing.reception_id)
    if seat is None:
        raise Forbidden(_("Chỉ người nộp hoặc bộ phận một cửa nơi nhận hồ sơ được rút hồ sơ."))
    return seat


def _check_leads(act: Act, asker: Asker, standing: Standing) -> Seat:
    seats = [asker.seat_for(role, standing.organisation_id) for role in LEADERS_ACTS[act]]
    seat = next((seat for seat in seats if seat is not None), None)
    if seat is None:
        raise Forbidden(_("Việc này do lãnh đạo cơ quan giải quyết làm."))
    if act is Act.EXTEND:
        _check_extensible(standing)
    return seat


def _check_extensible(standing: Standing) -> None:
    if standing.due_at is None:
        raise Refused(_("Hồ sơ chưa có ngày hẹn nên không có gì để gia hạn."), code="no_due")
    if standing.extensions >= settings.MAX_EXTENSIONS:
        raise Refused(
            _("Hồ sơ đã gia hạn %(n)d lần, không gia hạn thêm được.") % {"n": standing.extensions},
            code="max_extensions",
        )


def check_reason(reason: str) -> None:
    """A reason the applicant can understand, for acts that lengthen or end the matter."""
    if len(reason.strip()) < MIN_REASON:
        raise Invalid(
            _("Ghi rõ lý do."),
            fields={"reason": _("Ghi lý do bằng một câu đầy đủ, ít nhất 10 ký tự; người nộp đọc câu này.")},
        )


def check_until(until: date, *, due_at: datetime, latest: datetime, at: datetime, worked: bool) -> None:
    """A new appointment: a worked day to come, after the present one and not beyond the cap."""
    problem = _until_problem(until, due_at=due_at, latest=latest, at=at, worked=worked)
    if problem:
        raise Invalid(_("Ngày hẹn mới chưa được."), fields={"until": problem})


def can_until(until: date, *, due_at: datetime, latest: datetime, at: datetime, worked: bool) -> bool:
    return not _until_problem(until, due_at=due_at, latest=latest, at=at, worked=worked)


def _until_problem(until: date, *, due_at: datetime, latest: datetime, at: datetime, worked: bool) -> str:
    shown = {"day": f"{local(due_at):%d/%m/%Y}", "last": f"{local(latest):%d/%m/%Y}"}
    if until <= local(due_at).date():
        return _("Chọn một ngày sau ngày hẹn hiện nay (%(day)s).") % shown
    if until <= local(at).date():
        return _("Chọn một ngày sau hôm nay.")
    if until > local(latest).date():
        return _("Gia hạn nhiều nhất tới ngày %(last)s.") % shown
    return "" if worked else _("Ngày này cơ quan nghỉ. Chọn một ngày làm việc.")


def check_stop(ground: StopGround, *, deadline: date | None, today: date) -> None:
    """Stopping for want of a supplement needs a request whose deadline has passed; else the applicant asked for it."""
    if ground is StopGround.NOT_SUPPLEMENTED and (deadline is None or deadline >= today):
        late = _("Hạn bổ sung chưa qua.") if deadline else _("Hồ sơ không chờ bổ sung.")
        raise Invalid(late, fields={"ground": _("Chỉ dừng vì không bổ sung khi đã quá hạn bổ sung.")})


def can_stop(ground: StopGround, *, deadline: date | None, today: date) -> bool:
    try:
        check_stop(ground, deadline=deadline, today=today)
    except Refused:
        return False
    return True


def _check_duties(act: Act, asker: Asker, standing: Standing) -> None:
    """Who appraised does not sign; a second request for supplement needs a leader."""
    if act is Act.SIGN:
        if standing.proposed_by is None:
            raise Refused(_("Chưa có dự thảo kết quả để ký."), code="no_proposal")
        if standing.proposed_by == asker.account_id:
            raise Forbidden(_("Người trình không được tự ký kết quả. Đề nghị lãnh đạo khác ký."))
    if act is Act.REQUEST_SUPPLEMENT:
        _check_may_ask(asker, standing)


def _check_may_ask(asker: Asker, standing: Standing) -> None:
    if standing.off_the_clock:
        raise Refused(
            _(
                "Hồ sơ đang chờ nộp tiền, chờ người nộp hoặc cơ quan khác trả lời, thời hạn đã tạm dừng. "
                "Có trả lời rồi mới yêu cầu bổ sung được."
            ),
            code="off_the_clock",
        )
    if standing.supplements >= MAX_SUPPLEMENTS:
        leads = asker.organisations_with(Role.HEAD, Role.LEADER)
        if not leads & {standing.organisation_id, standing.reception_id}:
            raise Forbidden(_("Hồ sơ đã được yêu cầu bổ sung một lần. Lần tiếp theo phải do lãnh đạo yêu cầu."))


def can_act(act: Act, asker: Asker, standing: Standing) -> bool:
    try:
        check_act(act, asker, standing)
    except Refused:
        return False
    return True


def available_acts(asker: Asker, standing: Standing) -> list[Act]:
    """The acts to offer as buttons, in the order of the enumeration."""
    return [act for act in Act if act is not Act.FILE and can_act(act, asker, standing)]


def mask_name(name: str) -> str:
    """``Nguyễn Thị An`` → ``N***** T** A*``: enough to recognise one's own dossier, not to learn another's name."""
    return " ".join(word[0] + "*" * (len(word) - 1) for word in name.split())


def missing_papers(required: Collection[tuple[str, str]], present: Collection[str]) -> dict[str, str]:
    """Sentences for required papers (key, name) that have no file, keyed for the form."""
    return {
        key: _("Tải lên “%(name)s” hoặc chọn lý do chưa có.") % {"name": name}
        for key, name in required
        if key not in present
    }

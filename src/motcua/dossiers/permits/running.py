"""Acts that move a run: who takes a task or gives it to somebody, and what the applicant or the system finishes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act
from motcua.dossiers.permits import Check
from motcua.dossiers.standing import Standing, is_with, seat_at_step
from motcua.identity.askers import Asker, AskerKind, Seat
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Refused

LEADING = (Role.HEAD, Role.LEADER)


def _check_claim(_act: Act, asker: Asker, standing: Standing) -> Seat | None:
    """Whoever holds the step's role, own or lent, while nobody has the task."""
    _check_officer(asker, standing)
    seat = seat_at_step(asker, standing)
    if seat is None:
        raise Forbidden(_("Bước này thuộc về người khác. Anh/chị chỉ xem được hồ sơ."))
    if is_with(asker, standing):
        raise Refused(_("Hồ sơ này anh/chị đã nhận rồi."), code="already_yours")
    if standing.assignee_id is not None:
        raise Refused(
            _("Hồ sơ đã có người nhận. Chọn hồ sơ khác, hoặc đề nghị lãnh đạo phân công lại."), code="already_taken"
        )
    return seat


def _check_release(_act: Act, asker: Asker, standing: Standing) -> Seat | None:
    """Who has the task, or in that one's absence whoever sits there; and who leads the office."""
    _check_officer(asker, standing)
    if standing.assignee_id is None:
        raise Refused(_("Hồ sơ chưa ai nhận, đang chờ chung cả bộ phận."), code="not_taken")
    seat = seat_at_step(asker, standing) if is_with(asker, standing) else leading_seat(asker, standing)
    if seat is None:
        raise Forbidden(_("Chỉ người đang giữ hồ sơ hoặc lãnh đạo đơn vị được trả về hàng chờ."))
    return seat


def _check_assign(act: Act, asker: Asker, standing: Standing) -> Seat | None:
    """At a step that says so anybody in its role; at every step of their office those who lead it."""
    _check_officer(asker, standing)
    allowed = act.value in standing.step_acts
    seat = (seat_at_step(asker, standing) if allowed else None) or leading_seat(asker, standing)
    if seat is not None:
        return seat
    if not allowed:
        raise Refused(_("Bước này do lãnh đạo đơn vị phân công."), code="wrong_step")
    raise Forbidden(_("Bước này thuộc về người khác. Anh/chị chỉ xem được hồ sơ."))


def _check_confirm(act: Act, asker: Asker, standing: Standing) -> Seat | None:
    """The applicant's side; at the counter whoever takes the applicant's words down."""
    if act.value not in standing.step_acts:
        raise Refused(_("Hồ sơ hiện không chờ người nộp xác nhận."), code="wrong_step")
    if asker.kind is AskerKind.CITIZEN:
        return None
    seat = asker.seat_for(Role.RECEPTION, standing.reception_id)
    if seat is None:
        raise Forbidden(_("Bước này chờ người nộp. Bộ phận một cửa nơi nhận hồ sơ ghi nhận thay được."))
    return seat


def _check_pass(act: Act, asker: Asker, standing: Standing) -> Seat | None:
    """The system itself; by hand whoever holds the step's role, where its definition lists the act."""
    if asker.kind is AskerKind.SYSTEM:
        return None
    _check_officer(asker, standing)
    if act.value not in standing.step_acts:
        raise Refused(_("Bước này hệ thống tự làm, không chuyển bằng tay được."), code="wrong_step")
    return _working_seat(asker, standing)


def _check_duty(act: Act, asker: Asker, standing: Standing) -> Seat | None:
    """Whoever works at the step, where its definition asks for checks or papers."""
    if asker.kind is not AskerKind.OFFICER:
        raise Forbidden(_("Việc này do cơ quan tiếp nhận thực hiện."))
    if act.value not in standing.step_acts:
        raise Refused(_("Bước này không có mục phải kiểm tra hay văn bản phải lập."), code="wrong_step")
    return _working_seat(asker, standing)


def _check_verify(_act: Act, asker: Asker, standing: Standing) -> Seat | None:
    """Whoever works at the present step."""
    _check_officer(asker, standing)
    return _working_seat(asker, standing)


def _check_call_back(_act: Act, asker: Asker, _standing: Standing) -> Seat | None:
    """Follows from what happened to the dossier that asked for this one; nobody does it by hand."""
    if asker.kind is not AskerKind.SYSTEM:
        raise Forbidden(_("Hồ sơ liên thông chỉ được hệ thống rút khi hồ sơ gốc kết thúc."))
    return None


def _working_seat(asker: Asker, standing: Standing) -> Seat:
    """The seat of whoever has the task, or anybody's in its role while nobody has it."""
    seat = seat_at_step(asker, standing)
    if seat is None:
        raise Forbidden(_("Bước này thuộc về người khác. Anh/chị chỉ xem được hồ sơ."))
    if standing.assignee_id is not None and not is_with(asker, standing):
        raise Forbidden(_("Hồ sơ đã được phân công cho người khác. Đề nghị phân công lại trước khi xử lý."))
    return seat


def _check_migrate(_act: Act, asker: Asker, standing: Standing) -> Seat | None:
    """Only ``process_migrate``, run by whoever runs the system; each move is on record."""
    if asker.kind is not AskerKind.SYSTEM:
        raise Forbidden(_("Chuyển hồ sơ sang bản quy trình mới do quản trị hệ thống làm."))
    if standing.task_id is None:
        raise Refused(_("Hồ sơ không còn bước nào đang mở."), code="wrong_step")
    return None


def leading_seat(asker: Asker, standing: Standing) -> Seat | None:
    """The seat in which ``asker`` leads the office that has the present task."""
    if standing.task_organisation_id is None:
        return None
    seats = (asker.seat_for(role, standing.task_organisation_id) for role in LEADING)
    return next((seat for seat in seats if seat is not None), None)


def _check_officer(asker: Asker, standing: Standing) -> None:
    if asker.kind is AskerKind.CITIZEN:
        raise Forbidden(_("Việc này do cơ quan tiếp nhận thực hiện."))
    if standing.task_id is None:
        raise Refused(_("Hồ sơ không còn bước nào đang mở."), code="wrong_step")


CHECKS: dict[Act, Check] = {
    Act.ASSIGN: _check_assign,
    Act.CLAIM: _check_claim,
    Act.RELEASE: _check_release,
    Act.CONFIRM: _check_confirm,
    Act.PASS: _check_pass,
    Act.MIGRATE: _check_migrate,
    Act.TICK: _check_duty,
    Act.ADD_DOCUMENT: _check_duty,
    Act.CALL_BACK: _check_call_back,
    Act.VERIFY: _check_verify,
}

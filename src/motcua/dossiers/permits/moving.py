"""Acts on a matter as a whole: transfer, correct, reopen, merge, object, papers that travel."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act
from motcua.dossiers.permits import Check
from motcua.dossiers.standing import Standing, is_with, seat_at_step
from motcua.identity.askers import Asker, AskerKind, Seat
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Refused

LEADING = (Role.LEADER, Role.HEAD)
HANDLING = (Role.RECEPTION, Role.SPECIALIST, *LEADING)


def first_seat(asker: Asker, organisation_id: int, roles: Iterable[Role]) -> Seat | None:
    """The first of ``roles`` that the asker has there."""
    seats = (asker.seat_for(role, organisation_id) for role in roles)
    return next((seat for seat in seats if seat is not None), None)


def _working_seat(asker: Asker, standing: Standing) -> Seat | None:
    """Who works on it now: whoever has the task, anybody of its role while nobody has it; or who leads the body."""
    here = seat_at_step(asker, standing)
    if here is not None and (standing.assignee_id is None or is_with(asker, standing)):
        return here
    return first_seat(asker, standing.organisation_id, LEADING)


def _check_worker(_act: Act, asker: Asker, standing: Standing) -> Seat | None:
    _check_officer(asker)
    seat = _working_seat(asker, standing)
    if seat is None:
        raise Forbidden(_("Việc này do người đang xử lý hồ sơ hoặc lãnh đạo cơ quan giải quyết làm."))
    return seat


def _check_correct(_act: Act, asker: Asker, standing: Standing) -> Seat | None:
    """Before the decision whoever works on it or received it; afterwards only a leader, for it is a new paper."""
    _check_officer(asker)
    if standing.decided:
        return _leader(asker, standing)
    seat = _working_seat(asker, standing) or asker.seat_for(Role.RECEPTION, standing.reception_id)
    if seat is None:
        raise Forbidden(_("Chỉ người đang xử lý hồ sơ hoặc bộ phận một cửa nơi nhận được sửa."))
    return seat


def _check_leader(_act: Act, asker: Asker, standing: Standing) -> Seat | None:
    _check_officer(asker)
    return _leader(asker, standing)


def _leader(asker: Asker, standing: Standing) -> Seat:
    seat = asker.seat_for(Role.LEADER, standing.organisation_id)
    if seat is None:
        raise Forbidden(_("Việc này do lãnh đạo cơ quan giải quyết làm."))
    return seat


def _check_object(_act: Act, asker: Asker, standing: Standing) -> Seat | None:
    """The people of the dossier; a counter that has to do with it takes down what they bring there."""
    seat = None
    if asker.kind is not AskerKind.CITIZEN:
        seats = (asker.seat_for(Role.RECEPTION, office) for office in sorted(standing.offices))
        seat = next((one for one in seats if one is not None), None)
        if seat is None or asker.kind is not AskerKind.OFFICER:
            raise Forbidden(
                _("Khiếu nại, phản ánh do người nộp hoặc chủ hồ sơ gửi. Mang tới quầy thì bộ phận một cửa ghi nhận.")
            )
    if standing.objecting:
        raise Refused(
            _("Đã có khiếu nại, phản ánh về hồ sơ này mà cơ quan chưa trả lời. Có trả lời rồi mới gửi tiếp."),
            code="open_objection",
        )
    return seat


def _check_answer(_act: Act, asker: Asker, standing: Standing) -> Seat | None:
    _check_officer(asker)
    seat = _leader(asker, standing)
    if not standing.objecting:
        raise Refused(_("Hồ sơ này không có khiếu nại, phản ánh nào chờ trả lời."), code="no_objection")
    return seat


def _check_send(_act: Act, asker: Asker, standing: Standing) -> Seat | None:
    _check_officer(asker)
    seat = first_seat(asker, standing.papers_at or standing.reception_id, HANDLING)
    if seat is None:
        raise Forbidden(_("Giấy tờ của hồ sơ này không ở chỗ anh/chị nên không chuyển đi được."))
    if standing.papers_to is not None:
        raise Refused(_("Giấy tờ của hồ sơ này đang trên đường chuyển, nơi nhận chưa ký nhận."), code="under_way")
    return seat


def _check_take(_act: Act, asker: Asker, standing: Standing) -> Seat | None:
    _check_officer(asker)
    if standing.papers_to is None:
        raise Refused(_("Không có giấy tờ nào của hồ sơ này đang chuyển tới."), code="nothing_under_way")
    seat = first_seat(asker, standing.papers_to, HANDLING)
    if seat is None:
        raise Forbidden(_("Chỉ nơi được chuyển tới mới ký nhận giấy tờ."))
    return seat


def _check_officer(asker: Asker) -> None:
    if asker.kind is not AskerKind.OFFICER:
        raise Forbidden(_("Việc này do cơ quan tiếp nhận thực hiện."))


CHECKS: dict[Act, Check] = {
    Act.TRANSFER: _check_worker,
    Act.MERGE: _check_worker,
    Act.CORRECT: _check_correct,
    Act.REOPEN: _check_leader,
    Act.OBJECT: _check_object,
    Act.ANSWER_OBJECTION: _check_answer,
    Act.SEND_PAPERS: _check_send,
    Act.TAKE_PAPERS: _check_take,
}

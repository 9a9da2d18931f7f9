"""Acts about other systems, and the proof that a result arrived."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act
from motcua.dossiers.permits import Check
from motcua.dossiers.records.routes import routes, system_name
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, AskerKind, Seat
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Refused

# What is about the record itself, whoever keeps it.
ABOUT_THE_RECORD = frozenset({Act.MIRROR, Act.CHANGE_ROUTE})
ROUTERS = (Role.LEADER, Role.SYSTEM_ADMIN)


def check_record(act: Act, standing: Standing) -> None:
    """Refuse what is not done here on a dossier whose record another system keeps."""
    if not standing.record_system or act in ABOUT_THE_RECORD:
        return
    route = routes().get(standing.record_system)
    if route is None or act not in route.acts:
        raise Refused(
            _("Hồ sơ này do %(system)s quản lý, ở đây chỉ là bản sao. Làm việc này tại hệ thống đó.")
            % {"system": system_name(standing.record_system)},
            code="recorded_elsewhere",
        )


def reception_seat(asker: Asker, standing: Standing) -> Seat:
    """The seat at the counter where the dossier was received."""
    seat = asker.seat_for(Role.RECEPTION, standing.reception_id)
    if seat is None:
        raise Forbidden(_("Việc này do bộ phận một cửa nơi nhận hồ sơ làm."))
    return seat


def _confirm_delivery(_act: Act, asker: Asker, standing: Standing) -> Seat | None:
    """The people of the dossier by opening it, the system by a message, the counter by what the carrier says."""
    if asker.kind in {AskerKind.CITIZEN, AskerKind.SYSTEM}:
        return None
    seat = reception_seat(asker, standing)
    if standing.delivered_at is not None:
        raise Refused(_("Kết quả đã được ghi nhận là tới tay người nhận."), code="delivered")
    if "return_result" in standing.step_acts:
        raise Refused(_("Kết quả chưa được trả. Trả kết quả trước, rồi mới xác nhận đã tới tay."), code="not_returned")
    return seat


def _mirror(_act: Act, asker: Asker, standing: Standing) -> Seat | None:
    """Only the machine of the system that keeps the record; which machine that is, ``records.mirroring`` asks."""
    if asker.kind is not AskerKind.MACHINE or "mirror" not in asker.scopes:
        raise Forbidden(_("Chỉ hệ thống quản lý hồ sơ được gửi diễn biến của hồ sơ."))
    if not standing.record_system:
        raise Refused(_("Hồ sơ này do tỉnh quản lý, không nhận diễn biến từ hệ thống khác."), code="recorded_here")
    return None


def _change_route(_act: Act, asker: Asker, standing: Standing) -> Seat:
    seats = [asker.seat_for(role, standing.organisation_id) for role in ROUTERS]
    seat = next((seat for seat in seats if seat is not None), None)
    if seat is None:
        raise Forbidden(_("Đổi hệ thống quản lý hồ sơ do lãnh đạo cơ quan giải quyết quyết định."))
    if not standing.record_system and not routes():
        raise Refused(_("Tỉnh chưa khai báo hệ thống nào khác để chuyển hồ sơ sang."), code="no_route")
    return seat


CHECKS: dict[Act, Check] = {
    Act.CONFIRM_DELIVERY: _confirm_delivery,
    Act.MIRROR: _mirror,
    Act.CHANGE_ROUTE: _change_route,
}

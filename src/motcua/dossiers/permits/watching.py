"""An appointment reckoned again because the calendar changed; apologies the system drafted."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act
from motcua.dossiers.permits import Check
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, AskerKind, Seat
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden


def _check_recalculate(_act: Act, asker: Asker, _standing: Standing) -> Seat | None:
    """Nobody moves an appointment by hand this way: a changed calendar does, after it was shown whom it concerns."""
    if asker.kind is not AskerKind.SYSTEM:
        raise Forbidden(_("Ngày hẹn chỉ được hệ thống tính lại khi lịch làm việc thay đổi."))
    return None


def check_drop_apology(asker: Asker, standing: Standing) -> Seat:
    """Who may sign an apology may also find that none is needed."""
    seats = [asker.seat_for(role, standing.organisation_id) for role in (Role.HEAD, Role.LEADER)]
    seat = next((seat for seat in seats if seat is not None), None)
    if seat is None:
        raise Forbidden(_("Việc này do lãnh đạo cơ quan giải quyết làm."))
    return seat


CHECKS: dict[Act, Check] = {Act.RECALCULATE: _check_recalculate}

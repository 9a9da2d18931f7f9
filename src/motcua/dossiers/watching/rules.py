"""What an escalation rule may say, and who may set one. Pure. Whoever drafts does not approve."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from motcua.dossiers.enums import AlertKind, Tell
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Invalid, Refused

LONGEST = 100 * 480  # working minutes: a hundred days
DESIGNERS = (Role.EDITOR, Role.APPROVER)


def check_content(*, kind: str, name: str, after_minutes: int, tell: Collection[str]) -> None:
    """``Invalid`` with a sentence a field; the applicant hears only of what was promised to them."""
    faults = {}
    if kind not in AlertKind.values:
        faults["kind"] = _("Chọn việc cần cảnh báo.")
    if not name.strip():
        faults["name"] = _("Đặt tên để người duyệt hiểu quy tắc làm gì.")
    if not 0 <= after_minutes <= LONGEST:
        faults["after"] = _("Ghi số giờ làm việc từ 0 tới %(most)d.") % {"most": LONGEST // 60}
    if not tell or not set(tell) <= set(Tell.values):
        faults["tell"] = _("Chọn ít nhất một người nhận.")
    elif Tell.CITIZEN in tell and kind != AlertKind.OVERDUE:
        faults["tell"] = _("Chỉ báo người nộp khi hồ sơ quá hẹn trả; chuyện nội bộ thì báo cán bộ.")
    if faults:
        raise Invalid(_("Quy tắc chưa dùng được."), fields=faults)


def check_draft(asker: Asker) -> None:
    if asker.kind is not AskerKind.OFFICER or not asker.organisations_with(Role.EDITOR):
        raise Forbidden(_("Chỉ người được giao soạn cấu hình mới soạn được quy tắc nhắc việc."))


def check_approve(asker: Asker, *, drafted_by: int | None) -> None:
    if asker.kind is not AskerKind.OFFICER or not asker.organisations_with(Role.APPROVER):
        raise Forbidden(_("Chỉ người được giao duyệt cấu hình mới duyệt được quy tắc nhắc việc."))
    if drafted_by is not None and drafted_by == asker.account_id:
        raise Forbidden(_("Người soạn không tự duyệt. Nhờ người duyệt khác."), code="drafter_approves")


def can_draft(asker: Asker) -> bool:
    return asker.kind is AskerKind.OFFICER and bool(asker.organisations_with(Role.EDITOR))


def can_approve(asker: Asker, *, drafted_by: int | None) -> bool:
    try:
        check_approve(asker, drafted_by=drafted_by)
    except Refused:
        return False
    return True

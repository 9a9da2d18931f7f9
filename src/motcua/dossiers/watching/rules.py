"""What an escalation rule may say, and who may set one. Pure. Whoever drafts does not approve."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from motcua.dossiers.enums import AlertKind, Tell
from motcua.identity import four_eyes
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Invalid

LONGEST = 100 * 480  # working minutes: a hundred days
DESIGNERS = (Role.EDITOR, Role.APPROVER)
can_draft, can_approve = four_eyes.writes, four_eyes.can_approve


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
    if not can_draft(asker):
        raise Forbidden(_("Chỉ người được giao soạn cấu hình mới soạn được quy tắc nhắc việc."))


def check_approve(asker: Asker, *, drafted_by: int | None) -> None:
    if not four_eyes.approves(asker):
        raise Forbidden(_("Chỉ người được giao duyệt cấu hình mới duyệt được quy tắc nhắc việc."))
    four_eyes.check_other(asker, drafted_by=drafted_by)

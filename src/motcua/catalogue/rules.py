"""Who may change what the catalogue says. Whoever drafts does not approve."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.catalogue.enums import VersionState
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Refused


def check_draft(asker: Asker) -> None:
    if not can_draft(asker):
        raise Forbidden(_("Chỉ người được giao soạn cấu hình thủ tục mới làm được việc này."))


def can_draft(asker: Asker) -> bool:
    return asker.kind is AskerKind.OFFICER and bool(asker.organisations_with(Role.EDITOR))


def check_approve(asker: Asker, *, drafted_by: int | None) -> None:
    """Holding the approver's post is not enough: the drafter's own work needs another pair of eyes."""
    if asker.kind is not AskerKind.OFFICER or not asker.organisations_with(Role.APPROVER):
        raise Forbidden(_("Chỉ người được giao duyệt cấu hình thủ tục mới làm được việc này."))
    if drafted_by is not None and drafted_by == asker.account_id:
        raise Forbidden(_("Người soạn không tự duyệt. Nhờ người duyệt khác."), code="drafter_approves")


def can_approve(asker: Asker, *, drafted_by: int | None) -> bool:
    try:
        check_approve(asker, drafted_by=drafted_by)
    except Forbidden:
        return False
    return True


def check_publish(asker: Asker, *, state: str, drafted_by: int | None) -> None:
    check_approve(asker, drafted_by=drafted_by)
    if state != VersionState.DRAFT:
        raise Refused(
            _("Phiên bản này không còn là bản nháp. Tải lại trang để xem bản đang áp dụng."), code="not_draft"
        )

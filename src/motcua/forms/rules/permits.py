"""Who may draft and publish forms. Whoever drafts does not publish."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden


def check_staff(asker: Asker) -> None:
    """Drafts are for those who write and those who approve them."""
    if asker.kind is not AskerKind.OFFICER or not asker.organisations_with(Role.EDITOR, Role.APPROVER):
        raise Forbidden(_("Chỉ người soạn hoặc duyệt cấu hình thủ tục mới xem được phần này."))


def check_draft(asker: Asker) -> None:
    if not can_draft(asker):
        raise Forbidden(_("Chỉ người được giao soạn cấu hình thủ tục mới soạn được tờ khai."))


def can_draft(asker: Asker) -> bool:
    return asker.kind is AskerKind.OFFICER and bool(asker.organisations_with(Role.EDITOR))


def check_change(asker: Asker, *, drafted_by: int) -> None:
    """A draft is one person's work, so that it is certain who may not approve it."""
    check_draft(asker)
    if drafted_by != asker.account_id:
        raise Forbidden(_("Bản nháp này của người khác. Tạo bản nháp của mình từ nó để sửa."), code="not_yours")


def can_change(asker: Asker, *, drafted_by: int) -> bool:
    return can_draft(asker) and drafted_by == asker.account_id


def check_discard(asker: Asker, *, drafted_by: int) -> None:
    """Who drafted it, or an approver who will not publish it."""
    if drafted_by != asker.account_id and not asker.organisations_with(Role.APPROVER):
        raise Forbidden(_("Chỉ người soạn hoặc người duyệt mới xóa được bản nháp này."))


def check_publish(asker: Asker, *, drafted_by: int) -> None:
    if asker.kind is not AskerKind.OFFICER or not asker.organisations_with(Role.APPROVER):
        raise Forbidden(_("Chỉ người được giao duyệt cấu hình thủ tục mới ban hành được tờ khai."))
    if drafted_by == asker.account_id:
        raise Forbidden(_("Người soạn không tự duyệt. Nhờ người duyệt khác."), code="drafter_approves")


def can_publish(asker: Asker, *, drafted_by: int) -> bool:
    approver = asker.kind is AskerKind.OFFICER and bool(asker.organisations_with(Role.APPROVER))
    return approver and drafted_by != asker.account_id

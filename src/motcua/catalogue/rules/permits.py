"""Who may change what the catalogue says. Whoever drafts does not approve."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from motcua.catalogue.enums import DraftState
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


def check_approve_draft(asker: Asker, *, state: str, hands: Collection[int]) -> None:
    """Nobody who wrote any of it may put it in force, and only what was handed over is judged."""
    for drafter in hands or (None,):
        check_approve(asker, drafted_by=drafter)
    if state != DraftState.WAITING:
        raise Refused(_("Bản nháp này chưa được gửi duyệt, hoặc đã rút lại để sửa."), code="not_waiting")


def can_approve_draft(asker: Asker, *, state: str, hands: Collection[int]) -> bool:
    try:
        check_approve_draft(asker, state=state, hands=hands)
    except Refused:
        return False
    return True


def check_write(asker: Asker, *, state: str) -> None:
    """What waits for approval stays as it was handed over, until somebody takes it back."""
    check_draft(asker)
    if state == DraftState.WAITING:
        raise Refused(_("Bản nháp đang chờ duyệt. Rút lại rồi mới sửa được."), code="waiting")


def check_take_back(asker: Asker, *, state: str) -> None:
    check_draft(asker)
    if state != DraftState.WAITING:
        raise Refused(_("Bản nháp này không chờ duyệt nên không cần rút lại."), code="not_waiting")

"""Who may change what the catalogue says. Whoever drafts does not approve."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from motcua.catalogue.enums import DraftState
from motcua.identity import four_eyes
from motcua.identity.askers import Asker
from motcua.kernel.errors import Forbidden, Refused

can_draft, can_approve = four_eyes.writes, four_eyes.can_approve


def check_draft(asker: Asker) -> None:
    if not can_draft(asker):
        raise Forbidden(_("Chỉ người được giao soạn cấu hình thủ tục mới làm được việc này."))


def check_approve(asker: Asker, *, drafted_by: int | None) -> None:
    if not four_eyes.approves(asker):
        raise Forbidden(_("Chỉ người được giao duyệt cấu hình thủ tục mới làm được việc này."))
    four_eyes.check_other(asker, drafted_by=drafted_by)


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

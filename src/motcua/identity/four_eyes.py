"""Who writes what the province runs on (procedures, forms, processes) and who approves it: never one person. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Invalid

LONGEST_WORDS = 1000


def writes(asker: Asker) -> bool:
    return asker.kind is AskerKind.OFFICER and bool(asker.organisations_with(Role.EDITOR))


def approves(asker: Asker) -> bool:
    return asker.kind is AskerKind.OFFICER and bool(asker.organisations_with(Role.APPROVER))


def check_staff(asker: Asker) -> None:
    """Drafts are for those who write and those who approve them."""
    if not (writes(asker) or approves(asker)):
        raise Forbidden(_("Chỉ người soạn hoặc duyệt cấu hình thủ tục mới xem được phần này."))


def check_own(asker: Asker, *, drafted_by: int | None) -> None:
    """A draft is one person's work, so that it is certain who may not approve it."""
    if drafted_by != asker.account_id:
        raise Forbidden(_("Bản nháp này của người khác. Tạo bản nháp của mình từ nó để sửa."), code="not_yours")


def check_discard(asker: Asker, *, drafted_by: int | None) -> None:
    """Who drafted it, or an approver who will not publish it."""
    if drafted_by != asker.account_id and not approves(asker):
        raise Forbidden(_("Chỉ người soạn hoặc người duyệt mới xóa được bản nháp này."))


def check_other(asker: Asker, *, drafted_by: int | None) -> None:
    """Holding the approver's post is not enough: the drafter's own work needs another pair of eyes."""
    if drafted_by is not None and drafted_by == asker.account_id:
        raise Forbidden(_("Người soạn không tự duyệt. Nhờ người duyệt khác."), code="drafter_approves")


def can_approve(asker: Asker, *, drafted_by: int | None) -> bool:
    return approves(asker) and (drafted_by is None or drafted_by != asker.account_id)


def words_back(words: str) -> str:
    """What a draft goes back to its author with; ``Invalid`` without, or with too many."""
    said = words.strip()
    if not 0 < len(said) <= LONGEST_WORDS:
        sentence = _("Ghi điều cần sửa để người soạn biết, tối đa 1000 ký tự.")
        raise Invalid(_("Chưa trả lại được."), fields={"words": sentence})
    return said

"""Who may draft and publish forms. Whoever drafts does not publish."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.identity import four_eyes
from motcua.identity.askers import Asker
from motcua.kernel.errors import Forbidden

can_draft, can_publish = four_eyes.writes, four_eyes.can_approve
check_staff, check_discard = four_eyes.check_staff, four_eyes.check_discard


def check_draft(asker: Asker) -> None:
    if not can_draft(asker):
        raise Forbidden(_("Chỉ người được giao soạn cấu hình thủ tục mới soạn được tờ khai."))


def check_change(asker: Asker, *, drafted_by: int) -> None:
    check_draft(asker)
    four_eyes.check_own(asker, drafted_by=drafted_by)


def can_change(asker: Asker, *, drafted_by: int) -> bool:
    return can_draft(asker) and drafted_by == asker.account_id


def check_publish(asker: Asker, *, drafted_by: int) -> None:
    if not four_eyes.approves(asker):
        raise Forbidden(_("Chỉ người được giao duyệt cấu hình thủ tục mới ban hành được tờ khai."))
    four_eyes.check_other(asker, drafted_by=drafted_by)

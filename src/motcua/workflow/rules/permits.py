"""Who may draft and publish processes. Whoever drafts does not publish."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.identity import four_eyes
from motcua.identity.askers import Asker
from motcua.kernel.errors import Forbidden, Refused

can_draft, check_staff = four_eyes.writes, four_eyes.check_staff


def check_draft(asker: Asker) -> None:
    if not can_draft(asker):
        raise Forbidden(_("Chỉ người được giao soạn cấu hình thủ tục mới soạn được quy trình."))


def check_change(asker: Asker, *, drafted_by: int | None, published: bool) -> None:
    check_draft(asker)
    _check_open(published=published)
    four_eyes.check_own(asker, drafted_by=drafted_by)


def can_change(asker: Asker, *, drafted_by: int | None, published: bool) -> bool:
    return can_draft(asker) and not published and drafted_by == asker.account_id


def check_discard(asker: Asker, *, drafted_by: int | None, published: bool) -> None:
    _check_open(published=published)
    four_eyes.check_discard(asker, drafted_by=drafted_by)


def check_publish(asker: Asker, *, drafted_by: int | None, published: bool) -> None:
    if not four_eyes.approves(asker):
        raise Forbidden(_("Chỉ người được giao duyệt cấu hình thủ tục mới ban hành được quy trình."))
    four_eyes.check_other(asker, drafted_by=drafted_by)
    _check_open(published=published)


def can_publish(asker: Asker, *, drafted_by: int | None, published: bool) -> bool:
    return not published and four_eyes.can_approve(asker, drafted_by=drafted_by)


def _check_open(*, published: bool) -> None:
    if published:
        raise Refused(_("Bản này đã ban hành, không sửa được nữa. Tạo bản nháp mới từ nó."), code="not_draft")

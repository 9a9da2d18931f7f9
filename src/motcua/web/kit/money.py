"""What becomes of money when a dossier is taken back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act
from motcua.dossiers.selectors.dossier import DossierView
from motcua.web.kit.templatetags.kit import dong


def money_words(view: DossierView) -> str:
    """One sentence or two from the payments on record; taking a dossier back pays nothing back by itself."""
    payments = [event.data for event in view.events if event.act == Act.PAID]
    if not payments:
        return _("Hồ sơ chưa ghi nhận khoản phí, lệ phí nào; rút rồi thì không phải nộp nữa.")
    receipts = ", ".join(str(one["receipt"]) for one in payments if one.get("receipt"))
    return _(
        "Anh/chị đã nộp %(amount)s (biên lai số %(receipts)s). Rút hồ sơ không tự trả lại tiền: mang biên lai tới"
        " %(office)s để được xem xét hoàn phần việc chưa làm; phần việc đã làm không hoàn."
    ) % {
        "amount": dong(sum(int(one.get("amount", 0)) for one in payments)),
        "receipts": receipts,
        "office": view.dossier.reception.name,
    }

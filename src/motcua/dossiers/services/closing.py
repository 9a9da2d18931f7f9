"""The last acts: return the result, or withdraw."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.dossiers.enums import Act, ClockKind, Status
from motcua.dossiers.models import Dossier
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.kernel.errors import Invalid

HOW_RETURNED = {
    Dossier.Delivery.ONLINE: gettext_noop("Kết quả điện tử đã có trong kho giấy tờ của người nhận"),
    Dossier.Delivery.COUNTER: gettext_noop("Đã trao kết quả tại bộ phận một cửa"),
    Dossier.Delivery.POST: gettext_noop("Đã gửi kết quả qua bưu chính"),
}


def return_result(
    *, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, delivery: str, received_by: str = "", note: str = ""
) -> Done:
    """Hand the result over and close. ``received_by`` names who took it, compulsory at the counter."""
    if delivery not in Dossier.Delivery.values:
        raise Invalid(_("Chọn cách trả kết quả."), fields={"delivery": _("Chọn một cách trả kết quả.")})
    if delivery == Dossier.Delivery.COUNTER and not received_by.strip():
        raise Invalid(_("Ghi tên người nhận."), fields={"received_by": _("Ghi họ tên người nhận kết quả tại quầy.")})

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        return change(
            Act.RETURN_RESULT,
            standing,
            asker,
            at,
            status=Status.RETURNED,
            end=True,
            note=note,
            dossier={"returned_at": at, "closed_at": at},
            public=HOW_RETURNED[Dossier.Delivery(delivery)],
            data={"delivery": delivery, "received_by": received_by.strip()},
        )

    body = {"delivery": delivery, "received_by": received_by, "note": note}
    return act(kind=Act.RETURN_RESULT, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def withdraw(*, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, reason: str = "") -> Done:
    """Take the dossier back before a decision; what was filed stays readable to its people."""

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        return change(
            Act.WITHDRAW,
            standing,
            asker,
            at,
            status=Status.WITHDRAWN,
            end=True,
            clock=ClockKind.STOP,
            clock_reason="withdrawn",
            dossier={"closed_at": at},
            public=gettext_noop("Người nộp đã rút hồ sơ"),
            data={"reason": reason.strip()},
        )

    return act(kind=Act.WITHDRAW, dossier_id=dossier_id, asker=asker, key=key, body={"reason": reason}, decide=decide)

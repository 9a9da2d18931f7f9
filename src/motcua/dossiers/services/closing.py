"""The last acts: return the result, or withdraw."""

from __future__ import annotations

import re
import uuid
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.documents.selectors import clean_file_ids
from motcua.dossiers.enums import Act, ClockKind, Status
from motcua.dossiers.evidence import NO_PROOF, Evidence, Proof
from motcua.dossiers.models import Dossier, DossierPaper
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
SIGNED_SLIP = "bien-nhan-ket-qua"
TRACKING = re.compile(r"[0-9A-Z]{6,30}")
DIGITS = re.compile(r"[0-9]{4}")


def return_result(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    delivery: str,
    proof: Proof = NO_PROOF,
    note: str = "",
) -> Done:
    """Hand the result over and close. At the counter it is delivered at once, to the person ``proof`` names.

    By post it is handed to the carrier and delivered when that is confirmed (``delivering.confirm``); online it is
    delivered when opened, or when the message about it arrived.
    """
    _check_handed(delivery, proof)
    at_counter = delivery == Dossier.Delivery.COUNTER

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        if proof.signature_id is not None:
            _keep_signature(dossier_id, proof.signature_id, asker, at)
        arrived = {"delivered_at": at} if at_counter and standing.delivered_at is None else {}
        return change(
            Act.RETURN_RESULT,
            standing,
            asker,
            at,
            status=Status.RETURNED,
            end=True,
            note=note,
            dossier={"returned_at": at, "closed_at": at, **arrived},
            public=HOW_RETURNED[Dossier.Delivery(delivery)],
            data={"delivery": delivery, **proof.as_data(), **({"evidence": Evidence.RECEIVER} if at_counter else {})},
        )

    signature = {"signature": str(proof.signature_id)} if proof.signature_id else {}
    body = {"delivery": delivery, "note": note, **proof.as_data(), **signature}
    return act(kind=Act.RETURN_RESULT, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def _check_handed(delivery: str, proof: Proof) -> None:
    if delivery not in Dossier.Delivery.values:
        raise Invalid(_("Chọn cách trả kết quả."), fields={"delivery": _("Chọn một cách trả kết quả.")})
    wrong: dict[str, str] = {}
    if delivery == Dossier.Delivery.COUNTER:
        wrong = _wrong_at_counter(proof)
    if delivery == Dossier.Delivery.POST:
        wrong = _wrong_by_post(proof)
    if wrong:
        raise Invalid(_("Chưa đủ để ghi nhận việc trả kết quả."), fields=wrong)


def _wrong_at_counter(proof: Proof) -> dict[str, str]:
    wrong = {}
    if not proof.received_by:
        wrong["received_by"] = _("Ghi họ tên người nhận kết quả tại quầy.")
    if proof.id_digits and not DIGITS.fullmatch(proof.id_digits):
        wrong["id_digits"] = _("Ghi đúng bốn chữ số cuối trên căn cước của người nhận.")
    if not proof.id_digits and not proof.authority:
        wrong["id_digits"] = _("Ghi bốn số cuối căn cước của người nhận, hoặc giấy ủy quyền ở ô dưới.")
    return wrong


def _wrong_by_post(proof: Proof) -> dict[str, str]:
    if TRACKING.fullmatch(proof.tracking):
        return {}
    return {"tracking": _("Ghi số hiệu bưu gửi in trên phiếu gửi: 6 đến 30 chữ cái in hoa và chữ số, viết liền.")}


def _keep_signature(dossier_id: uuid.UUID, file_id: uuid.UUID, asker: Asker, at: datetime) -> None:
    if clean_file_ids(asker=asker, file_ids=[file_id]) != {file_id}:
        raise Invalid(_("Bản chụp chữ ký chưa dùng được. Tải lại tệp đó."), fields={"signature": _("Tải lại tệp.")})
    DossierPaper.objects.create(
        dossier_id=dossier_id,
        key=SIGNED_SLIP,
        name="Giấy biên nhận kết quả có chữ ký người nhận",
        file_id=file_id,
        kind="upload",
        added_at=at,
    )


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

"""Form 01: the receipt and appointment slip (TT 03/2025/TT-VPCP), what it says and its making."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from motcua.documents.papers.frame import PaperLine
from motcua.documents.papers.wording import moment, place_and_day
from motcua.documents.services.qr import qr_svg
from motcua.documents.services.typeset import typeset


@dataclass(frozen=True, slots=True)
class ReceiptContent:
    """Everything printed on the slip, already in words. ``id_number_masked`` shows at most the last four digits.

    ``owner_name`` only when the owner is not the applicant. ``online`` = no signature on paper is expected.
    """

    unit_name: str
    code: str
    check_number: str
    at: datetime
    applicant_name: str
    request: str
    papers: tuple[PaperLine, ...]
    limit_text: str
    received_at: datetime
    result_where: str
    track_url: str
    hotline: str
    due_at: datetime | None
    parent_unit_name: str = ""
    place: str = ""
    channel: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    id_number_masked: str = ""
    owner_name: str = ""
    owner_address: str = ""
    sets: int = 1
    receiver_name: str = ""
    online: bool = False
    trial: bool = False


def receipt_pdf(content: ReceiptContent) -> bytes:
    """The slip as a tagged A5 PDF with two QR codes: the dossier code and the look-up address.

    Its number, title and layout are the same in both circulars, so it asks no catalogue.
    """
    data = asdict(content)
    del data["at"]
    data["place_date"] = place_and_day(content.place, content.at)
    data["received_at"] = moment(content.received_at)
    data["due_at"] = moment(content.due_at) if content.due_at else "sẽ báo sau khi kiểm tra hồ sơ"
    assets = {"qr_code": qr_svg(content.code), "qr_track": qr_svg(content.track_url)}
    return typeset("slip/receipt", data, assets=assets, at=content.at)

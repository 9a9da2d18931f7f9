"""The slip of reception and appointment (Mẫu 01, TT 03/2025/TT-VPCP): its words at filing, its PDF after."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings

from motcua.catalogue.enums import Channel
from motcua.documents.models import StoredFile
from motcua.documents.papers.frame import PaperLine
from motcua.documents.papers.receipt import ReceiptContent, receipt_pdf
from motcua.dossiers.models import Dossier, Receipt
from motcua.dossiers.services.typesetting import typeset_once
from motcua.kernel.clock import local
from motcua.kernel.record import in_record_language

if TYPE_CHECKING:
    from motcua.dossiers.services.checking import Checked
    from motcua.dossiers.services.filing import Filed, Filing
    from motcua.dossiers.services.parties import Settled


@dataclass(frozen=True, slots=True)
class Office:
    """The competent body (code, name, address, phone) and the counter where the dossier was received."""

    code: str
    name: str
    address: str
    phone: str
    reception_name: str
    reception_address: str
    reception_phone: str
    place: str


def slip_content(
    filing: Filing, checked: Checked, settled: Settled, office: Office, filed: Filed, at: datetime
) -> dict[str, Any]:
    """What the slip says, kept as it was on this day (``documents.papers.receipt.ReceiptContent``)."""
    contact = filing.contact
    with in_record_language():
        channel, delivery = str(Channel(filing.channel).label), str(Dossier.Delivery(filing.delivery).label)
        limit = checked.bundle.limit_text(filing.channel, filing.case_key)
    return {
        "unit_name": office.reception_name,
        "parent_unit_name": office.name,
        "code": filed.code,
        "check_number": filed.check_number,
        "place": office.place,
        "at": at.isoformat(),
        "applicant_name": settled.applicant_name,
        "channel": channel,
        "address": str(contact.get("address_text", "")),
        "phone": str(contact.get("phone", "")),
        "email": str(contact.get("email", "")),
        "request": checked.bundle.name,
        "owner_name": settled.owner_name if settled.representative else "",
        "papers": [
            {
                "name": checked.paper_names[paper.key],
                "originals": paper.originals,
                "copies": paper.copies,
                "electronic": 1 if paper.file_id else 0,
            }
            for paper in filing.papers
        ],
        "sets": 1,
        "limit_text": limit,
        "due_at": filed.due_at,
        "result_where": delivery,
        "track_url": f"{settings.PUBLIC_URL}/t/{filed.track_token}/",
        "hotline": settings.HOTLINE,
        "online": filing.channel == Channel.ONLINE,
    }


def _printed(content: dict[str, Any]) -> ReceiptContent:
    at = datetime.fromisoformat(content["at"])
    return ReceiptContent(
        **{
            **content,
            "at": at,
            "received_at": at,
            "due_at": datetime.fromisoformat(content["due_at"]) if content["due_at"] else None,
            "papers": tuple(PaperLine(**line) for line in content["papers"]),
        }
    )


def add_to_slip(dossier_id: uuid.UUID, lines: Sequence[PaperLine], at: datetime) -> None:
    """Papers a counter took in after filing stand on the slip from now on, with their day; it is printed anew."""
    receipt = Receipt.objects.select_for_update().filter(dossier_id=dossier_id).first() if lines else None
    if receipt is None:
        return
    day = f"{local(at):%d/%m/%Y}"
    receipt.content["papers"] += [{**asdict(line), "name": f"{line.name} (bổ sung ngày {day})"} for line in lines]
    receipt.file = None
    receipt.save(update_fields=["content", "file"])


def slip_pdf(*, dossier_id: uuid.UUID, at: datetime) -> StoredFile:
    """The slip as a stored PDF, typeset once; asking again gives the same file."""
    receipt = Receipt.objects.select_related("file").get(dossier_id=dossier_id)
    return typeset_once(
        receipt,
        make=lambda: receipt_pdf(_printed(receipt.content)),
        name=f"Giấy tiếp nhận và hẹn trả {receipt.content['code']}.pdf",
        purpose="receipt",
        at=at,
    )

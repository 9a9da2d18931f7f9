"""The slip that goes with paper originals from one office to another, signed for at both ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from motcua.documents.papers.frame import Heading, PaperLine
from motcua.documents.papers.wording import moment, place_and_day
from motcua.documents.services.typeset import typeset

TITLE = "Phiếu giao nhận giấy tờ"


@dataclass(frozen=True, slots=True)
class OnSlip:
    """A further dossier on the slip, with its papers."""

    code: str
    applicant_name: str
    papers: Sequence[PaperLine]


@dataclass(frozen=True, slots=True)
class HandOverContent:
    """A dossier's papers, and those of ``others`` that travel with them.

    ``taken_by`` and ``taken_at`` are empty until the receiver signed in the system.
    """

    heading: Heading
    code: str
    applicant_name: str
    request: str
    sender: str
    receiver: str
    sent_by: str
    sent_at: datetime
    papers: Sequence[PaperLine]
    taken_by: str = ""
    taken_at: datetime | None = None
    note: str = ""
    others: Sequence[OnSlip] = ()


def hand_over_pdf(content: HandOverContent) -> bytes:
    """The slip as A5, with a place for both signatures by hand."""
    frame = asdict(content.heading)
    at = frame.pop("at")
    data = {
        **frame,
        "form": {"mark": "", "number": "", "title": TITLE, "size": "a5"},
        "place_date": place_and_day(content.heading.place, at),
        "code": content.code,
        "applicant_name": content.applicant_name,
        "request": content.request,
        "sender": content.sender,
        "receiver": content.receiver,
        "sent_by": content.sent_by,
        "sent_at": moment(content.sent_at),
        "taken_by": content.taken_by,
        "taken_at": moment(content.taken_at) if content.taken_at else "",
        "note": content.note,
        "papers": [asdict(line) for line in content.papers],
        "others": [asdict(other) for other in content.others],
    }
    return typeset("slip/hand_over", data, at=at)

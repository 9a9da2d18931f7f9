"""Form 02: the request to supplement. One request names every fault, so that people come back once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.documents.papers.catalogue import FormKind
from motcua.documents.papers.frame import Heading, Matter, Signer
from motcua.documents.papers.printing import printed
from motcua.documents.papers.wording import day


class Finding(StrEnum):
    """What the check of one paper or field came to; values as in a stored supplement request."""

    GOOD = "good"
    MISSING = "missing"
    BLURRED = "blurred"
    WRONG = "wrong"
    EXPIRED = "expired"


FINDING_WORDS = {
    Finding.GOOD: "Đạt",
    Finding.MISSING: "Thiếu",
    Finding.BLURRED: "Mờ",
    Finding.WRONG: "Sai",
    Finding.EXPIRED: "Hết hạn",
}


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """One paper (thành phần hồ sơ) or one declared field, its finding and the line that says what to do about it."""

    name: str
    finding: Finding
    line: str = ""


@dataclass(frozen=True, slots=True)
class SupplementContent:
    """TT 03/2025/TT-VPCP form 02: content to complete, reason, guidance, basis and stage, valid author.

    ``papers`` and ``fields`` hold *every* component, the good ones too. ``deadline`` is the last day to answer and
    ``after_deadline`` what happens then. ``pauses_clock`` says that waiting does not count in the time limit.
    ``number`` counts the requests of the dossier; from the second on ``approved_by`` names the leader who agreed.
    ``guide`` is the officer who helps, with a phone. ``author`` signs.
    """

    heading: Heading
    matter: Matter
    papers: tuple[CheckedItem, ...]
    reason: str
    deadline: date | None
    author: Signer
    fields: tuple[CheckedItem, ...] = ()
    guidance: str = ""
    basis: str = ""
    stage: str = ""
    after_deadline: str = ""
    pauses_clock: bool = False
    number: int = 1
    approved_by: str = ""
    guide: str = ""
    guide_phone: str = ""


def supplement_pdf(content: SupplementContent) -> bytes:
    """The request as A5; a long list of papers runs on with its header repeated."""
    return printed(
        FormKind.SUPPLEMENT,
        content.heading,
        {
            "papers": [_row(item) for item in content.papers],
            "fields": [_row(item) for item in content.fields],
            "faults": sum(item.finding != Finding.GOOD for item in (*content.papers, *content.fields)),
            "reason": content.reason,
            "guidance": content.guidance,
            "basis": content.basis,
            "stage": content.stage,
            "deadline": day(content.deadline) if content.deadline else "",
            "after_deadline": content.after_deadline,
            "pauses_clock": content.pauses_clock,
            "number": content.number,
            "approved_by": content.approved_by,
            "guide": content.guide,
            "guide_phone": content.guide_phone,
        },
        matter=content.matter,
        signer=content.author,
    )


def _row(item: CheckedItem) -> dict[str, str | bool]:
    return {
        "name": item.name,
        "finding": FINDING_WORDS[item.finding],
        "good": item.finding == Finding.GOOD,
        "line": item.line,
    }

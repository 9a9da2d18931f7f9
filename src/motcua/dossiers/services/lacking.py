"""What a dossier lacks, in the words of form 02: every component judged, the good ones too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from motcua.documents.papers.frame import Heading
from motcua.documents.papers.supplement import CheckedItem, Finding, SupplementContent
from motcua.dossiers.framing import Desk, author, matter_of

DEFECTS = ("missing", "blurred", "wrong", "expired")


@dataclass(frozen=True, slots=True)
class Item:
    """One paper found wanting; ``defect`` of ``DEFECTS``, ``note`` one line to the applicant."""

    paper: str
    name: str
    defect: str
    note: str = ""


def supplement_words(
    desk: Desk, heading: Heading, items: Sequence[Item], message: str, deadline: date
) -> SupplementContent:
    """Form 02; a second request names the leader who makes it."""
    number = desk.standing.supplements + 1
    return SupplementContent(
        heading=heading,
        matter=matter_of(desk.dossier),
        papers=tuple(_checked(desk, items)),
        reason=message.strip() or "Có giấy tờ trong hồ sơ chưa đạt yêu cầu.",
        deadline=deadline,
        author=author(desk),
        guidance="Mở hồ sơ trên cổng dịch vụ công, bổ sung từng mục rồi gửi; hoặc mang tới nơi đã nộp.",
        stage=desk.stage,
        after_deadline="Quá hạn mà chưa bổ sung, cơ quan có thể dừng giải quyết hồ sơ và báo bằng văn bản.",
        pauses_clock=True,
        number=number,
        approved_by=desk.asker.name if number > 1 else "",
        guide=desk.asker.name,
        guide_phone=desk.issuer.phone,
    )


def _checked(desk: Desk, items: Sequence[Item]) -> list[CheckedItem]:
    found = {item.paper: CheckedItem(item.name, Finding(item.defect), item.note) for item in items}
    good = {paper.key: CheckedItem(paper.name, Finding.GOOD) for paper in desk.dossier.papers.order_by("id")}
    return list((good | found).values())

"""What a dossier lacks, in the words of form 02: every component judged, the good ones too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from motcua.documents.papers.frame import Heading
from motcua.documents.papers.supplement import CheckedItem, Finding, SupplementContent
from motcua.dossiers.framing import Desk, author, matter_of
from motcua.forms.rules import asking
from motcua.kernel.clock import local

DEFECTS = ("missing", "blurred", "wrong", "expired")


@dataclass(frozen=True, slots=True)
class Item:
    """One paper or answer found wanting; ``defect`` of ``DEFECTS``, ``note`` one line to the applicant.

    ``paper`` is the paper's key, or empty where ``field`` is the key of a question of the form.
    """

    paper: str
    name: str
    defect: str
    note: str = ""
    field: str = ""

    @property
    def key(self) -> str:
        return self.field or self.paper


def supplement_words(
    desk: Desk, heading: Heading, items: Sequence[Item], message: str, deadline: date
) -> SupplementContent:
    """Form 02; a second request names the leader who makes it."""
    number = desk.standing.supplements + 1
    return SupplementContent(
        heading=heading,
        matter=matter_of(desk.dossier),
        papers=tuple(_checked(desk, items)),
        fields=tuple(_checked_fields(desk, items)),
        reason=message.strip() or "Có mục trong hồ sơ chưa đạt yêu cầu.",
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
    found = {item.paper: CheckedItem(item.name, Finding(item.defect), item.note) for item in items if item.paper}
    good = {paper.key: CheckedItem(paper.name, Finding.GOOD) for paper in desk.dossier.papers.order_by("id")}
    return list((good | found).values())


def _checked_fields(desk: Desk, items: Sequence[Item]) -> list[CheckedItem]:
    """Every question that was asked of this applicant, in the order of the form."""
    found = {item.field: item for item in items if item.field}
    form, bundle, dossier = desk.bundle.form, desk.bundle, desk.dossier
    day, case = local(dossier.submitted_at).date(), bundle.case_key(dossier.case_id)
    applies = asking(form, dossier.answers, today=day, case=case).keys
    questions = [item for item in form.fields.values() if item.holds and item.key in applies]
    return [
        CheckedItem(question.label, Finding(found[question.key].defect), found[question.key].note)
        if question.key in found
        else CheckedItem(question.label, Finding.GOOD)
        for question in questions
    ]

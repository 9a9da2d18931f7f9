"""Asking for what is missing, and getting it. The clock rests in between."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.catalogue.selectors import version_bundle
from motcua.documents.papers.frame import PaperLine
from motcua.documents.selectors import clean_file_ids
from motcua.dossiers.clocks import due_now, task_due
from motcua.dossiers.enums import Act, ClockKind, PaperKind, Status
from motcua.dossiers.framing import desk_at_step
from motcua.dossiers.models import Dossier, DossierPaper, SupplementRequest
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.amending import amended, with_dependents, write_answers
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.services.issuing import issue_paper
from motcua.dossiers.services.lacking import DEFECTS, Item, supplement_words
from motcua.dossiers.services.receipts import add_to_slip
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, AskerKind, Seat
from motcua.kernel.clock import local
from motcua.kernel.errors import Forbidden, Invalid
from motcua.workflow.selectors import process_of

__all__ = ["DAYS_TO_ANSWER", "DEFECTS", "Brought", "Item", "request_supplement", "supplement"]

DAYS_TO_ANSWER = 7


@dataclass(frozen=True, slots=True)
class Brought:
    """Sheets of one paper handed over at the counter."""

    originals: int = 0
    copies: int = 0

    @property
    def sheets(self) -> int:
        return self.originals + self.copies


@dataclass(frozen=True, slots=True)
class Handed:
    """What came with an answer, by paper: files, and sheets."""

    files: Mapping[str, Sequence[uuid.UUID]]
    brought: Mapping[str, Brought]

    @property
    def papers(self) -> set[str]:
        return {paper for paper, ids in self.files.items() if ids} | set(self.brought)

    def sheets_of(self, paper: str) -> Brought:
        return self.brought.get(paper, Brought())

    def count(self, paper: str) -> int:
        return len(self.files.get(paper, ()))

    def rows(self) -> Iterator[tuple[str, uuid.UUID | None, Brought]]:
        """One a file, the sheets with the first; one for sheets without a file."""
        for paper in sorted(self.papers):
            for place, file_id in enumerate(self.files.get(paper) or [None]):
                yield paper, file_id, self.sheets_of(paper) if place == 0 else Brought()


def request_supplement(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    items: Sequence[Item],
    message: str = "",
    deadline: date | None = None,
    step: str = "",
) -> Done:
    """Ask once for everything that is missing (Mẫu 02); the clock pauses until the applicant answers.

    ``step`` names the open step that asks, where several are open at once.
    """
    _check_items(items, message)
    until = deadline or local(at).date() + timedelta(days=DAYS_TO_ANSWER)
    if until <= local(at).date():
        raise Invalid(_("Hạn bổ sung phải sau hôm nay."), fields={"deadline": _("Chọn một ngày sau hôm nay.")})

    def decide(standing: Standing, seat: Seat | None) -> Change:
        desk = desk_at_step(standing, asker, seat, at)
        paper = issue_paper(
            PaperKind.SUPPLEMENT, desk, lambda heading: supplement_words(desk, heading, items, message, until)
        )
        SupplementRequest.objects.create(
            dossier_id=dossier_id,
            number=standing.supplements + 1,
            items=[asdict(item) for item in items],
            message=message,
            requested_by_id=asker.officer_id,
            requested_at=at,
            deadline=until,
        )
        return change(
            Act.REQUEST_SUPPLEMENT,
            standing,
            asker,
            at,
            status=Status.SUPPLEMENT,
            pause=True,
            clock=ClockKind.PAUSE,
            clock_reason="supplement",
            dossier={"due_at": None},
            data={"deadline": until.isoformat(), "number": standing.supplements + 1},
            paper=paper,
            public=f"Cần bổ sung {len(items) or 1} mục trước ngày {until:%d/%m/%Y}",
        )

    body = {"items": [asdict(item) for item in items], "message": message, "deadline": until.isoformat()}
    return act(
        kind=Act.REQUEST_SUPPLEMENT, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide, step=step
    )


def _check_items(items: Sequence[Item], message: str) -> None:
    if not items and not message.strip():
        raise Invalid(
            _("Chưa nêu mục nào cần bổ sung."), fields={"items": _("Đánh dấu ít nhất một mục, hoặc ghi yêu cầu.")}
        )
    bad = [item.key for item in items if item.defect not in DEFECTS]
    if bad:
        raise Invalid(_("Có mục chưa chọn lỗi."), fields={key: _("Chọn: thiếu, mờ, sai hoặc hết hạn.") for key in bad})


def supplement(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    files: Mapping[str, Sequence[uuid.UUID]],
    words: str = "",
    answers: Mapping[str, Any] | None = None,
    brought: Mapping[str, Brought] | None = None,
) -> Done:
    """Answer the open request: files by paper key, answers by field as typed, words, sheets brought to the counter.

    Only what was asked for changes, and what hangs on it. The clock goes on by the working time already used. What a
    counter takes in joins the slip of reception, which is printed anew.
    """
    typed, sheets = dict(answers or {}), {paper: one for paper, one in (brought or {}).items() if one.sheets}
    if sheets and asker.kind is not AskerKind.OFFICER:
        raise Forbidden(_("Giấy tờ bản giấy nộp tại bộ phận một cửa; cán bộ ghi nhận số bản."))

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        request = SupplementRequest.objects.get(dossier_id=dossier_id, answered_at=None)
        changes = _change_answers(standing, request, typed, words, asker, at)
        handed = Handed(files, sheets)
        added = _add_papers(dossier_id, request, handed, words, asker, at)
        add_to_slip(dossier_id, _slip_lines(request, handed) if asker.kind is AskerKind.OFFICER else [], at)
        SupplementRequest.objects.filter(pk=request.pk).update(answered_at=at)
        process = process_of(standing.process_version_id)
        return change(
            Act.SUPPLEMENT,
            standing,
            asker,
            at,
            clock=ClockKind.RESUME,
            clock_reason="supplement",
            status=Status.SUBMITTED if "receive" in standing.step_acts else Status.PROCESSING,
            resume=True,
            dues={
                task.id: task_due(task.organisation_id, at, process.step(task.step).duration) for task in standing.tasks
            },
            dossier={"due_at": _due_again(standing, at)},
            public=gettext_noop("Người nộp đã bổ sung"),
            note=words,
            data={"request": request.number, "changes": changes, "papers": added},
        )

    body = {
        "files": {paper: [str(one) for one in ids] for paper, ids in files.items()},
        "words": words,
        "answers": typed,
        **({"brought": {paper: asdict(one) for paper, one in sheets.items()}} if sheets else {}),
    }
    return act(kind=Act.SUPPLEMENT, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def _due_again(standing: Standing, at: datetime) -> datetime | None:
    """The appointment, when the clock goes on from ``at``."""
    return due_now(
        dossier_id=standing.dossier_id,
        version_id=standing.version_id,
        channel=standing.channel,
        case_id=standing.case_id,
        organisation_id=standing.organisation_id,
        resumed_at=at,
    )


def _change_answers(
    standing: Standing,
    request: SupplementRequest,
    typed: Mapping[str, Any],
    words: str,
    asker: Asker,
    at: datetime,
) -> list[dict[str, str]]:
    """Write the answers that were asked for; what changed, in words."""
    asked = {item["field"]: item["name"] for item in request.items if item["field"]}
    if set(typed) - with_dependents(version_bundle(standing.version_id), asked):
        raise Invalid(_("Có mục khai không nằm trong yêu cầu bổ sung. Tải lại trang rồi thử lại."))
    dossier = Dossier.objects.get(pk=standing.dossier_id)
    given = {key: value for key, value in typed.items() if key in dossier.answers or not _is_blank(value)}
    change_ = amended(dossier, given, at=at)
    changed = {line["field"] for line in change_.changes}
    same = {key: _("Sửa “%(name)s”.") % {"name": name} for key, name in asked.items() if key not in changed}
    if same and not words.strip():
        raise Invalid(_("Còn mục chưa bổ sung. Sửa đủ, hoặc ghi lý do vào ô lời nhắn."), fields=same)
    write_answers(dossier, change_, asker=asker, at=at)
    return change_.changes


def _is_blank(value: Any) -> bool:
    """Nothing typed: a left-out question is not an answer to it."""
    return not any(value.values()) if isinstance(value, dict) else value in ("", None, [])


def _add_papers(
    dossier_id: uuid.UUID, request: SupplementRequest, handed: Handed, words: str, asker: Asker, at: datetime
) -> list[str]:
    """Put files and sheets to their papers as the request's round; the names of these papers."""
    asked = {item["paper"]: item["name"] for item in request.items if item["paper"]}
    if handed.papers - set(asked):
        raise Invalid(_("Có giấy tờ không nằm trong yêu cầu bổ sung. Tải lại trang rồi thử lại."))
    missing = {
        paper: _("Tải lên “%(name)s”.") % {"name": name} for paper, name in asked.items() if paper not in handed.papers
    }
    if missing and not words.strip():
        raise Invalid(_("Còn mục chưa bổ sung. Tải lên đủ, hoặc ghi lý do vào ô lời nhắn."), fields=missing)
    wanted = [one for ids in handed.files.values() for one in ids]
    if clean_file_ids(asker=asker, file_ids=wanted) != set(wanted):
        raise Invalid(_("Có tệp chưa được kiểm tra xong hoặc không phải của anh/chị. Tải lại tệp đó."))
    DossierPaper.objects.bulk_create(
        DossierPaper(
            dossier_id=dossier_id,
            key=paper,
            name=asked[paper],
            file_id=file_id,
            kind="upload" if file_id else "original",
            originals=sheets.originals,
            copies=sheets.copies,
            round=request.number,
            added_at=at,
        )
        for paper, file_id, sheets in handed.rows()
    )
    return [asked[paper] for paper in asked if paper in handed.papers]


def _slip_lines(request: SupplementRequest, handed: Handed) -> list[PaperLine]:
    names = {item["paper"]: item["name"] for item in request.items if item["paper"]}
    return [
        PaperLine(names[paper], handed.sheets_of(paper).originals, handed.sheets_of(paper).copies, handed.count(paper))
        for paper in names
        if paper in handed.papers
    ]

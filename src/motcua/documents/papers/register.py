"""Form 07 (06 before 15/9/2025): the register of dossiers of a period, drawn from the dossiers and never typed."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.documents.papers.catalogue import FormKind
from motcua.documents.papers.frame import Heading, Signer
from motcua.documents.papers.printing import printed
from motcua.documents.papers.wording import day_figures, figures
from motcua.kernel.clock import local


class Standing(StrEnum):
    """Where a dossier stands at the end of the period, as the register counts it."""

    OPEN = "open"
    OPEN_LATE = "open_late"
    WAITING = "waiting"  # for the applicant: supplement or money
    DONE_EARLY = "done_early"
    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    REFUSED = "refused"
    STOPPED = "stopped"  # by the applicant's wish or the agency's notice


STANDING_WORDS = {
    Standing.OPEN: "Đang giải quyết, trong hạn",
    Standing.OPEN_LATE: "Đang giải quyết, quá hạn",
    Standing.WAITING: "Chờ bổ sung",
    Standing.DONE_EARLY: "Đã giải quyết, trước hạn",
    Standing.DONE_ON_TIME: "Đã giải quyết, đúng hạn",
    Standing.DONE_LATE: "Đã giải quyết, quá hạn",
    Standing.REFUSED: "Từ chối tiếp nhận",
    Standing.STOPPED: "Rút, dừng giải quyết",
}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One dossier of the register: reception, processing, return, status.

    ``address_phone`` as the form joins them. ``lead_unit`` resolves it. ``decided_at`` is when the result was there,
    ``returned_at`` when it was handed over, by ``delivery`` ("Trực tiếp", "Bưu chính", "Trực tuyến"), with the proof in
    ``received_by`` (column "Ký nhận": a name or "Xác nhận điện tử"). ``dossier_id`` is for a screen, never printed.
    """

    code: str
    procedure: str
    person: str
    received_at: datetime
    standing: Standing
    sets: int = 1
    address_phone: str = ""
    lead_unit: str = ""
    due_at: datetime | None = None
    decided_at: datetime | None = None
    returned_at: datetime | None = None
    delivery: str = ""
    received_by: str = ""
    note: str = ""
    dossier_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class RegisterContent:
    """TT 03/2025/TT-VPCP form 07: reception, processing, return and status, statistic period (both days included)."""

    heading: Heading
    period_from: date
    period_to: date
    rows: tuple[RegisterRow, ...]
    keeper: Signer | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums at the head of the register; ``carried_over`` were received before the period, ``taken_in`` within."""

    total: int
    carried_over: int
    taken_in: int
    by_standing: dict[Standing, int]


def tally(rows: Sequence[RegisterRow], *, period_from: date) -> Tally:
    """Counted from the very rows that are printed, so that sums and list cannot disagree."""
    counted = Counter(row.standing for row in rows)
    carried = sum(local(row.received_at).date() < period_from for row in rows)
    return Tally(
        total=len(rows),
        carried_over=carried,
        taken_in=len(rows) - carried,
        by_standing={standing: counted[standing] for standing in Standing},
    )


def register_pdf(content: RegisterContent) -> bytes:
    """The register as A4 landscape with the sums of the period; the header repeats on each page."""
    sums = tally(content.rows, period_from=content.period_from)
    return printed(
        FormKind.REGISTER,
        content.heading,
        {
            "period_from": day_figures(content.period_from),
            "period_to": day_figures(content.period_to),
            "total": sums.total,
            "carried_over": sums.carried_over,
            "taken_in": sums.taken_in,
            "sums": [[STANDING_WORDS[each], number] for each, number in sums.by_standing.items()],
            "rows": [_cells(number, row) for number, row in enumerate(content.rows, start=1)],
        },
        signer=content.keeper,
    )


def _cells(number: int, row: RegisterRow) -> list[str]:
    """The row in the order of the columns."""
    return [
        str(number),
        row.code,
        row.procedure,
        str(row.sets),
        row.person,
        row.address_phone,
        row.lead_unit,
        figures(row.received_at),
        figures(row.due_at),
        figures(row.decided_at),
        figures(row.returned_at),
        row.delivery,
        row.received_by,
        "; ".join(each for each in (STANDING_WORDS[row.standing], row.note) if each),
    ]

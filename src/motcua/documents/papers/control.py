"""Form 06 (05 before 15/9/2025): the process-control sheet, drawn from what happened and never typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from motcua.documents.papers.catalogue import FormKind
from motcua.documents.papers.frame import Heading, Matter, PaperLine, Signer
from motcua.documents.papers.printing import printed
from motcua.documents.papers.wording import figures, moment
from motcua.kernel.clock import local


class Punctuality(StrEnum):
    """How a desk kept its time, in the form's three words."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


PUNCTUALITY_WORDS = {
    Punctuality.EARLY: "Trước hạn",
    Punctuality.ON_TIME: "Đúng hạn",
    Punctuality.LATE: "Quá hạn",
}


def punctuality(*, done_at: datetime, due_at: datetime | None) -> Punctuality | None:
    """Early = on a day before the due one; late = after the moment due; ``None`` when the desk had no time to keep."""
    if due_at is None:
        return None
    if done_at > due_at:
        return Punctuality.LATE
    return Punctuality.EARLY if local(done_at).date() < local(due_at).date() else Punctuality.ON_TIME


@dataclass(frozen=True, slots=True)
class Stay:
    """One stretch of the dossier's life with one desk, as its events tell it.

    ``unit`` is the agency or division, ``person`` who held it there, ``step`` the name of the step. ``left_at`` is
    ``None`` while it is there. ``due_at`` is the step's own deadline, pauses already counted. ``outcome`` is what the
    desk did ("Thẩm định đạt"), ``note`` such as "tạm dừng 02 ngày chờ bổ sung" or by how much it was late.
    """

    unit: str
    received_at: datetime
    left_at: datetime | None = None
    person: str = ""
    step: str = ""
    due_at: datetime | None = None
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandOver:
    """One row of the form: who gave it to whom, when, and how the giver had kept the time.

    ``punctuality`` is ``None`` when the giver had none to keep (the applicant). ``due_at`` is the giver's.
    """

    giver_unit: str
    receiver_unit: str
    at: datetime
    giver_name: str = ""
    receiver_name: str = ""
    step: str = ""
    due_at: datetime | None = None
    punctuality: Punctuality | None = None
    outcome: str = ""
    note: str = ""


def hand_overs(stays: Sequence[Stay], *, applicant: str) -> tuple[HandOver, ...]:
    """The rows in order: the applicant to the first desk, desk to desk, the last desk back to the applicant.

    ``stays`` are in the order of time. A desk that still holds the dossier gives no row yet.
    """
    if not stays:
        return ()
    first = stays[0]
    rows = [HandOver("Người nộp hồ sơ", first.unit, first.received_at, applicant, first.person, "Nộp hồ sơ")]
    rows += [
        _given(giver, receiver.unit, receiver.person, giver.left_at or receiver.received_at)
        for giver, receiver in pairwise(stays)
    ]
    last = stays[-1]
    if last.left_at:
        rows.append(_given(last, "Người nộp hồ sơ", applicant, last.left_at))
    return tuple(rows)


def _given(giver: Stay, receiver_unit: str, receiver_name: str, at: datetime) -> HandOver:
    return HandOver(
        giver_unit=giver.unit,
        receiver_unit=receiver_unit,
        at=at,
        giver_name=giver.person,
        receiver_name=receiver_name,
        step=giver.step,
        due_at=giver.due_at,
        punctuality=punctuality(done_at=at, due_at=giver.due_at),
        outcome=giver.outcome,
        note=giver.note,
    )


@dataclass(frozen=True, slots=True)
class ControlContent:
    """TT 03/2025/TT-VPCP form 06: hand-over across agencies, times, results; history not overwritten.

    ``lead_unit`` is the competent agency. ``due_at`` is the appointment in force, ``first_due_at`` the first one when
    it differs. ``with_unit`` says where the dossier lies now, empty when it is closed. ``sets`` of ``papers`` go along.
    """

    heading: Heading
    matter: Matter
    hand_overs: tuple[HandOver, ...]
    lead_unit: str = ""
    limit_text: str = ""
    due_at: datetime | None = None
    first_due_at: datetime | None = None
    papers: tuple[PaperLine, ...] = ()
    sets: int = 1
    with_unit: str = ""
    confirmer: Signer | None = None


def control_pdf(content: ControlContent) -> bytes:
    """The sheet as A4 (A5 under the circular of 2018); the table runs on with its header repeated."""
    moved = content.first_due_at is not None and content.first_due_at != content.due_at
    return printed(
        FormKind.CONTROL,
        content.heading,
        {
            "hand_overs": [_row(each) for each in content.hand_overs],
            "lead_unit": content.lead_unit,
            "limit_text": content.limit_text,
            "due_at": moment(content.due_at) if content.due_at else "",
            "first_due_at": moment(content.first_due_at) if moved and content.first_due_at else "",
            "papers": [asdict(line) for line in content.papers],
            "sets": content.sets,
            "with_unit": content.with_unit,
        },
        matter=content.matter,
        signer=content.confirmer,
    )


def _row(each: HandOver) -> dict[str, str | bool]:
    return {
        "giver_unit": each.giver_unit,
        "giver_name": each.giver_name,
        "receiver_unit": each.receiver_unit,
        "receiver_name": each.receiver_name,
        "step": each.step,
        "at": moment(each.at),
        "due_at": figures(each.due_at),
        "result": PUNCTUALITY_WORDS[each.punctuality] if each.punctuality else "",
        "late": each.punctuality == Punctuality.LATE,
        "outcome": each.outcome,
        "note": each.note,
    }

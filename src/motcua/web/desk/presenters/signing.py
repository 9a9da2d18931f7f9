"""The signing list in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.selectors.signing import SigningGroup, ToSign
from motcua.identity.askers import Asker
from motcua.kernel.clock import local
from motcua.web.desk.presenters.chip import Chip, running_chip
from motcua.web.desk.presenters.clockface import minutes_of
from motcua.web.desk.presenters.facts import Fact

FACTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class SignRow:
    id: str
    code: str
    applicant: str
    result: str
    facts: tuple[Fact, ...]
    opinion: str
    proposed_by: str
    chip: Chip
    remarks: tuple[str, ...]
    can_sign: bool
    ticked: bool
    url: str
    draft_url: str


@dataclass(frozen=True, slots=True)
class SignGroup:
    procedure: str
    rows: tuple[SignRow, ...]


@dataclass(frozen=True, slots=True)
class SigningPage:
    groups: tuple[SignGroup, ...]
    count: int
    signer: str
    seats: tuple[str, ...]


def signing_page(
    groups: Sequence[SigningGroup], *, asker: Asker, now: datetime, failed: Collection[str] = ()
) -> SigningPage:
    """``failed`` rows stay ticked, so that trying again is one press."""
    shown = tuple(
        SignGroup(group.procedure, tuple(_row(item, now, failed) for item in group.items)) for group in groups
    )
    return SigningPage(
        groups=shown,
        count=sum(len(group.rows) for group in shown),
        signer=asker.name,
        seats=tuple(dict.fromkeys(_seat_words(asker))),
    )


def _seat_words(asker: Asker) -> Iterable[str]:
    for seat in asker.seats:
        if seat.title and "leader" in seat.roles:
            yield (
                _("%(title)s (thay %(name)s)") % {"title": seat.title, "name": seat.for_name}
                if seat.for_name
                else seat.title
            )


def _row(item: ToSign, now: datetime, failed: Collection[str]) -> SignRow:
    row = item.row
    where = {"dossier_id": row.dossier_id}
    return SignRow(
        id=str(row.dossier_id),
        code=row.code,
        applicant=row.applicant_name,
        result=item.result_name,
        facts=tuple(Fact(label, text) for label, text in item.facts[:FACTS_SHOWN]),
        opinion=item.opinion,
        proposed_by=item.proposed_by,
        chip=running_chip(
            due_at=local(row.task_due_at), started_at=row.submitted_at, now=now, minutes=minutes_of(row.organisation_id)
        ),
        remarks=tuple(_remarks(item)),
        can_sign=not item.own,
        ticked=str(row.dossier_id) in failed,
        url=reverse("desk:dossier", kwargs=where),
        draft_url=reverse("desk:draft", kwargs=where),
    )


def _remarks(item: ToSign) -> Iterable[str]:
    if item.own:
        yield _("Anh/chị là người trình, đề nghị lãnh đạo khác ký")
    if item.late:
        yield _("Đã quá hẹn với người nộp")
    if item.supplements:
        yield _("Từng yêu cầu bổ sung %(n)d lần") % {"n": item.supplements}

"""The lists of papers on the move in words, and a slip as its paper says it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import version_bundle
from motcua.documents.papers.frame import PaperLine
from motcua.documents.papers.hand_over import HandOverContent, OnSlip
from motcua.dossiers.framing import heading_of
from motcua.dossiers.models import Dossier, HandOver
from motcua.dossiers.selectors.hand_overs import Travels
from motcua.web.desk.presenters.moments import moment


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one row; ``ok`` False = not done, and why."""

    code: str
    ok: bool
    words: str


@dataclass(frozen=True, slots=True)
class TravelRow:
    """``where`` says whence or whither; ``receiver_id`` is where a waiting one would go."""

    id: uuid.UUID
    code: str
    title: str
    applicant: str
    where: str
    when: str
    papers: str
    url: str
    slip_url: str = ""
    symbol: str = ""
    receiver_id: int | None = None


@dataclass(frozen=True, slots=True)
class TravelsPage:
    coming: tuple[TravelRow, ...]
    waiting: tuple[TravelRow, ...]
    sent: tuple[TravelRow, ...]


def travels_page(found: Travels) -> TravelsPage:
    return TravelsPage(
        coming=tuple(_row(slip, _("Từ %(name)s") % {"name": slip.sender.name}) for slip in found.coming),
        waiting=tuple(_waiting(dossier) for dossier in found.waiting),
        sent=tuple(_row(slip, _("Tới %(name)s") % {"name": slip.receiver.name}) for slip in found.sent),
    )


def _row(slip: HandOver, where: str) -> TravelRow:
    dossier = slip.dossier
    return TravelRow(
        id=dossier.pk,
        code=dossier.code,
        title=version_bundle(dossier.version_id).plain_name,
        applicant=dossier.applicant_name,
        where=where,
        when=moment(slip.sent_at),
        papers=paper_words(slip.items),
        url=reverse("desk:dossier", kwargs={"dossier_id": dossier.pk}),
        slip_url=slip_url(slip),
        symbol=slip.symbol,
    )


def _waiting(dossier: Dossier) -> TravelRow:
    return TravelRow(
        id=dossier.pk,
        code=dossier.code,
        title=version_bundle(dossier.version_id).plain_name,
        applicant=dossier.applicant_name,
        where=_("Chuyển tới %(name)s") % {"name": dossier.organisation.name},
        when=_("Nộp lúc %(at)s") % {"at": moment(dossier.submitted_at)},
        papers="",
        url=reverse("desk:dossier", kwargs={"dossier_id": dossier.pk}),
        receiver_id=dossier.organisation_id,
    )


def slip_url(slip: HandOver) -> str:
    return reverse("desk:hand_over_slip", kwargs={"dossier_id": slip.dossier_id, "slip_id": slip.pk})


def paper_words(items: Sequence[dict[str, object]]) -> str:
    """ "Bằng tốt nghiệp (1 bản chính), Đơn (1 bản chính, 2 bản sao)"."""
    return ", ".join(f"{item['name']} ({_counts(item)})" for item in items)


def _counts(item: dict[str, object]) -> str:
    words = [_("%(n)s bản chính") % {"n": item["originals"]}] if item["originals"] else []
    words += [_("%(n)s bản sao") % {"n": item["copies"]}] if item["copies"] else []
    return ", ".join(words)


def slip_content(slip: HandOver, others: Sequence[HandOver] = ()) -> HandOverContent:
    """The slip with what else travels on it."""
    dossier = slip.dossier
    return HandOverContent(
        heading=heading_of(slip.sender, at=slip.sent_at, symbol=slip.symbol),
        code=dossier.code,
        applicant_name=dossier.applicant_name,
        request=version_bundle(dossier.version_id).name,
        sender=slip.sender.name,
        receiver=slip.receiver.name,
        sent_by=slip.sent_by.display_name,
        sent_at=slip.sent_at,
        papers=_lines(slip),
        taken_by=slip.taken_by.display_name if slip.taken_by else "",
        taken_at=slip.taken_at,
        note=slip.note,
        others=[OnSlip(one.dossier.code, one.dossier.applicant_name, _lines(one)) for one in others],
    )


def _lines(slip: HandOver) -> list[PaperLine]:
    return [PaperLine(str(one["name"]), int(one["originals"]), int(one["copies"])) for one in slip.items]

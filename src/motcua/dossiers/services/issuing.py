"""Papers that acts issue to the applicant (forms 02–05 of TT 03/2025/TT-VPCP): number and words at the act, PDF once.

A leader's papers (04, 05) are signed in the act, like a result; the counter's (02, 03) are typeset by the job.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from pydantic import TypeAdapter

from motcua.documents.models import StoredFile
from motcua.documents.papers.apology import ApologyContent, apology_pdf
from motcua.documents.papers.catalogue import FormKind, form_on
from motcua.documents.papers.frame import Heading
from motcua.documents.papers.refusal import RefusalContent, refusal_pdf
from motcua.documents.papers.stop import StopContent, stop_pdf
from motcua.documents.papers.supplement import SupplementContent, supplement_pdf
from motcua.documents.services.certificates import ensure_certificate
from motcua.documents.services.signing import sign_result
from motcua.documents.services.store import store_generated
from motcua.dossiers.enums import PaperKind
from motcua.dossiers.framing import Desk, heading_of, track_url
from motcua.dossiers.models import IssuedPaper
from motcua.dossiers.services.changes import NewPaper
from motcua.dossiers.services.typesetting import PDF, typeset_once
from motcua.identity.selectors import account
from motcua.kernel.clock import local
from motcua.kernel.ids import uuid7
from motcua.kernel.record import in_record_language
from motcua.vault.services.numbers import next_symbol

type Content = SupplementContent | RefusalContent | ApologyContent | StopContent


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a kind of paper is made of."""

    content: type[Content]
    print: Callable[[Any], bytes]
    signed: bool


SHEETS = {
    PaperKind.SUPPLEMENT: Sheet(SupplementContent, supplement_pdf, signed=False),
    PaperKind.REFUSAL: Sheet(RefusalContent, refusal_pdf, signed=False),
    PaperKind.APOLOGY: Sheet(ApologyContent, apology_pdf, signed=True),
    PaperKind.STOP: Sheet(StopContent, stop_pdf, signed=True),
}


def issue_paper(kind: PaperKind, desk: Desk, words: Callable[[Heading], Content]) -> NewPaper:
    """Number the paper and fix its words, inside the act's transaction: a number has no gap and no double."""
    sheet, year = SHEETS[kind], local(desk.at).year
    symbol = next_symbol(organisation=desk.issuer, kind=settings.PAPER_SYMBOLS[kind.value], year=year)
    heading = heading_of(desk.issuer, symbol=symbol, at=desk.at, link=track_url(desk.dossier), trial=sheet.signed)
    with in_record_language():
        content = words(heading)
    return NewPaper(
        id=uuid7(),
        kind=kind,
        organisation_id=desk.issuer.pk,
        year=year,
        symbol=symbol,
        form_number=form_on(FormKind(kind.value), local(desk.at).date()).number,
        content=_adapter(kind).dump_python(content, mode="json"),
        file_id=_signed(kind, desk, content, symbol).pk if sheet.signed else None,
    )


def _signed(kind: PaperKind, desk: Desk, content: Content, symbol: str) -> StoredFile:
    pdf = sign_result(
        pdf=SHEETS[kind].print(content),
        officer_certificate=ensure_certificate(account=account(desk.asker.officer_id), at=desk.at),
        agency_certificate=ensure_certificate(organisation=desk.issuer, at=desk.at),
        officer_post=desk.seat.title if desk.seat else "",
        reason=_title(kind),
        place=desk.issuer.name,
        at=desk.at,
    )
    name = _file_name(kind, symbol, desk.dossier.code)
    return store_generated(name=name, content=pdf, media_type=PDF, purpose=f"paper.{kind}", at=desk.at)


def paper_pdf(paper: IssuedPaper, *, at: datetime) -> StoredFile:
    """The paper as a stored PDF, typeset once; asking again gives the same file."""
    kind = PaperKind(paper.kind)
    return typeset_once(
        paper,
        make=lambda: SHEETS[kind].print(_adapter(kind).validate_python(paper.content)),
        name=_file_name(kind, paper.symbol, str(paper.content["matter"]["code"])),
        purpose=f"paper.{kind}",
        at=at,
    )


def typeset_papers_of(*, event_id: int, at: datetime) -> None:
    """Make the PDF of what the event issued, if it issued anything."""
    for paper in IssuedPaper.objects.select_related("file").filter(event_id=event_id):
        paper_pdf(paper, at=at)


def earlier_papers(dossier_id: uuid.UUID, kind: PaperKind) -> list[tuple[IssuedPaper, Any]]:
    """The dossier's papers of one kind with their contents, oldest first."""
    rows = IssuedPaper.objects.filter(dossier_id=dossier_id, kind=kind).order_by("issued_at")
    return [(row, _adapter(kind).validate_python(row.content)) for row in rows]


@cache
def _adapter(kind: PaperKind) -> TypeAdapter[Any]:
    return TypeAdapter(SHEETS[kind].content)


def _title(kind: PaperKind) -> str:
    with in_record_language():
        return str(kind.label)


def _file_name(kind: PaperKind, symbol: str, code: str) -> str:
    return f"{_title(kind)} {symbol.replace('/', '-')} {code}.pdf"

"""The guide slip of a counter (form 02): what a dossier lacks before it can get its number. None comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.catalogue.bundles import PaperItem
from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.documents.papers.frame import Matter, Signer, Signing
from motcua.documents.papers.supplement import CheckedItem, SupplementContent, supplement_pdf
from motcua.documents.papers.supplement import Finding as Verdict
from motcua.dossiers.framing import heading_of
from motcua.dossiers.prechecks.gathering import looking
from motcua.dossiers.services.checking import check_filing
from motcua.dossiers.services.filing import Filing
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.identity.models import Organisation
from motcua.kernel.errors import Forbidden, Invalid, Refused


def guide_slip(*, asker: Asker, filing: Filing, at: datetime) -> bytes:
    """Form 02 as PDF, naming every fault at once: of answers, papers, and what the procedure's checks find.

    That it was given is kept in the audit, not to whom: nothing was filed. ``Refused`` when nothing is lacking.
    """
    seat = asker.seat_for(Role.RECEPTION, filing.support_id) if filing.support_id else None
    if seat is None:
        raise Forbidden(_("Chỉ cán bộ tiếp nhận của bộ phận một cửa lập được hồ sơ tại quầy."))
    wrong = _wrong(asker, filing, at)
    if not wrong:
        raise Refused(_("Hồ sơ không còn thiếu gì. Bấm nhận hồ sơ."), code="nothing_lacking")
    bundle, issuer = version_bundle(filing.version_id), Organisation.objects.get(pk=seat.organisation_id)
    papers = bundle.papers_for(filing.case_key)
    owner = filing.for_whom.business or filing.for_whom.owner
    content = SupplementContent(
        heading=heading_of(issuer, at=at),
        matter=Matter(
            code="",
            applicant_name=filing.acting.full_name,
            request=bundle.name,
            owner_name=str(getattr(owner, "name", "") or getattr(owner, "full_name", "")),
            address=str(filing.contact.get("address_text", "")),
            phone=str(filing.contact.get("phone", "")),
        ),
        papers=tuple(_paper(paper, filing, wrong) for paper in papers if paper.kind == "upload"),
        fields=_fields(bundle, wrong, {paper.key for paper in papers}),
        reason="Hồ sơ chưa đủ điều kiện tiếp nhận, chưa được cấp mã hồ sơ.",
        deadline=None,
        guidance="Hoàn thiện các mục trên rồi nộp lại tại bộ phận một cửa hoặc trên cổng dịch vụ công.",
        author=Signer(name=asker.name, post=seat.title, signing=Signing.PAPER),
    )
    pdf = supplement_pdf(content)
    record(
        asker=asker,
        action="counter.guide",
        object_kind="procedure",
        object_ref=bundle.code,
        at=at,
        unit=str(issuer.pk),
        details={"faults": len(wrong)},
    )
    return pdf


def _wrong(asker: Asker, filing: Filing, at: datetime) -> dict[str, str]:
    """Sentences by what they are about: an answer, a paper, or the key of a check."""
    wrong: dict[str, str] = {}
    try:
        answers: Mapping[str, object] = check_filing(asker=asker, filing=filing, at=at).answers
    except Invalid as refusal:
        wrong, answers = dict(refusal.fields), filing.answers
    for one in looking(filing, asker=asker, at=at)(answers):
        wrong.setdefault(one.field or one.paper or one.key, one.sentence)
    return wrong


def _paper(paper: PaperItem, filing: Filing, wrong: Mapping[str, str]) -> CheckedItem:
    there = any(one.key == paper.key for one in filing.papers)
    if paper.key not in wrong:
        return CheckedItem(paper.name, Verdict.GOOD if there or not paper.required else Verdict.MISSING)
    return CheckedItem(paper.name, Verdict.WRONG if there else Verdict.MISSING, wrong[paper.key])


def _fields(bundle: VersionBundle, wrong: Mapping[str, str], papers: set[str]) -> tuple[CheckedItem, ...]:
    fields = bundle.form.fields
    return tuple(
        CheckedItem(fields[key].label if key in fields else "Điều kiện khác", Verdict.WRONG, sentence)
        for key, sentence in wrong.items()
        if key not in papers
    )

"""One dossier, to those who may see it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.documents.models import StoredFile
from motcua.dossiers.duties import NO_DUTIES, Duties
from motcua.dossiers.enums import Act, AlertKind, Status
from motcua.dossiers.models import (
    Assistance,
    ClockEvent,
    CoSignature,
    Dossier,
    DossierEvent,
    DossierPaper,
    HandOver,
    IssuedPaper,
    Objection,
    Proposal,
    Receipt,
    Representation,
    StepDocument,
    StepTick,
    SupplementRequest,
    ToldAnswer,
)
from motcua.dossiers.rules import available_acts
from motcua.dossiers.selectors.alerts import alerts_on
from motcua.dossiers.selectors.duplicates import possible_duplicates
from motcua.dossiers.selectors.duties import duties_of, step_documents_of, ticks_of
from motcua.dossiers.selectors.hand_overs import hand_overs_of
from motcua.dossiers.selectors.linked import LinkedDossier, links_of
from motcua.dossiers.selectors.looking import look
from motcua.dossiers.selectors.objections import objections_of
from motcua.dossiers.standing import Standing
from motcua.dossiers.standing_in.cosign_selectors import signatures_of
from motcua.forms.rules import SummaryPage, summary
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.clock import local
from motcua.kernel.errors import NotFound
from motcua.places.gazetteer import commune_names
from motcua.vault.models import IssuedResult
from motcua.workflow.models import Task
from motcua.workflow.rules import Process
from motcua.workflow.selectors import process_of


@dataclass(frozen=True, slots=True)
class DossierView:
    """Everything a dossier page needs. Rows are read-only by convention; acts go through ``services``."""

    dossier: Dossier
    standing: Standing
    bundle: VersionBundle
    process: Process
    acts: list[Act]
    answers: list[SummaryPage]
    papers: list[DossierPaper]
    events: list[DossierEvent]
    clock: list[ClockEvent]
    tasks: list[Task]
    supplements: list[SupplementRequest]
    proposal: Proposal | None
    results: list[IssuedResult]
    issued: list[IssuedPaper]
    linked: list[LinkedDossier]
    hand_overs: list[HandOver]
    objections: list[Objection]
    alerts: tuple[AlertKind, ...]  # what the watchers found; for officers only
    told: list[ToldAnswer]  # answers that came from elsewhere, for officers only
    duplicates: list[Dossier]  # other open dossiers that may be the same matter; for officers only
    duties: Duties  # of the step looked from; for officers only, as the two below
    ticks: list[StepTick]
    step_documents: list[StepDocument]

    representation: Representation | None = None  # on what proof somebody stood in
    signatures: list[CoSignature] = field(default_factory=list)  # who agreed before it was filed
    assistance: Assistance | None = None  # who filled it in, when another than the applicant

    @property
    def open_supplement(self) -> SupplementRequest | None:
        """The request that waits for an answer; one of a dossier since withdrawn or stopped waits no more."""
        if self.standing.status is not Status.SUPPLEMENT:
            return None
        return next((one for one in self.supplements if one.answered_at is None), None)

    @property
    def current_task(self) -> Task | None:
        return next((task for task in self.tasks if task.pk == self.standing.task_id), None)


def dossier_for(asker: Asker, dossier_id: uuid.UUID, *, at: datetime, step: str = "") -> DossierView:
    """The dossier in full; ``NotFound`` for a stranger. An officer's or machine's look is logged first.

    ``step`` is the open step the asker means, where several are open at once; ``Refused`` when it is not.
    """
    standing = look(asker, dossier_id, at=at, step=step)
    dossier = Dossier.objects.select_related(
        "organisation",
        "reception",
        "support",
        "acting",
        "subject",
        "owner_person",
        "owner_business",
        "representative",
        "typed_by",
    ).get(pk=dossier_id)
    bundle, process = version_bundle(standing.version_id), process_of(standing.process_version_id)
    officer = asker.kind is AskerKind.OFFICER
    return DossierView(
        dossier=dossier,
        standing=standing,
        bundle=bundle,
        process=process,
        acts=available_acts(asker, standing),
        answers=summary(
            bundle.form,
            dossier.answers,
            today=local(dossier.submitted_at).date(),
            case=bundle.case_key(dossier.case_id),
            communes=commune_names(),
        ),
        papers=list(dossier.papers.select_related("file", "result__organisation").order_by("round", "id")),
        events=list(dossier.events.select_related("organisation").order_by("id")),
        clock=list(dossier.clock.order_by("id")),
        tasks=list(
            Task.objects.filter(subject_id=dossier_id).select_related("organisation", "assignee").order_by("id")
        ),
        supplements=list(dossier.supplements.order_by("number")),
        proposal=dossier.proposals.filter(decided_at=None).select_related("proposed_by").first(),
        results=list(IssuedResult.objects.filter(dossier_id=dossier_id).select_related("file").order_by("issued_at")),
        issued=list(dossier.issued_papers.defer("content").order_by("issued_at")),
        linked=links_of(asker, dossier_id),
        hand_overs=hand_overs_of(dossier_id),
        objections=objections_of(dossier_id),
        alerts=alerts_on(asker, [dossier_id]).get(dossier_id, ()),
        told=list(dossier.told.order_by("id")) if asker.kind is AskerKind.OFFICER else [],
        duplicates=possible_duplicates(asker, dossier_id) if officer else [],
        duties=duties_of(standing) if officer else NO_DUTIES,
        ticks=ticks_of(dossier_id, process) if officer else [],
        step_documents=step_documents_of(dossier_id, process) if officer else [],
        representation=Representation.objects.filter(dossier_id=dossier_id).first() if dossier.ground else None,
        signatures=signatures_of(dossier_id) if "cosigners" in bundle.facts else [],
        assistance=_assistance(dossier),
    )


def _assistance(dossier: Dossier) -> Assistance | None:
    rows = Assistance.objects.filter(dossier=dossier).select_related("helper", "organisation")
    return rows.first() if dossier.typed_by_id is not None else None


def paper_file_for(asker: Asker, dossier_id: uuid.UUID, file_id: uuid.UUID, *, at: datetime) -> StoredFile:
    """A file of the dossier's papers, or with a co-signer's signature, for one who may see the dossier; of the office's
    own papers for officers.
    """
    look(asker, dossier_id, at=at)
    paper = DossierPaper.objects.filter(dossier_id=dossier_id, file_id=file_id).select_related("file").first()
    if paper is not None and paper.file is not None:
        return paper.file
    signed = next((one.file for one in signatures_of(dossier_id) if one.file_id == file_id), None)
    if signed is not None:
        return signed
    own = StepDocument.objects.filter(dossier_id=dossier_id, file_id=file_id).select_related("file").first()
    if own is None or asker.kind is not AskerKind.OFFICER:
        raise NotFound(_("Không tìm thấy tệp này trong hồ sơ."))
    return own.file


def issued_paper_of(asker: Asker, dossier_id: uuid.UUID, paper_id: uuid.UUID, *, at: datetime) -> IssuedPaper:
    """A paper that an act issued, for one who may see the dossier."""
    look(asker, dossier_id, at=at)
    paper = IssuedPaper.objects.filter(dossier_id=dossier_id, pk=paper_id).select_related("file").first()
    if paper is None:
        raise NotFound(_("Không tìm thấy văn bản này trong hồ sơ."))
    return paper


def receipt_of(asker: Asker, dossier_id: uuid.UUID, *, at: datetime) -> Receipt:
    """The slip we gave; ``NotFound`` where another system received the dossier and gave its own."""
    look(asker, dossier_id, at=at)
    receipt = Receipt.objects.filter(dossier_id=dossier_id).first()
    if receipt is None:
        raise NotFound(_("Hồ sơ này do hệ thống khác tiếp nhận; giấy hẹn nằm ở hệ thống đó."))
    return receipt

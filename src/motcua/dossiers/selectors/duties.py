"""What the open step of a dossier asks for, and what of it was done by whom."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.duties import DRAFT, NO_DUTIES, RESULT, Duties, Duty, duty_of
from motcua.dossiers.enums import PaperKind
from motcua.dossiers.models import IssuedPaper, Proposal, Receipt, StepDocument, StepTick
from motcua.dossiers.standing import Standing
from motcua.kernel.record import in_record_language
from motcua.kernel.text import fold
from motcua.vault.models import IssuedResult
from motcua.workflow.rules import Process
from motcua.workflow.selectors import process_of

RECEIPT_NAMES = ("giấy tiếp nhận hồ sơ và hẹn trả kết quả", "giấy tiếp nhận", "giấy hẹn", "phiếu hẹn")


def duties_of(standing: Standing) -> Duties:
    """The duties of the present step; no query where it asks for nothing."""
    if standing.task_id is None:
        return NO_DUTIES
    step = process_of(standing.process_version_id).step(standing.step)
    if not step.checks and not step.documents:
        return NO_DUTIES
    result_name = version_bundle(standing.version_id).result_name
    ticks = StepTick.objects.filter(task_id=standing.task_id) if step.checks else ()
    ticked = {fold(tick.name): Duty(tick.name, tick.ticked_at, tick.by_name) for tick in ticks}
    papers: dict[str, Duty] = {}
    for paper in _papers(standing, result_name) if step.documents else ():
        papers[fold(paper.name)] = paper
    return Duties(
        tuple(duty_of(name, ticked) for name in step.checks),
        tuple(duty_of(name, papers) for name in step.documents),
        result_name,
    )


def _papers(standing: Standing, result_name: str) -> Iterator[Duty]:
    """Every paper of the office that is there, under each name a process may call it by."""
    of_it = {"dossier_id": standing.dossier_id}
    for receipt in Receipt.objects.filter(**of_it):
        yield from (Duty(name, receipt.issued_at) for name in RECEIPT_NAMES)
    with in_record_language():
        for issued in IssuedPaper.objects.filter(**of_it).defer("content"):
            yield Duty(str(PaperKind(issued.kind).label), issued.issued_at)
    for draft in Proposal.objects.filter(decided_at=None, **of_it).select_related("proposed_by"):
        for name in (RESULT, result_name):
            yield Duty(f"{DRAFT} {name}", draft.created_at, draft.proposed_by.display_name)
    for result in IssuedResult.objects.filter(revoked_at=None, **of_it):
        yield from (Duty(name, result.issued_at) for name in (RESULT, result.name))
    for document in StepDocument.objects.filter(step=standing.step, **of_it).order_by("id"):
        yield Duty(document.name, document.added_at, document.by_name)


def ticks_of(dossier_id: uuid.UUID, process: Process) -> list[StepTick]:
    """Every tick of the dossier, in the order of ticking; no query where its process has no checks."""
    if not any(step.checks for step in process.steps):
        return []
    return list(StepTick.objects.filter(dossier_id=dossier_id).order_by("id"))


def step_documents_of(dossier_id: uuid.UUID, process: Process) -> list[StepDocument]:
    """Every paper put to a step of the dossier, oldest first; no query where its process asks for none."""
    if not any(step.documents for step in process.steps):
        return []
    return list(StepDocument.objects.filter(dossier_id=dossier_id).select_related("file").order_by("id"))

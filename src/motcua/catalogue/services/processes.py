"""A process drafted in the designer comes into force together with a new version of its procedure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.enums import Part
from motcua.catalogue.models import Procedure, ProcedureDraft, ProcedureVersion
from motcua.catalogue.rules.working_copy import with_part
from motcua.catalogue.selectors.bundles import published_version_id
from motcua.catalogue.selectors.contents import content_of_version
from motcua.catalogue.selectors.process_checks import process_problems
from motcua.catalogue.selectors.process_grounds import ground_for
from motcua.catalogue.selectors.processes import procedure_of
from motcua.catalogue.services.approving import put_in_force
from motcua.catalogue.services.writing import write_drafts
from motcua.identity.askers import Asker
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid, NotFound
from motcua.workflow.models import ProcessVersion
from motcua.workflow.services import drafts


@dataclass(frozen=True, slots=True)
class InForce:
    """``procedure`` is the new version that runs on the process; None while the procedure itself is not in force."""

    process: ProcessVersion
    procedure: ProcedureVersion | None


@transaction.atomic
def publish_process(*, version_id: int, asker: Asker, seen: str, at: datetime) -> InForce:
    """Publish a drafted process and put its procedure's next version on it; running dossiers stay on theirs.

    ``seen`` is the fingerprint of what the approver read. ``Invalid`` while grave findings stand; whoever drafted the
    process may not. Work in progress on the procedure takes the process over, so that it will not undo it.
    """
    process = drafts.publish(version_id=version_id, asker=asker, seen=seen, at=at)
    code = process.process.code
    found = process_problems(process.definition, ground_for(code), on=local(at).date())
    grave = [problem.sentence for problem in found if problem.grave]
    if grave:
        words = {"n": len(grave), "first": grave[0]}
        raise Invalid(_("Còn %(n)d lỗi phải sửa trước khi ban hành: %(first)s") % words, code="grave_findings")
    procedure_code = procedure_of(code)
    _into_working_copy(procedure_code, process)
    return InForce(process, _next_version(procedure_code, process, asker, at))


def _next_version(code: str, process: ProcessVersion, asker: Asker, at: datetime) -> ProcedureVersion | None:
    if not code or Procedure.objects.select_for_update().filter(code=code).first() is None:
        return None
    try:
        content = content_of_version(published_version_id(code))
    except NotFound:
        return None
    steps = tuple(process.definition["steps"])
    drafted = write_drafts(
        [replace(content, steps=steps)], at=at, valid_from=local(at).date(), drafted_by=process.drafted_by_id
    )
    put_in_force(version=drafted[0].version, asker=asker, at=at, drafted_by=[process.drafted_by_id or 0])
    return drafted[0].version


def _into_working_copy(code: str, process: ProcessVersion) -> None:
    copy = ProcedureDraft.objects.select_for_update(of=("self",)).filter(code=code).first() if code else None
    if copy is None:
        return
    copy.content = with_part(copy.content, Part.PROCESS, {"steps": process.definition["steps"], "steps_from": ""})
    drafter = process.drafted_by_id
    if drafter is not None and drafter not in copy.hands:
        copy.hands = [*copy.hands, drafter]
    copy.save(update_fields=["content", "hands"])

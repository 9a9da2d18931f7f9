"""Opening an ended dossier again by a leader's decision: at a step of work, with a time limit of its own."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.dossiers.clocks import Turn, reckoning
from motcua.dossiers.enums import Act, ClockKind, Status
from motcua.dossiers.rules import check_reason
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.anew import anew, close_unfinished
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.kernel.errors import Invalid
from motcua.vault.models import IssuedResult
from motcua.vault.services.revoke import revoke
from motcua.workflow.models import Task
from motcua.workflow.rules import Step, StepKind
from motcua.workflow.selectors import process_of

# A dossier that goes on was received and is not decided: these steps belong before or after that.
NOT_WORK = frozenset({Act.RECEIVE.value, Act.SIGN.value, Act.RETURN_RESULT.value})


def reopen(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    to_step: str,
    reason: str,
    take_back_result: bool = False,
) -> Done:
    """Go on at ``to_step`` (one of ``steps_to_reopen``). The clock starts a new stretch with the whole limit again.

    The first appointment stays on record, and so do decision and stop in the events. ``take_back_result`` revokes
    what was issued, for a decision that no longer stands.
    """
    check_reason(reason)

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        if to_step not in {step.key for step in steps_to_reopen(standing)}:
            raise Invalid(
                _("Hồ sơ không mở lại ở bước này được."), fields={"to_step": _("Chọn một bước trong danh sách.")}
            )
        close_unfinished(standing, at, by=asker.officer_id, outcome="reopened")
        taken_back = _take_back(standing, asker, reason, at) if take_back_result else []
        way = anew(standing, to_step, at, status=Status.PROCESSING)
        nothing = dict.fromkeys(("decided_at", "returned_at", "delivered_at", "closed_at"))
        return change(
            Act.REOPEN,
            standing,
            asker,
            at,
            status=Status.PROCESSING,
            way=way,
            again=True,
            clock=ClockKind.START,
            clock_reason="reopened",
            dossier={**nothing, "due_at": _due(standing, at)},
            data={"reason": reason.strip(), "to_step": to_step, "was": standing.status.value, "revoked": taken_back},
            public=gettext_noop("Hồ sơ được mở lại để giải quyết tiếp"),
        )

    body = {"to_step": to_step, "reason": reason, "take_back_result": take_back_result}
    return act(kind=Act.REOPEN, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def steps_to_reopen(standing: Standing) -> list[Step]:
    """The steps of work on the main way that it once reached, or else the first of them, in the order of the process.

    Not inside a parallel block: the ways beside it are closed and would never come in.
    """
    process = process_of(standing.process_version_id)
    beside = frozenset().union(*(block.inside for block in process.blocks.values()))
    work = [
        step
        for step in process.in_order
        if step.kind is StepKind.TASK and not NOT_WORK & set(step.acts) and step.key not in beside
    ]
    seen = set(Task.objects.filter(subject_id=standing.dossier_id).values_list("step", flat=True))
    return [step for step in work if step.key in seen] or work[:1]


def _due(standing: Standing, at: datetime) -> datetime | None:
    how = reckoning(
        version_id=standing.version_id,
        channel=standing.channel,
        case_id=standing.case_id,
        organisation_id=standing.organisation_id,
    )
    return how.due([Turn(ClockKind.START, at)])


def _take_back(standing: Standing, asker: Asker, reason: str, at: datetime) -> list[str]:
    """Revoke every result in force; their numbers."""
    held = list(IssuedResult.objects.filter(dossier_id=standing.dossier_id, revoked_at=None))
    for result in held:
        revoke(result_id=result.pk, asker=asker, reason=f"Hồ sơ được mở lại. {reason.strip()}", at=at)
    return [result.symbol for result in held]

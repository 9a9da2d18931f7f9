"""From a finished step to what follows: tasks in organisations with due times, the status, and whether time runs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.bundles import CASE_ANSWER
from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.clocks import due_now, task_due
from motcua.dossiers.enums import Act, ClockKind, LinkKind, Status
from motcua.dossiers.models import Dossier, DossierEvent, DossierLink
from motcua.dossiers.services.changes import NextTask, Way
from motcua.dossiers.standing import Standing
from motcua.forms.rules import flat
from motcua.kernel.clock import local
from motcua.kernel.errors import Refused
from motcua.workflow.rules import Moves, Outcome, Process, StepKind, after, back, outcome_name
from motcua.workflow.rules.steps import OFF_THE_CLOCK
from motcua.workflow.selectors import done_steps, last_assignee, process_of

AUTOMATIC = frozenset({StepKind.SERVICE, StepKind.WAIT_AGENCY, StepKind.WAIT_TIME})


def task_at(standing: Standing, step_key: str, at: datetime, assignee_id: int | None = None) -> NextTask:
    """The task of ``step_key`` opening ``at``, in the organisation the step belongs to."""
    step = process_of(standing.process_version_id).step(step_key)
    organisation_id = standing.reception_id if step.where == "reception" else standing.organisation_id
    return NextTask(
        step=step.key,
        name=step.name,
        organisation_id=organisation_id,
        role=step.role,
        due_at=task_due(organisation_id, at, step.duration),
        assignee_id=assignee_id,
    )


def onwards(standing: Standing, at: datetime, assignee_id: int | None = None) -> Way:
    """What follows when the present step is done; refused where the process would end without a result."""
    process = process_of(standing.process_version_id)
    plain = not process.blocks and not process.step(standing.step).branches
    moves = after(
        process,
        standing.step,
        standing.open_steps,
        () if plain else done_steps(standing.dossier_id),
        {} if plain else answers_of(standing),
        local(at).date(),
    )
    if moves.ended:
        raise Refused(_("Đây là bước cuối của quy trình, không còn bước để chuyển."), code="last_step")
    alone = len(moves.open) == 1
    return _way(standing, process, moves, at, [assignee_id if alone else None for _step in moves.open])


def backwards(standing: Standing, to_step: str, at: datetime) -> Way:
    """Doing ``to_step`` again, by whom it was done; what came after it counts no longer."""
    process = process_of(standing.process_version_id)
    moves = back(process, to_step, standing.open_steps, done_steps(standing.dossier_id))
    return _way(standing, process, moves, at, [last_assignee(subject_id=standing.dossier_id, step=to_step)])


def answers_of(standing: Standing) -> dict[str, Any]:
    """What conditions of the process may ask about: the answers, the case as ``CASE_ANSWER``, what sub-dossiers came
    to."""
    answers: dict[str, Any] = Dossier.objects.values_list("answers", flat=True).get(pk=standing.dossier_id)
    bundle = version_bundle(standing.version_id)
    case = {CASE_ANSWER: bundle.case_key(standing.case_id)}
    return {**case, **flat(bundle.form, answers), **_outcomes(standing)}


def _outcomes(standing: Standing) -> dict[str, str]:
    """What other agencies' dossiers came to: as they end, and as it was when their step was passed from then on."""
    steps = process_of(standing.process_version_id).steps
    asking = [step.key for step in steps if step.kind is StepKind.WAIT_AGENCY]
    if not asking:
        return {}
    links = DossierLink.objects.filter(parent_id=standing.dossier_id, kind=LinkKind.SUB).order_by("pk")
    found = dict(links.values_list("step", "child__status"))
    passed = DossierEvent.objects.filter(dossier_id=standing.dossier_id, act=Act.PASS, step__in=asking)
    said = passed.filter(data__has_key="outcome").order_by("pk").values_list("step", "data__outcome")
    found |= {step: status for step, status in said if step != standing.step}
    return {outcome_name(step): _ENDED[status].value for step, status in found.items() if status in _ENDED}


def _way(standing: Standing, process: Process, moves: Moves, at: datetime, assignees: Collection[int | None]) -> Way:
    opens = tuple(task_at(standing, key, at, who) for key, who in zip(moves.open, assignees, strict=True))
    staying = [key for key in standing.open_steps if key not in {standing.step, *moves.close}]
    kinds = [process.step(key).kind for key in (*moves.open, *staying)]
    return Way(
        opens=opens,
        closes=tuple(key for key in moves.close if key != standing.step),
        undoes=moves.forget,
        automatic=tuple(key for key in moves.open if process.step(key).kind in AUTOMATIC),
        status=Status.PAYMENT if set(kinds) == {StepKind.PAYMENT} else Status.PROCESSING,
        waits_for=_WAITED_FOR[kinds[0]] if set(kinds) <= OFF_THE_CLOCK else "",
        notes=tuple(f"{step}: {sentence}" for step, sentence in moves.notes),
    )


def clock_fields(standing: Standing, way: Way, at: datetime) -> dict[str, Any]:
    """What a way does to the legal clock: it stands still while every open step is somebody else's, and else runs.

    Fields of ``Change``: clock, clock_reason and the dossier's ``due_at``; empty when nothing turns.
    """
    if standing.decided or bool(way.waits_for) == standing.off_the_clock:
        return {}
    if way.waits_for:
        return {"clock": ClockKind.PAUSE, "clock_reason": way.waits_for, "dossier": {"due_at": None}}
    due = due_now(
        dossier_id=standing.dossier_id,
        version_id=standing.version_id,
        channel=standing.channel,
        case_id=standing.case_id,
        organisation_id=standing.organisation_id,
        resumed_at=at,
    )
    return {"clock": ClockKind.RESUME, "clock_reason": "", "dossier": {"due_at": due}}


_ENDED = {
    Status.DECIDED.value: Outcome.GRANTED,
    Status.RETURNED.value: Outcome.GRANTED,
    Status.REFUSED.value: Outcome.REFUSED,
    Status.WITHDRAWN.value: Outcome.WITHDRAWN,
    Status.STOPPED.value: Outcome.STOPPED,
}
_WAITED_FOR = {
    StepKind.PAYMENT: "payment",
    StepKind.WAIT_CITIZEN: "confirmation",
    StepKind.WAIT_AGENCY: "agency",
}

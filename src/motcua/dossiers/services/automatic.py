"""Steps nobody has to do: a named service, a time that passes, a dossier at another agency."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.dossiers.enums import Act, LinkKind
from motcua.dossiers.models import Dossier, DossierEvent, DossierLink
from motcua.dossiers.services.ledger import RUN_STEP
from motcua.dossiers.services.offered import SERVICES, NeedsPerson
from motcua.dossiers.services.passing import NOTHING, TRY_AGAIN, Outcome, note_problem, pass_step
from motcua.dossiers.services.steps import AUTOMATIC
from motcua.dossiers.services.sub_dossiers import ANSWERED, ask_other_agency
from motcua.dossiers.states import MOVES
from motcua.identity.askers import SYSTEM
from motcua.kernel.errors import Refused
from motcua.kernel.record import in_record_language
from motcua.workflow.models import ProcessVersion, Task
from motcua.workflow.rules import Step, StepKind
from motcua.workflow.selectors import process_of

log = logging.getLogger(__name__)
GRACE = timedelta(minutes=10)  # a job that has not begun by then is taken for lost
MOST_AT_ONCE = 500


def run(*, task_id: int, at: datetime, last_try: bool = True) -> datetime | None:
    """Do what an open automatic step asks for; when to come back, for one that waits for a time.

    Safe to run twice and at any moment: it looks whether the step still is open. What went wrong for good is noted
    for whoever holds the step's role; any other exception is worth another try.
    """
    task = Task.objects.select_related("instance").filter(pk=task_id, state=Task.State.OPEN).first()
    if task is None or not _is_moment(task):
        return None
    step = process_of(task.instance.version_id).step(task.step)
    with in_record_language():
        if step.kind is StepKind.WAIT_TIME:
            return _wait(task, step, at)
        if step.kind is StepKind.SERVICE:
            _serve(task, step, at, last_try=last_try)
        elif step.kind is StepKind.WAIT_AGENCY:
            _ask(task, step, at)
    return None


def _is_moment(task: Task) -> bool:
    return Dossier.objects.filter(pk=task.subject_id, status__in=MOVES[Act.PASS].sources).exists()


def _wait(task: Task, step: Step, at: datetime) -> datetime | None:
    if task.due_at is not None and task.due_at > at:
        return task.due_at
    _finish(task, at, Outcome(public=f"Đã hết thời gian của bước “{step.name}”"))
    return None


def _serve(task: Task, step: Step, at: datetime, *, last_try: bool) -> None:
    service = SERVICES.get(step.service)
    if service is None:
        _note(task, _("Không có dịch vụ tự động tên “%s”. Làm bước này bằng tay.") % step.service, at)
        return
    try:
        outcome = service(task.subject_id, at)
    except NeedsPerson as found:
        _note(task, found.sentence, at)
    except Exception:
        if last_try:
            _note(task, _("Hệ thống không làm được bước này sau nhiều lần thử. Làm bước này bằng tay."), at)
        raise
    else:
        _finish(task, at, outcome)


def _ask(task: Task, step: Step, at: datetime) -> None:
    try:
        outcome = ask_other_agency(task=task, step=step, at=at)
    except Refused as refusal:
        why = "; ".join([refusal.message, *refusal.fields.values()])
        _note(task, _("Chưa gửi được hồ sơ liên thông: %s") % why, at)
    else:
        if outcome is not None:
            _finish(task, at, outcome)


def _finish(task: Task, at: datetime, outcome: Outcome = NOTHING) -> None:
    try:
        pass_step(
            dossier_id=task.subject_id,
            asker=SYSTEM,
            key=f"pass:{task.pk}",
            at=at,
            step=task.step,
            outcome=outcome,
        )
    except Refused as refusal:  # meanwhile somebody else moved the dossier, or the process leads nowhere from here
        log.info("step %s of %s was not passed: %s", task.step, task.subject_id, refusal.code)
        if Task.objects.filter(pk=task.pk, state=Task.State.OPEN).exists() and _is_moment(task):
            _note(task, refusal.message, at)


def _note(task: Task, sentence: str, at: datetime) -> None:
    note_problem(dossier_id=task.subject_id, task_id=task.pk, sentence=sentence, at=at)


def waiting(*, at: datetime) -> list[int]:
    """Open automatic steps whose moment has come and whose job is not on its way: it was lost, or never made.

    What went wrong is left for ``TRY_AGAIN``, and a dossier at another agency until that one is decided.
    """
    due = Q()
    for version in _versions():
        for kind in AUTOMATIC:
            keys = [step.key for step in process_of(version).steps if step.kind is kind]
            if keys:
                due |= Q(instance__version_id=version, step__in=keys) & _ripe(kind, at)
    if not due:
        return []
    of_task = {"dossier_id": OuterRef("subject_id"), "step": OuterRef("step")}
    failed = DossierEvent.objects.filter(**of_task, act=Act.PASS, data__has_key="problem", at__gt=at - TRY_AGAIN)
    elsewhere = DossierLink.objects.filter(
        parent_id=OuterRef("subject_id"), step=OuterRef("step"), kind=LinkKind.SUB, resolved_at=None
    ).exclude(child__status__in=ANSWERED)
    passable = Dossier.objects.filter(pk=OuterRef("subject_id"), status__in=MOVES[Act.PASS].sources)
    found = Task.objects.filter(due, Exists(passable), ~Exists(failed), ~Exists(elsewhere), state=Task.State.OPEN)
    found = found.exclude(pk__in=_coming(at)).order_by("opened_at", "pk")
    return list(found.values_list("pk", flat=True)[:MOST_AT_ONCE])


def _coming(at: datetime) -> list[int]:
    """The tasks whose job waits or is at work."""
    jobs = ProcrastinateJob.objects.filter(Q(scheduled_at=None) | Q(scheduled_at__lte=at + GRACE))
    jobs = jobs.filter(task_name=RUN_STEP, status__in=["todo", "doing"])
    return list(jobs.values_list("args__task_id", flat=True))


def _versions() -> list[int]:
    any_kind = Q()
    for kind in AUTOMATIC:
        any_kind |= Q(definition__steps__contains=[{"kind": kind.value}])
    return list(ProcessVersion.objects.filter(any_kind, published_at__isnull=False).values_list("pk", flat=True))


def _ripe(kind: StepKind, at: datetime) -> Q:
    if kind is StepKind.WAIT_TIME:
        return Q(due_at__lte=at)
    return Q(opened_at__lte=at - GRACE)

"""Running a process: its tasks opened, taken, given, finished, paused. Each act locks the task's row first."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.identity.selectors import holders
from motcua.kernel.errors import NotFound
from motcua.kernel.events import publish
from motcua.workflow.events import ProcessEnded, TaskOpened
from motcua.workflow.models import Instance, ProcessVersion, Task
from motcua.workflow.rules import Step, check_assign, check_claim, check_complete, check_release, parse
from motcua.worktime.enums import Convention
from motcua.worktime.rules import due
from motcua.worktime.selectors import calendar_for

type Places = Mapping[str, int]  # "reception" and "competent" → organisation


def start(*, version: ProcessVersion, subject_id: uuid.UUID, places: Places, at: datetime) -> Task:
    """Begin the process for a subject that has none yet, and open its first task."""
    with transaction.atomic():
        instance = Instance.objects.create(version=version, subject_id=subject_id, started_at=at)
        return _open(instance, parse(version.definition).first_step, places, at, assignee_id=None)


def claim(*, task: Task, by: Asker, at: datetime) -> Task:
    """Take a task nobody has; taking one's own again changes nothing."""
    with transaction.atomic():
        task = locked(task.pk)
        check_claim(task, by)
        if task.assignee_id == by.account_id:
            return task
        return _given(task, by.account_id, "task.claimed", by, at)


def release(*, task: Task, by: Asker, at: datetime) -> Task:
    """Put a task back for the colleagues."""
    with transaction.atomic():
        task = locked(task.pk)
        check_release(task, by)
        return _given(task, None, "task.released", by, at)


def assign(*, task: Task, assignee_id: int | None, by: Asker, at: datetime) -> Task:
    """Give a task to somebody who holds its role today; None puts it back."""
    if assignee_id is None:
        return release(task=task, by=by, at=at)
    with transaction.atomic():
        task = locked(task.pk)
        there = {account.pk for account in holders(task.organisation_id, Role(task.role), on=at.date())}
        check_assign(task, by, assignee_id, there)
        return _given(task, assignee_id, "task.assigned", by, at)


def complete(
    *,
    task: Task,
    outcome: str,
    by: Asker,
    at: datetime,
    places: Places,
    next_step: str | None,
    assignee_id: int | None = None,
) -> Task | None:
    """Finish a task and open the one of ``next_step``; None ends the process and returns None."""
    with transaction.atomic():
        task = locked(task.pk)
        check_complete(task, by)
        task.state, task.outcome = Task.State.DONE, outcome
        task.done_at, task.done_by_id = at, by.account_id
        task.save(update_fields=["state", "outcome", "done_at", "done_by"])
        _record(task, "task.completed", by, at, {"step": task.step, "outcome": outcome, "next": next_step})
        if next_step is None:
            Instance.objects.filter(pk=task.instance_id).update(ended_at=at)
            publish(ProcessEnded(task.subject_id, at))
            return None
        step = parse(task.instance.version.definition).step(next_step)
        return _open(task.instance, step, places, at, assignee_id=assignee_id)


def pause(*, subject_id: uuid.UUID) -> int:
    """Let the subject's open tasks wait; returns how many. Part of the act that stops the clock, which is recorded."""
    return Task.objects.filter(subject_id=subject_id, state=Task.State.OPEN).update(state=Task.State.PAUSED)


def resume(*, subject_id: uuid.UUID, due_at: datetime) -> int:
    """Let the subject's paused tasks go on until ``due_at``; returns how many."""
    paused = Task.objects.filter(subject_id=subject_id, state=Task.State.PAUSED)
    return paused.update(state=Task.State.OPEN, due_at=due_at)


def locked(task_id: int) -> Task:
    """The task as it is now, its row held until the transaction ends: of two acts at once the second sees the first."""
    found = Task.objects.select_for_update(of=("self",)).select_related("instance__version").filter(pk=task_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy việc này."))
    return found


def _given(task: Task, assignee_id: int | None, action: str, by: Asker, at: datetime) -> Task:
    before, task.assignee_id = task.assignee_id, assignee_id
    task.save(update_fields=["assignee"])
    _record(task, action, by, at, {"step": task.step, "before": before, "after": assignee_id})
    return task


def _open(instance: Instance, step: Step, places: Places, at: datetime, *, assignee_id: int | None) -> Task:
    organisation_id = places[step.where]
    task = Task.objects.create(
        instance=instance,
        subject_id=instance.subject_id,
        step=step.key,
        name=step.name,
        organisation_id=organisation_id,
        role=step.role,
        assignee_id=assignee_id,
        opened_at=at,
        due_at=due(calendar_for(organisation_id), at, step.duration, Convention.HOUR_PRESERVING),
    )
    publish(TaskOpened(task.pk, task.subject_id, step.key, organisation_id, assignee_id, at))
    return task


def _record(task: Task, action: str, by: Asker, at: datetime, details: Mapping[str, object]) -> None:
    record(
        asker=by,
        action=action,
        object_kind="task",
        object_ref=str(task.pk),
        unit=str(task.organisation_id),
        details=details,
        at=at,
    )

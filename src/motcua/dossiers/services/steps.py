"""From the step of a process to a task in an organisation with a due time."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.clocks import task_due
from motcua.dossiers.rules import Standing
from motcua.dossiers.services.ledger import NextTask
from motcua.kernel.errors import Refused


def task_at(standing: Standing, step_key: str, at: datetime, assignee_id: int | None = None) -> NextTask:
    """The task of ``step_key`` opening ``at``, in the organisation the step belongs to."""
    step = version_bundle(standing.version_id).process.step(step_key)
    organisation_id = standing.reception_id if step.where == "reception" else standing.organisation_id
    return NextTask(
        step=step.key,
        name=step.name,
        organisation_id=organisation_id,
        role=step.role,
        due_at=task_due(organisation_id, at, step.duration),
        assignee_id=assignee_id,
    )


def following_task(standing: Standing, at: datetime, assignee_id: int | None = None) -> NextTask:
    """The task of the step after the present one; refused at the last step."""
    following = version_bundle(standing.version_id).process.next_step(standing.step)
    if following is None:
        raise Refused(_("Đây là bước cuối của quy trình, không còn bước để chuyển."), code="last_step")
    return task_at(standing, following.key, at, assignee_id)

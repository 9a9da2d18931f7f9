"""What was done at the steps of a subject."""

from __future__ import annotations

import uuid

from motcua.workflow.models import Task


def last_assignee(*, subject_id: uuid.UUID, step: str) -> int | None:
    """Who did ``step`` of the subject last, else who had it: whom it goes back to."""
    task = Task.objects.filter(subject_id=subject_id, step=step).order_by("-id").first()
    return (task.done_by_id or task.assignee_id) if task else None

"""Published processes, and what was done at the steps of a subject."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from motcua.kernel.errors import NotFound
from motcua.workflow.models import ProcessVersion, Task


def newest_version(code: str) -> ProcessVersion:
    """The version of process ``code`` published last; ``NotFound`` when there is none."""
    published = ProcessVersion.objects.filter(process__code=code, published_at__isnull=False)
    version = published.select_related("process").order_by("-number").first()
    if version is None:
        raise NotFound(_("Không có quy trình mang mã này. Kiểm tra lại mã."))
    return version


def done_steps(subject_id: uuid.UUID) -> list[str]:
    """The steps that count as done in the subject's run."""
    done = Task.objects.filter(subject_id=subject_id, state=Task.State.DONE, undone=False)
    return list(done.values_list("step", flat=True).distinct())


def last_assignee(*, subject_id: uuid.UUID, step: str) -> int | None:
    """Who did ``step`` of the subject last, else who had it: whom it goes back to."""
    task = Task.objects.filter(subject_id=subject_id, step=step).order_by("-id").first()
    return (task.done_by_id or task.assignee_id) if task else None

"""Published processes, and what was done at the steps of a subject."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from motcua.identity.askers import Asker
from motcua.kernel.errors import NotFound
from motcua.workflow.models import Process as ProcessRow
from motcua.workflow.models import ProcessVersion, Task
from motcua.workflow.rules import Process, parse
from motcua.workflow.rules.permits import check_staff

MOST_KEPT = 2000
_processes: dict[int, Process] = {}


def newest_version(code: str) -> ProcessVersion:
    """The version of process ``code`` published last; ``NotFound`` when there is none."""
    published = ProcessVersion.objects.filter(process__code=code, published_at__isnull=False)
    version = published.select_related("process").order_by("-number").first()
    if version is None:
        raise NotFound(_("Không có quy trình mang mã này. Kiểm tra lại mã."))
    return version


def process_of(version_id: int) -> Process:
    """The process of a version that runs; no query once read, for a published version never changes."""
    return _processes.get(version_id) or process_in(ProcessVersion.objects.get(pk=version_id))


def process_in(version: ProcessVersion) -> Process:
    """The process of a version already at hand, the same object each time once it is published."""
    held = _processes.get(version.pk)
    if held is not None:
        return held
    process = parse(version.definition)
    if version.published_at is not None:
        if len(_processes) >= MOST_KEPT:
            _processes.clear()
        _processes[version.pk] = process
    return process


def version_of(asker: Asker, code: str, number: int) -> ProcessVersion:
    """One version, published or a draft, for those who write and approve processes."""
    check_staff(asker)
    rows = ProcessVersion.objects.select_related("process", "drafted_by", "approved_by", "returned_by")
    version = rows.filter(process__code=code, number=number).first()
    if version is None:
        raise NotFound(_("Không có bản quy trình này. Có thể bản nháp vừa bị xóa."))
    return version


def versions_of(asker: Asker, code: str) -> list[ProcessVersion]:
    """Every version of a process with its drafts, the latest first; empty when there is no such process."""
    check_staff(asker)
    rows = ProcessVersion.objects.filter(process__code=code).defer("definition", "previous", "remarks")
    return list(rows.select_related("process", "drafted_by", "approved_by").order_by("-number"))


def drafts(asker: Asker) -> list[ProcessVersion]:
    """Every draft of every process, the newest first."""
    check_staff(asker)
    rows = ProcessVersion.objects.filter(published_at=None).defer("definition", "previous", "remarks")
    return list(rows.select_related("process", "drafted_by").order_by("-created_at", "-pk"))


def processes(asker: Asker) -> list[ProcessRow]:
    """Every process there is, by name."""
    check_staff(asker)
    return list(ProcessRow.objects.order_by("name", "code"))


def done_steps(subject_id: uuid.UUID) -> list[str]:
    """The steps that count as done in the subject's run."""
    done = Task.objects.filter(subject_id=subject_id, state=Task.State.DONE, undone=False)
    return list(done.values_list("step", flat=True).distinct())


def last_assignee(*, subject_id: uuid.UUID, step: str) -> int | None:
    """Who did ``step`` of the subject last, else who had it: whom it goes back to."""
    task = Task.objects.filter(subject_id=subject_id, step=step).order_by("-id").first()
    return (task.done_by_id or task.assignee_id) if task else None

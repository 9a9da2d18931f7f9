"""The process as a list of steps: what is done, what is now, what comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.dossiers.selectors.dossier import DossierView
from motcua.identity.enums import Role
from motcua.web.desk.presenters.moments import moment, short


@dataclass(frozen=True, slots=True)
class StepMark:
    """``state`` is done | now | next | paused."""

    name: str
    state: str
    line: str
    time: str
    late: bool = False


def step_marks(view: DossierView, *, now: datetime) -> Iterable[StepMark]:
    latest = {task.step: task for task in view.tasks}  # a step done twice shows its last time
    current = view.current_task
    passed = current is not None
    for step in view.bundle.process.steps:
        task = latest.get(step.key)
        place = view.dossier.reception if step.where == "reception" else view.dossier.organisation
        if current is not None and step.key == current.step:
            passed = False
            late = current.due_at is not None and now > current.due_at
            who = current.assignee.display_name if current.assignee else _("chưa ai nhận")
            due = _("xong trước %(at)s") % {"at": short(current.due_at, now=now)} if current.due_at else ""
            yield StepMark(step.name, "now", f"{place.name}, {who}", due, late=late)
        elif task is not None and task.done_at is not None and (passed or current is None):
            who = task.assignee.display_name if task.assignee else place.name
            yield StepMark(step.name, "done", who, moment(task.done_at))
        else:
            yield StepMark(step.name, "next", f"{place.name}, {Role(step.role).label}", "")

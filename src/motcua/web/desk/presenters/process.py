"""The process as a list of steps: what is done, what is now, what comes, what the dossier does not pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act
from motcua.dossiers.selectors.dossier import DossierView
from motcua.identity.enums import Role
from motcua.web.desk.presenters.moments import moment, short
from motcua.workflow.models import Task
from motcua.workflow.rules import Process, Step

BROKEN_OFF = {Act.WITHDRAW, Act.STOP, Act.MERGE}  # they end a run at a step whose work is not done


@dataclass(frozen=True, slots=True)
class StepMark:
    """``state`` is done | now | paused | next | closed (needed no more) | skipped (another way was taken).

    ``beside``: others of the process are done at the same time as this one.
    """

    name: str
    state: str
    line: str
    time: str
    late: bool = False
    beside: bool = False


def step_marks(view: DossierView, *, now: datetime) -> Iterable[StepMark]:
    process = view.process
    latest = {task.step: task for task in view.tasks}  # a step done twice shows its last time
    ahead = {key for open_key in view.standing.open_steps for key in process.after[open_key]}
    parallel = {key for block in process.blocks.values() for region in block.regions for key in region}
    unsure = _unsure(process, {*ahead, *view.standing.open_steps})
    for step in process.in_order:
        state = _state(latest.get(step.key), ahead=step.key in ahead)
        line, time, late = _words(view, step, latest.get(step.key), state, now, unsure=step.key in unsure)
        yield StepMark(step.name, state, line, time, late=late, beside=step.key in parallel)


def _state(task: Task | None, *, ahead: bool) -> str:
    if task is not None and task.is_live:
        return "paused" if task.is_paused else "now"
    if task is not None and task.counts_as_done and task.outcome not in BROKEN_OFF:
        return "done"
    if ahead:
        return "next"
    return "closed" if task is not None else "skipped"


def _unsure(process: Process, open_or_ahead: set[str]) -> set[str]:
    """The steps to come that only some of the ways of a branch lead to."""
    unsure: set[str] = set()
    for brancher in (step for step in process.steps if step.branches and step.key in open_or_ahead):
        for way in brancher.ways:
            on_every_way = all(other is not None and way in {other, *process.after[other]} for other in brancher.ways)
            if way is not None and not on_every_way:
                unsure.add(way)
    return unsure


def _words(
    view: DossierView, step: Step, task: Task | None, state: str, now: datetime, *, unsure: bool
) -> tuple[str, str, bool]:
    """Who, when, and whether it is late."""
    place = view.dossier.reception if step.where == "reception" else view.dossier.organisation
    if state in {"closed", "skipped"}:
        return (_("không cần nữa") if state == "closed" else _("hồ sơ không qua bước này")), "", False
    if state == "next" or task is None:
        who = f"{place.name}, {Role(step.role).label}"
        return (_("%(who)s, tùy trường hợp") % {"who": who} if unsure else who), "", False
    holder = task.assignee.display_name if task.assignee else ""
    if state == "done":
        return holder or task.organisation.name, moment(task.done_at), False
    line = f"{task.organisation.name}, {holder or _('chưa ai nhận')}"
    if state == "paused" or task.due_at is None:
        return line, _("tạm dừng") if state == "paused" else "", False
    return line, _("xong trước %(at)s") % {"at": short(task.due_at, now=now)}, now > task.due_at

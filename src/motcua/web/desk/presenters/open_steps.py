"""Several steps open at once: which, with whom, since when; and the opinions given at steps that asked for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act, Stance
from motcua.dossiers.models import DossierEvent
from motcua.dossiers.selectors.dossier import DossierView
from motcua.web.desk.presenters.moments import moment, short

STEP = "buoc"  # names the open step in addresses and forms
AT_A_STEP = frozenset({Act.ASSIGN, Act.CLAIM, Act.RELEASE, Act.SUPPLEMENT})  # besides those a step names


@dataclass(frozen=True, slots=True)
class OpenStep:
    """``chosen``: the one the page speaks from; ``url`` chooses this one."""

    name: str
    who: str
    since: str
    due: str
    late: bool
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Opinion:
    step: str
    stance: str | Promise
    tone: str
    who: str
    at: datetime
    words: str


def open_steps(view: DossierView, *, now: datetime) -> Iterable[OpenStep]:
    """The open steps in the order of the process; nothing when there is only one."""
    if not view.standing.others:
        return
    tasks = {task.step: task for task in view.tasks if task.is_live}
    page = reverse("desk:dossier", kwargs={"dossier_id": view.dossier.pk})
    for step in view.process.in_order:
        task = tasks.get(step.key)
        if task is None:
            continue
        running = not task.is_paused
        yield OpenStep(
            name=step.name,
            who=f"{task.organisation.name}, {task.assignee.display_name if task.assignee else _('chưa ai nhận')}",
            since=_("từ %(at)s") % {"at": short(task.opened_at, now=now)},
            due=_("xong trước %(at)s") % {"at": moment(task.due_at)} if running and task.due_at else _("tạm dừng"),
            late=running and task.due_at is not None and now > task.due_at,
            chosen=step.key == view.standing.step,
            url=f"{page}?{urlencode({STEP: step.key})}",
        )


def step_query(view: DossierView) -> str:
    """What an act's address says of the step, where there is more than one to mean."""
    return f"?{urlencode({STEP: view.standing.step})}" if view.standing.others else ""


def why_idle(view: DossierView) -> str:
    """Why there is nothing to press at this step, said before anybody looks for it."""
    task = view.current_task
    if task is None:
        return _("Hồ sơ đã kết thúc. Anh/chị vẫn xem được toàn bộ nội dung.")
    if any(act in AT_A_STEP or act.value in view.standing.step_acts for act in view.acts):
        return ""
    who = task.assignee.display_name if task.assignee else task.organisation.name
    return _("Bước “%(step)s” đang ở %(who)s. Anh/chị xem được, không thao tác ở bước này.") % {
        "step": task.name,
        "who": who,
    }


TONES = {Stance.AGREE: "is-ok", Stance.DISAGREE: "is-bad", Stance.OTHER: "is-warn"}


def opinions(view: DossierView) -> Iterable[Opinion]:
    for event in view.events:
        if event.act == Act.ANSWER:
            yield _opinion(view, event)


def _opinion(view: DossierView, event: DossierEvent) -> Opinion:
    names = {step.key: step.name for step in view.process.steps}
    stance = Stance(event.data["stance"])
    office = event.organisation.name if event.organisation else ""
    return Opinion(
        step=names.get(event.step, event.step),
        stance=stance.label,
        tone=TONES[stance],
        who=", ".join(part for part in (event.actor_name, office) if part),
        at=event.at,
        words=event.note,
    )

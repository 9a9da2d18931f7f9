"""What dossiers do when another one changes, or the calendar."""

from __future__ import annotations

from motcua.dossiers.enums import LinkKind
from motcua.dossiers.events import DossierChanged
from motcua.dossiers.models import DossierLink
from motcua.dossiers.records.in_step import want
from motcua.dossiers.services.recalculating import ask
from motcua.dossiers.services.sub_dossiers import ANSWERED
from motcua.dossiers.tasks import run_step
from motcua.dossiers.watching.tasks import recalculate
from motcua.kernel import clock
from motcua.kernel.events import subscribe
from motcua.workflow.models import Task
from motcua.worktime.events import CalendarChanged
from motcua.worktime.selectors import KEPT_FOR


@subscribe(DossierChanged)
def wake_parent(event: DossierChanged) -> None:
    """A sub-dossier has its answer: a job lets the step that waits for it go on, in a transaction of its own."""
    if event.status not in ANSWERED:
        return
    links = DossierLink.objects.filter(child_id=event.dossier_id, kind=LinkKind.SUB, resolved_at=None)
    for parent_id, step in links.values_list("parent_id", "step"):
        waiting = Task.objects.filter(subject_id=parent_id, step=step, state__in=Task.LIVE)
        for task_id in waiting.values_list("pk", flat=True):
            run_step.defer(task_id=task_id)


@subscribe(DossierChanged)
def tell_listeners(event: DossierChanged) -> None:
    """Other systems that must hear of the dossier are behind until they confirm."""
    want(event)


@subscribe(CalendarChanged)
def reckon_again(event: CalendarChanged) -> None:
    """A job moves the appointments concerned, when every process has let go of the old calendar."""
    run = ask(organisation_id=event.organisation_id, first=event.first, last=event.last, at=clock.now())
    if run is not None:
        later = recalculate.configure(lock=f"recalculation:{run.pk}", schedule_in={"seconds": int(KEPT_FOR) + 1})
        later.defer(run_id=run.pk)

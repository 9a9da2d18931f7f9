"""What dossiers do when another one changes, or the calendar."""

from __future__ import annotations

from motcua.documents.events import FileLocked
from motcua.dossiers.enums import Ground, LinkKind
from motcua.dossiers.events import DossierChanged, Represented
from motcua.dossiers.models import DossierLink
from motcua.dossiers.records.in_step import want
from motcua.dossiers.services.calling_back import unneeded
from motcua.dossiers.services.locking import tell_of_locked
from motcua.dossiers.services.recalculating import ask
from motcua.dossiers.services.sub_dossiers import ANSWERED
from motcua.dossiers.standing_in.representing import end_of_role
from motcua.dossiers.states import FINAL
from motcua.dossiers.tasks import call_back, prove_parent, run_step
from motcua.dossiers.watching.tasks import recalculate
from motcua.identity.events import BusinessRoleEnded
from motcua.kernel import clock
from motcua.kernel.events import subscribe
from motcua.kernel.kept import KEPT_FOR
from motcua.workflow.models import Task
from motcua.worktime.events import CalendarChanged


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
def let_sub_dossiers_go(event: DossierChanged) -> None:
    """A dossier ended: jobs call back what it asked of others. What else leaves a step, the sweep finds."""
    if event.status in FINAL:
        for link_id in unneeded(event.dossier_id):
            call_back.defer(link_id=link_id)


@subscribe(Represented)
def ask_the_register(event: Represented) -> None:
    """A parent filed for a child: a job asks the population register, outside this transaction."""
    if event.ground is Ground.PARENT:
        prove_parent.defer(dossier_id=str(event.dossier_id))


@subscribe(BusinessRoleEnded)
def end_representation(event: BusinessRoleEnded) -> None:
    """Whoever filed by the role sees those dossiers no more, from this moment."""
    end_of_role(role_id=event.role_id, at=event.at)


@subscribe(DossierChanged)
def tell_listeners(event: DossierChanged) -> None:
    """Other systems that must hear of the dossier are behind until they confirm."""
    want(event)


@subscribe(FileLocked)
def tell_whose_file(event: FileLocked) -> None:
    """Whoever handed in a file in which malware was found later hears which one and what to do."""
    tell_of_locked(file_id=event.file_id, at=event.at)


@subscribe(CalendarChanged)
def reckon_again(event: CalendarChanged) -> None:
    """A job moves the appointments concerned, when every process has let go of the old calendar."""
    run = ask(organisation_id=event.organisation_id, first=event.first, last=event.last, at=clock.now())
    if run is not None:
        later = recalculate.configure(lock=f"recalculation:{run.pk}", schedule_in={"seconds": int(KEPT_FOR) + 1})
        later.defer(run_id=run.pk)

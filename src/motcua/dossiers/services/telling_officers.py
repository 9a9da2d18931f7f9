"""Messages inside the office: who gets a task by another's hand, who had it, and whose task somebody ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Act
from motcua.dossiers.models import Dossier, DossierEvent
from motcua.dossiers.services.changes import GIVEN
from motcua.identity.enums import Role
from motcua.identity.selectors import holders
from motcua.kernel.clock import local
from motcua.notifications.services.send import tell
from motcua.workflow.models import Task

HANDING = frozenset({Act.ASSIGN, Act.CLAIM, Act.RELEASE})
ENDING = frozenset({Act.WITHDRAW, Act.CALL_BACK, Act.STOP, Act.MERGE})

type Told = tuple[int, str, str]  # account, kind of message, step


def tell_officers(*, event: DossierEvent, at: datetime) -> None:
    """Queue what ``event`` means for those whose task it moved, but nothing about one's own act; repeating is safe."""
    told = [one for one in _concerned(event) if event.actor != f"officer:{one[0]}"]
    if not told:
        return
    dossier = Dossier.objects.get(pk=event.dossier_id)
    names = dict(Task.objects.filter(subject_id=dossier.pk).order_by("id").values_list("step", "name"))
    context = {
        "code": dossier.code,
        "procedure": version_bundle(dossier.version_id).plain_name,
        "due_at": dossier.due_at,
        "by": event.actor_name,
        "to": event.data.get("assignee_name", ""),
        "note": event.note,
        "reason": event.data.get("reason", ""),
        "public": event.public,
    }
    with transaction.atomic():
        for account_id, kind, step in told:
            tell(
                account_id=account_id,
                kind=kind,
                context=context | {"step": names.get(step, "")},
                link=f"{settings.PUBLIC_URL}/can-bo/ho-so/{dossier.pk}/?buoc={step}",
                dedupe_key=f"hands:{event.pk}:{account_id}",
                object_ref=str(dossier.pk),
                at=at,
            )


def _concerned(event: DossierEvent) -> Iterator[Told]:
    act = Act(event.act)
    if act in HANDING:
        yield from _moved(event)
    elif act in ENDING:
        yield from ((account_id, "task_ended", step) for account_id, step in _left(event).items())
    elif act is Act.SUPPLEMENT:
        waiting = Task.objects.filter(subject_id=event.dossier_id, state__in=Task.LIVE).order_by("id")
        yield from ((account_id, "task_supplemented", step) for account_id, step in _steps_of(waiting).items())
    kind = "task_sent_back" if act is Act.SEND_BACK else "task_assigned"
    yield from ((account_id, kind, step) for step, account_id in event.data.get(GIVEN, {}).items())


def _moved(event: DossierEvent) -> Iterator[Told]:
    """Who gets the task, then who had it."""
    got, had = event.data.get("assignee"), event.data.get("was")
    if got is not None and got != had:
        yield got, "task_assigned", event.step
    if had is not None and had != got:
        yield had, "task_moved", event.step


def _left(event: DossierEvent) -> dict[int, str]:
    """Whose task the event ended, and at which step. Called back from outside: else everybody in the task's role."""
    ended = Task.objects.filter(subject_id=event.dossier_id, done_at=event.at, outcome=event.act).order_by("id")
    found = _steps_of(ended)
    if found or event.act != Act.CALL_BACK:
        return found
    day = local(event.at).date()
    return {one.pk: task.step for task in ended for one in holders(task.organisation_id, Role(task.role), on=day)}


def _steps_of(tasks: Iterable[Task]) -> dict[int, str]:
    """Of those who have one of the tasks: the step of the first."""
    found: dict[int, str] = {}
    for task in tasks:
        if task.assignee_id is not None:
            found.setdefault(task.assignee_id, task.step)
    return found

"""Messages inside the office: who gets a task by another's hand, and who had it, hear of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Act
from motcua.dossiers.models import Dossier, DossierEvent
from motcua.notifications.services.send import tell
from motcua.workflow.models import Task

HANDING = frozenset({Act.ASSIGN, Act.CLAIM, Act.RELEASE})


def tell_officers(*, event: DossierEvent, at: datetime) -> None:
    """Queue what ``event`` means for those whose task it moved, but nothing about one's own act; repeating is safe."""
    if Act(event.act) not in HANDING:
        return
    told = [(account_id, kind) for account_id, kind in _moved(event) if event.actor != f"officer:{account_id}"]
    if not told:
        return
    dossier = Dossier.objects.get(pk=event.dossier_id)
    task = Task.objects.filter(subject_id=dossier.pk, step=event.step).order_by("-id").first()
    context = {
        "code": dossier.code,
        "procedure": version_bundle(dossier.version_id).plain_name,
        "step": task.name if task else "",
        "due_at": dossier.due_at,
        "by": event.actor_name,
        "to": event.data.get("assignee_name", ""),
        "note": event.note,
    }
    with transaction.atomic():
        for account_id, kind in told:
            tell(
                account_id=account_id,
                kind=kind,
                context=context,
                link=f"{settings.PUBLIC_URL}/can-bo/ho-so/{dossier.pk}/?buoc={event.step}",
                dedupe_key=f"hands:{event.pk}:{account_id}",
                object_ref=str(dossier.pk),
                at=at,
            )


def _moved(event: DossierEvent) -> Iterator[tuple[int, str]]:
    """Who gets the task, then who had it."""
    got, had = event.data.get("assignee"), event.data.get("was")
    if got is not None and got != had:
        yield got, "task_assigned"
    if had is not None and had != got:
        yield had, "task_moved"

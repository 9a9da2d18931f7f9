"""Messages when a dossier reaches a step that waits for the applicant: to pay, or to confirm."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.gates import is_gate
from motcua.dossiers.models import Dossier, DossierEvent
from motcua.notifications.services.send import tell
from motcua.workflow.models import Task
from motcua.workflow.selectors import process_of


def tell_of_gates(*, event: DossierEvent, at: datetime) -> None:
    """Ask the one who filed for what the steps opened by ``event`` wait for; repeating it asks nothing new."""
    opened = Task.objects.filter(subject_id=event.dossier_id, opened_at=event.at, state=Task.State.OPEN)
    tasks = list(opened.select_related("instance").order_by("id"))
    steps = [process_of(task.instance.version_id).step(task.step) for task in tasks]
    waiting = [step for step in steps if is_gate(step) and step.citizen.notify]
    if not waiting:
        return
    dossier = Dossier.objects.select_related("reception").get(pk=event.dossier_id)
    with transaction.atomic():
        for step in waiting:
            tell(
                person_id=dossier.acting_id,
                email=str(dossier.contact.get("email", "")),
                kind="asked",
                context={
                    "code": dossier.code,
                    "procedure": version_bundle(dossier.version_id).plain_name,
                    "applicant_name": dossier.applicant_name,
                    "action": step.citizen.action or step.public,
                    "reception": dossier.reception.name,
                    "reception_address": dossier.reception.address,
                },
                link=f"{settings.PUBLIC_URL}/ho-so/{dossier.pk}/",
                dedupe_key=f"gate:{event.pk}:{step.key}",
                object_ref=str(dossier.pk),
                at=at,
            )

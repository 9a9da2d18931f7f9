"""Finishing an automatic step: by the system, or by hand where its definition allows; and what keeps it open, noted."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act, LinkKind
from motcua.dossiers.models import DossierEvent, DossierLink
from motcua.dossiers.selectors.standing import standing_of
from motcua.dossiers.services.acting import act, onward_change
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.services.steps import AUTOMATIC, onwards
from motcua.dossiers.standing import Standing
from motcua.identity.askers import SYSTEM, Asker, Seat
from motcua.kernel.errors import Refused
from motcua.workflow.selectors import process_of

TRY_AGAIN = timedelta(days=1)  # what once went wrong is tried again so much later
LONGEST_LINE = 300
LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an automatic step came to: ``public`` for the applicant, ``data`` for the record.

    ``also`` writes what comes with it (a paper), in the transaction of the act.
    """

    public: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    also: Callable[[Standing], None] | None = None


NOTHING = Outcome()


def pass_step(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    step: str = "",
    note: str = "",
    outcome: Outcome = NOTHING,
) -> Done:
    """Finish an automatic step and go on; a sub-dossier it waited for is waited for no longer.

    Under one key it happens once, whatever ``outcome`` the second call brings.
    """

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        present = process_of(standing.process_version_id).step(standing.step)
        if present.kind not in AUTOMATIC:
            raise Refused(_("Bước này do người làm, không tự chuyển được."), code="wrong_step")
        way = onwards(standing, at)
        if outcome.also is not None:
            outcome.also(standing)
        DossierLink.objects.filter(
            parent_id=dossier_id, kind=LinkKind.SUB, step=standing.step, resolved_at=None
        ).update(resolved_at=at)
        public = outcome.public or f"Đã xong bước “{present.name}”"
        return onward_change(
            Act.PASS, standing, asker, at, way, note=note, public=public[:LONGEST_LINE], data=dict(outcome.data)
        )

    return act(
        kind=Act.PASS, dossier_id=dossier_id, asker=asker, key=key, body={"note": note}, decide=decide, step=step
    )


def note_problem(*, dossier_id: uuid.UUID, task_id: int, sentence: str, at: datetime) -> None:
    """Put on record, for whoever holds the step's role, why the system could not finish it; the same once a day."""
    with transaction.atomic():
        standing = standing_of(dossier_id, lock=True)
        task = next((one for one in standing.tasks if one.id == task_id), None) if standing else None
        if standing is None or task is None or _noted(dossier_id, task_id, sentence, at):
            return
        DossierEvent.objects.create(
            dossier_id=dossier_id,
            at=at,
            act=Act.PASS,
            status=standing.status,
            step=task.step,
            actor=SYSTEM.ref,
            actor_name=SYSTEM.name,
            note=sentence[:LONGEST_NOTE],
            data={"task": task_id, "problem": sentence},
        )


def _noted(dossier_id: uuid.UUID, task_id: int, sentence: str, at: datetime) -> bool:
    return DossierEvent.objects.filter(
        dossier_id=dossier_id, act=Act.PASS, data__task=task_id, data__problem=sentence, at__gt=at - TRY_AGAIN
    ).exists()

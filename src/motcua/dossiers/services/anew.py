"""A run that begins again at one of its steps: what is open closes, and what was done there counts no longer."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.enums import Status
from motcua.dossiers.models import Proposal, SupplementRequest
from motcua.dossiers.services.changes import Way
from motcua.dossiers.services.steps import task_at
from motcua.dossiers.standing import Standing
from motcua.workflow.selectors import done_steps, process_of


def anew(standing: Standing, step: str, at: datetime, *, status: Status) -> Way:
    """The way (for a change with ``again``) that opens ``step`` and undoes it and everything behind it."""
    process = process_of(standing.process_version_id)
    later = process.after[step] | {step}
    return Way(
        opens=(task_at(standing, step, at),),
        closes=standing.open_steps,
        undoes=tuple(key for key in done_steps(standing.dossier_id) if key in later),
        status=status,
    )


def close_unfinished(standing: Standing, at: datetime, *, by: int | None, outcome: str) -> None:
    """A draft result that waits for a signature, and a request that waits for an answer, wait no longer."""
    Proposal.objects.filter(dossier_id=standing.dossier_id, decided_at=None).update(
        decided_at=at, decided_by_id=by, outcome=outcome
    )
    SupplementRequest.objects.filter(dossier_id=standing.dossier_id, answered_at=None).update(answered_at=at)

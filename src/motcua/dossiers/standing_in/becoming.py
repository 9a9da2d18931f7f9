"""What becomes of help and of co-signing when their draft is filed."""

from __future__ import annotations

import uuid
from datetime import datetime

from motcua.dossiers.enums import AssistanceState, CosigningState
from motcua.dossiers.models import Assistance, Cosigning, Draft
from motcua.identity.askers import Asker, AskerKind


def became(draft: Draft, dossier_id: uuid.UUID, agreed: Cosigning | None, asker: Asker, *, at: datetime) -> None:
    """Tie both to the dossier, in the transaction that files it."""
    if agreed is not None:
        agreed.dossier_id = dossier_id
        _filed(agreed, at)
    if asker.kind is not AskerKind.OFFICER:
        return
    helped = Assistance.objects.filter(draft=draft, state=AssistanceState.FILLING)
    helped.update(dossier_id=dossier_id, state=AssistanceState.FILED, ended_at=at)


def became_group(agreed: Cosigning | None, group_id: uuid.UUID, *, at: datetime) -> None:
    """The same for a bundle: what was agreed to is now several dossiers."""
    if agreed is not None:
        agreed.group_id = group_id
        _filed(agreed, at)


def _filed(agreed: Cosigning, at: datetime) -> None:
    agreed.state, agreed.closed_at = CosigningState.FILED, at
    agreed.save(update_fields=["dossier", "group", "state", "closed_at"])

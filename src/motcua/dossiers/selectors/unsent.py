"""What one is still writing about a dossier."""

from __future__ import annotations

import uuid

from motcua.dossiers.models import Unsent
from motcua.identity.askers import Asker


def unsent_of(asker: Asker, dossier_id: uuid.UUID, purpose: str) -> Unsent | None:
    """The asker's own words for this purpose, ``None`` when there are none; never anybody else's."""
    if asker.account_id is None:
        return None
    return Unsent.objects.filter(account_id=asker.account_id, dossier_id=dossier_id, purpose=purpose).first()

"""Reading ratings."""

from __future__ import annotations

import uuid

from motcua.dossiers.selectors.looking import standing_for
from motcua.feedback.models import Rating
from motcua.identity.askers import Asker


def rating_of(asker: Asker, dossier_id: uuid.UUID) -> Rating | None:
    """The rating of a dossier, for one who may see the dossier."""
    standing_for(asker, dossier_id)
    return Rating.objects.filter(dossier_id=dossier_id).first()

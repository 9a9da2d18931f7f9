"""Seeing a dossier: asked of the rules first, and written down before anything is shown to an officer or a machine."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from motcua.audit.services.access import look_up
from motcua.dossiers.rules import Standing, check_can_see
from motcua.dossiers.selectors.standing import standing_of
from motcua.identity.askers import Asker, AskerKind

ONE_LOOK = timedelta(hours=1)


def standing_for(asker: Asker, dossier_id: uuid.UUID) -> Standing:
    """Where the dossier stands, for one who may see it; else ``NotFound``. Gives no personal data, so logs nothing."""
    return check_can_see(asker, standing_of(dossier_id))


def look(asker: Asker, dossier_id: uuid.UUID, *, at: datetime) -> Standing:
    """As ``standing_for``, and for officers and machines one access row for each person behind the dossier."""
    standing = standing_for(asker, dossier_id)
    if asker.kind in {AskerKind.OFFICER, AskerKind.MACHINE}:
        for person in sorted(standing.people):
            look_up(
                asker=asker,
                person_ref=str(person),
                purpose="dossier.read",
                object_ref=str(dossier_id),
                at=at,
                once_in=ONE_LOOK,
            )
    return standing

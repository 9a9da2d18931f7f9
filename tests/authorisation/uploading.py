"""A file on its way to a draft."""

from __future__ import annotations

import uuid

from motcua.dossiers.services.uploading import begin_upload
from motcua.identity.askers import Asker
from tests.dossiers.world import MONDAY


def broken_off(owner: Asker, draft_id: uuid.UUID) -> uuid.UUID:
    """An upload of the owner's of which no byte came yet."""
    upload = begin_upload(
        draft_id=draft_id,
        asker=owner,
        paper_key="chung-sinh",
        name="nhap.pdf",
        media_type="application/pdf",
        size=10,
        sha256="",
        at=MONDAY,
    )
    return upload.pk

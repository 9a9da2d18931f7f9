"""Files on their way to a draft and to the answer to a request."""

from __future__ import annotations

import uuid

from motcua.dossiers.services.uploading import begin_upload
from motcua.dossiers.services.uploading_answers import begin_answer_upload
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


def answer_broken_off(owner: Asker, dossier_id: uuid.UUID) -> uuid.UUID:
    """As ``broken_off``, for a paper that was asked for."""
    upload = begin_answer_upload(
        dossier_id=dossier_id,
        asker=owner,
        paper_key="chung-sinh",
        name="bo-sung.pdf",
        media_type="application/pdf",
        size=10,
        sha256="",
        at=MONDAY,
    )
    return upload.pk

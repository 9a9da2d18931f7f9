"""Files on their way to a draft and to the answer to a request."""

from __future__ import annotations

import uuid

from motcua.dossiers.services.uploading import at_counter, begin_upload, for_answer, for_draft
from motcua.identity.askers import Asker
from tests.dossiers.world import MONDAY

SCREEN = "desk-01900000-0000-7000-8000-000000000001"


def broken_off(owner: Asker, draft_id: uuid.UUID) -> uuid.UUID:
    """An upload of the owner's of which no byte came yet."""
    upload = begin_upload(
        for_draft(draft_id=draft_id, asker=owner, paper_key="chung-sinh", at=MONDAY),
        asker=owner,
        name="nhap.pdf",
        media_type="application/pdf",
        size=10,
        sha256="",
        at=MONDAY,
    )
    return upload.pk


def scan_broken_off(clerk: Asker, version_id: int) -> uuid.UUID:
    """As ``broken_off``, of a clerk's for a screen of the counter."""
    upload = begin_upload(
        at_counter(version_id=version_id, screen=SCREEN, asker=clerk, paper_key="chung-sinh", at=MONDAY),
        asker=clerk,
        name="quet.pdf",
        media_type="application/pdf",
        size=10,
        sha256="",
        at=MONDAY,
    )
    return upload.pk


def answer_broken_off(owner: Asker, dossier_id: uuid.UUID) -> uuid.UUID:
    """As ``broken_off``, for a paper that was asked for."""
    upload = begin_upload(
        for_answer(dossier_id=dossier_id, asker=owner, paper_key="chung-sinh", at=MONDAY),
        asker=owner,
        name="bo-sung.pdf",
        media_type="application/pdf",
        size=10,
        sha256="",
        at=MONDAY,
    )
    return upload.pk

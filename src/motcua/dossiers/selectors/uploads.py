"""Files of a draft that are still on their way."""

from __future__ import annotations

import uuid
from datetime import datetime

from motcua.documents.models import Upload
from motcua.documents.selectors import unfinished_uploads, upload_for
from motcua.dossiers.models import DraftFile
from motcua.identity.askers import Asker


def target_of(draft_id: uuid.UUID, paper_key: str) -> str:
    """How the file store knows what an upload is for."""
    return f"draft:{draft_id}:{paper_key}"


def uploads_under_way(asker: Asker, draft_id: uuid.UUID, *, at: datetime) -> dict[str, list[Upload]]:
    """The asker's broken-off uploads of the draft by paper."""
    found: dict[str, list[Upload]] = {}
    for upload in unfinished_uploads(asker, target_starts=f"draft:{draft_id}:", at=at):
        found.setdefault(upload.target.rsplit(":", 1)[-1], []).append(upload)
    return found


def upload_of_draft(
    asker: Asker, draft_id: uuid.UUID, paper_key: str, upload_id: uuid.UUID, *, at: datetime
) -> tuple[Upload, DraftFile | None]:
    """One upload of the asker's, and the file of the draft it became."""
    upload = upload_for(asker, upload_id, target=target_of(draft_id, paper_key), at=at)
    if upload.file_id is None:
        return upload, None
    return upload, DraftFile.objects.filter(draft_id=draft_id, file_id=upload.file_id).select_related("file").first()

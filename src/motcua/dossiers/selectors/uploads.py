"""Files on their way to a draft, to an open request to supplement, or to a screen of the counter."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.documents.models import Upload
from motcua.documents.selectors import unfinished_uploads, uploads_towards
from motcua.dossiers.enums import Act
from motcua.dossiers.models import DraftFile, SupplementRequest
from motcua.dossiers.rules import check_act
from motcua.dossiers.selectors.looking import standing_for
from motcua.identity.askers import Asker
from motcua.kernel.errors import NotFound


def target_of(draft_id: uuid.UUID, paper_key: str) -> str:
    """How the file store knows what an upload is for."""
    return f"draft:{draft_id}:{paper_key}"


def uploads_under_way(asker: Asker, draft_id: uuid.UUID, *, at: datetime) -> dict[str, list[Upload]]:
    """The asker's broken-off uploads of the draft by paper."""
    found: dict[str, list[Upload]] = {}
    for upload in unfinished_uploads(asker, target_starts=f"draft:{draft_id}:", at=at):
        found.setdefault(upload.target.rsplit(":", 1)[-1], []).append(upload)
    return found


def file_of_draft(draft_id: uuid.UUID, upload: Upload) -> DraftFile | None:
    """The file of the draft that an upload of its owner's became."""
    if upload.file_id is None:
        return None
    return DraftFile.objects.filter(draft_id=draft_id, file_id=upload.file_id).select_related("file").first()


def open_request(asker: Asker, dossier_id: uuid.UUID) -> SupplementRequest:
    """The request the asker may answer now; ``NotFound`` for a stranger, ``Refused`` for who may not answer it.

    Gives no personal data of the dossier beyond what was asked for, so it logs no look.
    """
    check_act(Act.SUPPLEMENT, asker, standing_for(asker, dossier_id))
    found = SupplementRequest.objects.filter(dossier_id=dossier_id, answered_at=None).first()
    if found is None:
        raise NotFound(_("Hồ sơ này không còn gì phải bổ sung."))
    return found


def target_of_answer(request: SupplementRequest, paper_key: str) -> str:
    """As ``target_of``, for a paper that was asked for."""
    return f"supplement:{request.pk}:{paper_key}"


def files_for_answer(asker: Asker, request: SupplementRequest, *, at: datetime) -> dict[str, list[Upload]]:
    """By paper, the asker's own uploads for the answer to ``request``: taken (``file``) or broken off."""
    return _by_paper(asker, f"supplement:{request.pk}:", at)


def target_at_counter(screen: str, paper_key: str) -> str:
    """As ``target_of``, for a paper scanned for one screen of the counter."""
    return f"counter:{screen}:{paper_key}"


def files_at_counter(asker: Asker, screen: str, *, at: datetime) -> dict[str, list[Upload]]:
    """By paper, the clerk's own uploads for one screen of the counter: taken (``file``) or broken off."""
    return _by_paper(asker, f"counter:{screen}:", at)


def _by_paper(asker: Asker, start: str, at: datetime) -> dict[str, list[Upload]]:
    found: dict[str, list[Upload]] = {}
    for upload in uploads_towards(asker, target_starts=start, at=at):
        found.setdefault(upload.target.split(":", 2)[-1], []).append(upload)
    return found

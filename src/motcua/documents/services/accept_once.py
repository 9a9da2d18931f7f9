"""Taking a file in from a caller who may send it again after a lost answer."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.audit.services.entries import record
from motcua.audit.statements import first_answer
from motcua.documents.incoming import Upload
from motcua.documents.models import StoredFile
from motcua.documents.selectors import stored
from motcua.documents.services.accept import accept
from motcua.identity.askers import Asker

ACTION = "file.accept"


def accept_once(*, key: str, upload: Upload, asker: Asker, at: datetime) -> StoredFile:
    """``accept``, remembered under ``key``: the same file again is the same row, another file is ``KeyReused``."""
    body = {"name": upload.name or "", "type": upload.content_type or "", "sha256": _digest(upload)}
    found = _answered(key, asker, body)
    if found is not None:
        return found
    taken = accept(upload=upload, asker=asker, at=at)
    try:
        with transaction.atomic():
            answer = {"file_id": str(taken.pk)}
            record(
                asker=asker,
                action=ACTION,
                object_kind="file",
                object_ref=str(taken.pk),
                key=key,
                body=body,
                answer=answer,
                at=at,
            )
    except IntegrityError:
        found = _answered(key, asker, body)  # the twin of this request was faster; ours goes with the next sweep
        if found is None:
            raise
        return found
    return taken


def _answered(key: str, asker: Asker, body: dict[str, str]) -> StoredFile | None:
    answer = first_answer(key=key, action=ACTION, actor=asker.ref, body=body)
    return stored(uuid.UUID(answer["file_id"])) if answer is not None else None


def _digest(upload: Upload) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()

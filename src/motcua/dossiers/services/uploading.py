"""Papers that come in pieces, of a draft or for an open request to supplement. The same door judges the whole."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from motcua.documents.models import StoredFile, Upload
from motcua.documents.selectors import upload_for
from motcua.documents.services import uploads
from motcua.documents.services.accept import accept
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.selectors.uploads import target_of
from motcua.dossiers.services.drafting import check_paper, put
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid


def begin_upload(
    *,
    draft_id: uuid.UUID,
    asker: Asker,
    paper_key: str,
    name: str,
    media_type: str,
    size: int,
    sha256: str,
    at: datetime,
) -> Upload:
    """An empty upload for a paper of the asker's own draft; refused at once where the file could not be taken."""
    check_paper(own_draft(draft_id=draft_id, asker=asker), paper_key)
    target = target_of(draft_id, paper_key)
    return uploads.begin(asker=asker, target=target, name=name, media_type=media_type, size=size, sha256=sha256, at=at)


def go_on(
    *,
    draft_id: uuid.UUID,
    asker: Asker,
    paper_key: str,
    upload_id: uuid.UUID,
    offset: int,
    content: bytes,
    at: datetime,
) -> Upload:
    """Add a piece; with the last one the file is judged and put at its paper. No piece at the end judges again.

    A refused file is no error here: the upload says so (``refusal``), and the sender must not send it again.
    """
    target = target_of(draft_id, paper_key)
    upload = uploads.append(asker=asker, upload_id=upload_id, target=target, offset=offset, content=content, at=at)
    if upload.offset == upload.size and not upload.file_id and not upload.refusal:
        _judge(draft_id, asker, paper_key, upload, at)
    return upload_for(asker, upload_id, target=target, at=at)


def _judge(draft_id: uuid.UUID, asker: Asker, paper_key: str, upload: Upload, at: datetime) -> None:
    judge(
        upload,
        asker=asker,
        at=at,
        check=lambda: check_paper(own_draft(draft_id=draft_id, asker=asker), paper_key),
        put_file=lambda file: put(draft_id=draft_id, asker=asker, paper_key=paper_key, file=file, at=at),
    )


def judge(
    upload: Upload,
    *,
    asker: Asker,
    at: datetime,
    check: Callable[[], object],
    put_file: Callable[[StoredFile], object] | None = None,
    until: datetime | None = None,
) -> None:
    """Take in the whole of an upload and put it to its use, or write down why not; ``until`` as in ``settle``."""
    try:
        check()
        file = accept(upload=uploads.whole(upload), asker=asker, at=at)
    except Invalid as refusal:
        with transaction.atomic():
            uploads.settle(upload_id=upload.pk, refusal=refusal.message)
        return
    with transaction.atomic():
        # Of two requests that both saw the last byte one puts the file; the other's copy goes with the clean-up.
        if uploads.settle(upload_id=upload.pk, file=file, until=until) and put_file:
            put_file(file)


def drop_upload(*, draft_id: uuid.UUID, asker: Asker, paper_key: str, upload_id: uuid.UUID, at: datetime) -> None:
    """Forget what came of a file so far."""
    uploads.drop(asker=asker, upload_id=upload_id, target=target_of(draft_id, paper_key), at=at)

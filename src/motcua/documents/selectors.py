"""Reading stored files. Who may read a file is decided by the module that attached it; here is only the store."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from motcua.documents import blobs
from motcua.documents.models import StoredFile
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.errors import NotFound


def stored(file_id: uuid.UUID) -> StoredFile:
    """The row of a file that passed its checks; anything else is not found."""
    found = StoredFile.objects.filter(id=file_id, state=StoredFile.State.CLEAN).first()
    if found is None:
        raise NotFound(_("Không tìm thấy tệp này."))
    return found


def clean_file_ids(*, asker: Asker, file_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of ``file_ids`` that the asker brought and that passed their checks; one query, none for no ids.

    The system brings nothing itself: it passes on what others brought, or what was issued.
    """
    wanted = set(file_ids)
    if wanted and asker.kind is AskerKind.SYSTEM:
        return set(StoredFile.objects.filter(id__in=wanted, state=StoredFile.State.CLEAN).values_list("id", flat=True))
    if not wanted or not (asker.account_id or asker.client_id):
        return set()
    own = StoredFile.objects.filter(
        id__in=wanted,
        state=StoredFile.State.CLEAN,
        purpose="upload",
        uploaded_by_id=asker.account_id,
        uploaded_by_client=asker.client_id,
    )
    return set(own.values_list("id", flat=True))


def open_file(file_id: uuid.UUID) -> bytes:
    """The bytes of a clean file (at most the upload limit, 10 MB)."""
    return _bytes(stored(file_id).blob)


def thumbnail(file: StoredFile) -> bytes:
    """A JPEG of at most 300 × 300 of the first page. Raises ``NotFound`` when there is none."""
    return _bytes(file.thumbnail)


def _bytes(blob: str) -> bytes:
    try:
        return blobs.read(blob)
    except (FileNotFoundError, ValueError):
        raise NotFound(_("Không tìm thấy tệp này.")) from None

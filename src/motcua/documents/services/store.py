"""Keeping a file that we made ourselves."""

from __future__ import annotations

from datetime import datetime

import pypdfium2

from motcua.documents import blobs
from motcua.documents.models import StoredFile


def store_generated(
    *, name: str, content: bytes, media_type: str, purpose: str, at: datetime, account_id: int | None = None
) -> StoredFile:
    """Keep ``content``, which must come from our own typesetting or signing: it is not inspected."""
    written = blobs.write([content])
    return StoredFile.objects.create(
        name=name,
        blob=written.blob,
        media_type=media_type,
        size=written.size,
        pages=pages_of(content) if media_type == "application/pdf" else 1,
        sha256=written.sha256,
        state=StoredFile.State.CLEAN,
        purpose=purpose,
        uploaded_by_id=account_id,
        created_at=at,
        checked_at=at,
    )


def pages_of(content: bytes) -> int:
    """How many pages a PDF has that we made ourselves."""
    document = pypdfium2.PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()

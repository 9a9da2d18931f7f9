"""Files that change hands before they belong to anything."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from motcua.documents.models import StoredFile


def pass_on(*, file_ids: Collection[uuid.UUID], giver_id: int, taker_id: int) -> int:
    """Uploads of one account become another's, in the caller's transaction; how many. Others' files stay theirs."""
    rows = StoredFile.objects.filter(pk__in=file_ids, uploaded_by_id=giver_id, purpose="upload")
    return rows.update(uploaded_by_id=taker_id)

"""Papers kept as PDF: typeset once, on demand or by the job; asking again gives the same file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from motcua.documents.models import StoredFile
from motcua.documents.services.store import store_generated
from motcua.dossiers.models import Declaration, IssuedPaper, Receipt

PDF = "application/pdf"


def typeset_once(
    row: Receipt | IssuedPaper | Declaration, *, make: Callable[[], bytes], name: str, purpose: str, at: datetime
) -> StoredFile:
    """The row's file, made now if there is none yet. Of two who ask at once, the second's PDF is thrown away."""
    if row.file is not None:
        return row.file
    pdf = make()
    with transaction.atomic():
        locked = type(row).objects.select_for_update(of=["self"]).select_related("file").get(pk=str(row.pk))
        if locked.file is not None:
            return locked.file
        locked.file = store_generated(name=name, content=pdf, media_type=PDF, purpose=purpose, at=at)
        locked.save(update_fields=["file"])
        return locked.file

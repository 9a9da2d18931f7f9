"""Asking the scanner again about files that came while it did not answer; locking what it then finds."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from motcua.audit.services.entries import record
from motcua.documents import blobs
from motcua.documents.events import FileLocked
from motcua.documents.models import StoredFile
from motcua.documents.providers.malware.port import Verdict, scanner
from motcua.identity.askers import SYSTEM
from motcua.kernel.events import publish

AT_ONCE = 100
MALWARE = {
    Verdict.NOT_SCANNED: StoredFile.Malware.NOT_SCANNED,
    Verdict.NONE_FOUND: StoredFile.Malware.NONE_FOUND,
    Verdict.FOUND: StoredFile.Malware.FOUND,
    Verdict.NO_ANSWER: StoredFile.Malware.WAITING,
}


def scan_waiting(*, at: datetime) -> int:
    """Scan what waits, oldest first, at most a hundred; stops when the scanner is still away. Returns how many."""
    asked = scanner()
    done = 0
    waiting = StoredFile.objects.filter(malware=StoredFile.Malware.WAITING).order_by("created_at")
    for file_id, blob in waiting.values_list("pk", "blob")[:AT_ONCE]:
        if not blobs.path(blob).exists():
            continue
        verdict = asked.scan(blobs.path(blob))
        if verdict is Verdict.NO_ANSWER:
            break
        done += settle(file_id=file_id, verdict=verdict, at=at)
    return done


@transaction.atomic
def settle(*, file_id: uuid.UUID, verdict: Verdict, at: datetime) -> bool:
    """Write down what the scanner said of a waiting file; malware locks it and is told to the modules above."""
    file = StoredFile.objects.select_for_update().filter(pk=file_id, malware=StoredFile.Malware.WAITING).first()
    if file is None:
        return False
    file.malware = MALWARE[verdict]
    file.save(update_fields=["malware"])
    if verdict is Verdict.FOUND:
        record(asker=SYSTEM, action="file.locked", object_kind="file", object_ref=str(file_id), at=at)
        publish(FileLocked(file_id=file_id, at=at))
    return True

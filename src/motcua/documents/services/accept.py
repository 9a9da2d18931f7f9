"""The only door for a file from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.documents import blobs, limits
from motcua.documents.enums import Problem
from motcua.documents.incoming import Upload
from motcua.documents.inspect import kinds
from motcua.documents.models import StoredFile
from motcua.documents.names import display_name
from motcua.documents.providers.malware.port import Verdict, scanner
from motcua.documents.rules import Kind, check_kind, refuse
from motcua.documents.services.inspect import Inspection, inspect
from motcua.documents.services.scanning import MALWARE
from motcua.documents.services.verify import verify_blob
from motcua.documents.tasks import make_view
from motcua.identity.askers import Asker


def accept(*, upload: Upload, asker: Asker, at: datetime, purpose: str = "upload") -> StoredFile:
    """Take a file in: count, quarantine, inspect, scan, then keep. Raises ``Invalid`` and then keeps nothing.

    A file that a scanner should have seen and could not is taken and stays locked (``malware`` waiting) until a job
    has its answer; a job also makes the copy to look at. Call it outside a long transaction: it writes and syncs a
    file and runs a child process (about 0.3 s). When the caller rolls back, the blob is left to ``tasks.sweep``.
    """
    bounds = limits.current()
    name = display_name(upload.name or "", fallback="")
    written = _quarantine(upload, bounds)
    kept = ""
    try:
        kind = _kind(name, upload, written)
        found = inspect(blobs.path(written.blob), bounds)
        _check_found(found, kind)
        verdict = _scan(written)
        facts = _facts(found, written, at)
        kept = blobs.release(written.blob)
        picture = blobs.write([found.thumbnail]).blob if found.thumbnail else ""
    except BaseException:
        blobs.remove(written.blob)
        if kept:
            blobs.remove(kept)
        raise
    with transaction.atomic():
        file = StoredFile.objects.create(
            name=name,
            blob=kept,
            thumbnail=picture,
            media_type=kind.media_type,
            size=written.size,
            pages=found.pages,
            sha256=written.sha256,
            state=StoredFile.State.CLEAN,
            malware=MALWARE[verdict],
            view_state=StoredFile.View.WAITING,
            facts=facts,
            purpose=purpose,
            uploaded_by_id=asker.account_id,
            uploaded_by_client=asker.client_id,
            created_at=at,
            checked_at=at,
        )
        make_view.defer(file_id=str(file.pk))
    return file


def _quarantine(upload: Upload, bounds: limits.Limits) -> blobs.Written:
    try:
        written = blobs.write(upload.chunks(), room=blobs.QUARANTINE, limit=bounds.max_bytes)
    except blobs.TooLarge:
        raise refuse(Problem.TOO_LARGE) from None
    if written.size == 0:
        blobs.remove(written.blob)
        raise refuse(Problem.EMPTY)
    return written


def _kind(name: str, upload: Upload, written: blobs.Written) -> Kind:
    with blobs.path(written.blob).open("rb") as content:
        head = content.read(kinds.HEAD)
    return check_kind(name=name, declared=upload.content_type or "", head=head)


def _check_found(found: Inspection, kind: Kind) -> None:
    if found.problem is not None:
        raise refuse(found.problem)
    if found.media_type != kind.media_type:
        raise refuse(Problem.MISMATCH)


def _scan(written: blobs.Written) -> Verdict:
    verdict = scanner().scan(blobs.path(written.blob))
    if verdict is Verdict.FOUND:
        raise refuse(Problem.MALWARE)
    return verdict


def _facts(found: Inspection, written: blobs.Written, at: datetime) -> dict[str, Any]:
    """What ``selectors.facts_of`` gives back. Signatures are judged now: what they were worth on the day they came."""
    facts: dict[str, Any] = {"looked": found.looked, "blank": list(found.blank), "blurry": list(found.blurry)}
    if found.signed:
        report = verify_blob(written, at=at)
        facts["signature"] = {
            "valid": report.valid,
            "sentence": report.sentence,
            "signers": [each.signer for each in report.signatures],
        }
    return facts

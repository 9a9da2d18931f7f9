"""The only door for a file from outside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from motcua.documents import blobs, limits
from motcua.documents.enums import Problem
from motcua.documents.models import StoredFile
from motcua.documents.names import display_name
from motcua.documents.providers.malware.port import Verdict, scanner
from motcua.documents.rules import Kind, check_kind, refuse
from motcua.documents.services.inspect import Inspection, inspect
from motcua.identity.askers import Asker


class Upload(Protocol):
    """What we need of a file as it came (Django's ``UploadedFile`` fits)."""

    @property
    def name(self) -> str | None: ...
    @property
    def content_type(self) -> str | None: ...
    def chunks(self, chunk_size: int | None = None) -> Iterable[bytes]: ...


def accept(*, upload: Upload, asker: Asker, at: datetime, purpose: str = "upload") -> StoredFile:
    """Take a file in: count, quarantine, inspect, scan, then keep. Raises ``Invalid`` and then keeps nothing.

    Call it outside a long transaction: it writes and syncs a file and runs a child process (about 0.2 s). When the
    caller's transaction rolls back, the blob is left to ``tasks.sweep``.
    """
    bounds = limits.current()
    name = display_name(upload.name or "", fallback="")
    written = _quarantine(upload, bounds)
    kept = ""
    try:
        kind = _kind(name, upload, written)
        found = inspect(blobs.path(written.blob), bounds)
        _check_found(found, kind)
        malware = _scan(written)
        kept = blobs.release(written.blob)
        picture = blobs.write([found.thumbnail]).blob if found.thumbnail else ""
    except BaseException:
        blobs.remove(written.blob)
        if kept:
            blobs.remove(kept)
        raise
    return StoredFile.objects.create(
        name=name,
        blob=kept,
        thumbnail=picture,
        media_type=kind.media_type,
        size=written.size,
        pages=found.pages,
        sha256=written.sha256,
        state=StoredFile.State.CLEAN,
        malware=malware.value,
        purpose=purpose,
        uploaded_by_id=asker.account_id,
        uploaded_by_client=asker.client_id,
        created_at=at,
        checked_at=at,
    )


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
        head = content.read(16)
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
    if verdict is Verdict.NO_ANSWER:
        raise refuse(Problem.SCANNER_DOWN)
    return verdict

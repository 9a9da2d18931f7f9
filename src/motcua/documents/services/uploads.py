"""Files that come in pieces (tus 1.0): begun, continued after any break, judged when whole, forgotten after a day."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.documents import blobs, limits
from motcua.documents.enums import Problem
from motcua.documents.models import StoredFile, Upload
from motcua.documents.names import display_name
from motcua.documents.rules import check_ending, refuse
from motcua.documents.selectors import upload_for
from motcua.identity.askers import Asker
from motcua.kernel.errors import Forbidden, Refused

KEPT = timedelta(hours=24)
LARGEST_PIECE = 1024 * 1024  # bytes of one request: what a broken line may cost at most
UNFINISHED = 30  # uploads one account may have begun at once


@dataclass(frozen=True, slots=True)
class Arrived:
    """A whole upload as ``accept`` wants it."""

    name: str
    content_type: str
    part: str

    def chunks(self, chunk_size: int | None = None) -> Iterable[bytes]:
        return blobs.chunks(self.part, chunk_size or 65536)


@transaction.atomic
def begin(
    *, asker: Asker, target: str, name: str, media_type: str, size: int, sha256: str = "", at: datetime
) -> Upload:
    """An empty upload for ``target``. Raises ``Invalid`` at once for what could never be taken: size, ending of name.

    ``sha256`` (hex, may be empty) is what the sender says of the whole; it must come out at the end.
    """
    if asker.account_id is None:
        raise Forbidden(_("Đăng nhập để tải tệp lên."))
    shown = display_name(name, fallback="")
    check_ending(shown)
    if size == 0:
        raise refuse(Problem.EMPTY)
    if size > limits.current().max_bytes:
        raise refuse(Problem.TOO_LARGE)
    mine = Upload.objects.filter(account_id=asker.account_id, file=None, refusal="", expires_at__gte=at)
    if mine.count() >= UNFINISHED:
        raise Refused(
            _("Có quá nhiều tệp đang tải dở. Chờ các tệp trước tải xong hoặc bỏ bớt."), code="too_many", status=429
        )
    return Upload.objects.create(
        account_id=asker.account_id,
        target=target,
        name=shown,
        media_type=media_type[:100],
        size=size,
        sha256=sha256.lower(),
        part=blobs.begin(),
        created_at=at,
        expires_at=at + KEPT,
    )


@transaction.atomic
def append(*, asker: Asker, upload_id: uuid.UUID, target: str, offset: int, content: bytes, at: datetime) -> Upload:
    """Add a piece at ``offset``, flushed to the disk; ``Refused`` (409) when another place is due or it is too long.

    The same piece sent twice after a lost answer is refused, and the sender asks where to go on.
    """
    upload = upload_for(asker, upload_id, target=target, at=at, lock=True)
    if offset != upload.offset or (content and (upload.file_id or upload.refusal)):
        raise Refused(_("Phần này đã có. Tải tiếp từ chỗ đang dở."), code="offset")
    if upload.offset + len(content) > upload.size:
        raise Refused(_("Tệp dài hơn đã báo. Chọn lại tệp."), code="too_long")
    if content:
        blobs.put(upload.part, content, at=offset)
        upload.offset += len(content)
        upload.save(update_fields=["offset"])
    return upload


def whole(upload: Upload) -> Arrived:
    """The upload when all of it came and is what was announced; ``Invalid`` when it changed on the way."""
    digest = hashlib.sha256()
    try:
        for piece in blobs.chunks(upload.part):
            digest.update(piece)
    except FileNotFoundError:
        raise refuse(Problem.DAMAGED) from None
    if upload.sha256 and digest.hexdigest() != upload.sha256:
        raise refuse(Problem.DAMAGED)
    return Arrived(upload.name, upload.media_type, upload.part)


def settle(
    *, upload_id: uuid.UUID, file: StoredFile | None = None, refusal: str = "", until: datetime | None = None
) -> bool:
    """Write down what became of a whole upload and let go of its pieces; false when another request already did.

    In the caller's transaction, so that a file is put to its use once. ``until`` is how long the row stands for a file
    whose use is still to come; without it the day of the upload.
    """
    upload = Upload.objects.select_for_update().get(pk=upload_id)
    if upload.file_id or upload.refusal:
        return False
    part, upload.part, upload.file, upload.refusal = upload.part, "", file, refusal[:300]
    upload.expires_at = until or upload.expires_at
    upload.save(update_fields=["part", "file", "refusal", "expires_at"])
    transaction.on_commit(lambda: blobs.remove(part) if part else None)
    return True


def settled(*, asker: Asker, target: str, file: StoredFile, at: datetime, until: datetime) -> Upload:
    """The row of a file that came in one piece, as if it had come in several."""
    if asker.account_id is None:
        raise Forbidden(_("Đăng nhập để tải tệp lên."))
    return Upload.objects.create(
        account_id=asker.account_id,
        target=target,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        offset=file.size,
        file=file,
        created_at=at,
        expires_at=until,
    )


@transaction.atomic
def drop(*, asker: Asker, upload_id: uuid.UUID, target: str, at: datetime) -> None:
    """End an upload and forget its pieces; a file it already became stays."""
    upload = upload_for(asker, upload_id, target=target, at=at, lock=True)
    part = upload.part
    upload.delete()
    transaction.on_commit(lambda: blobs.remove(part) if part else None)

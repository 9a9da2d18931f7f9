"""Reading stored files. Who may read a file is decided by the module that attached it; here is only the store."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.documents import blobs
from motcua.documents.models import StoredFile, Upload
from motcua.documents.rules import check_unlocked
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.errors import NotFound, Refused


def stored(file_id: uuid.UUID) -> StoredFile:
    """The row of a file that passed its checks; anything else is not found."""
    found = StoredFile.objects.filter(id=file_id, state=StoredFile.State.CLEAN).first()
    if found is None:
        raise NotFound(_("Không tìm thấy tệp này."))
    return found


@dataclass(frozen=True, slots=True)
class FileFacts:
    """``blank`` and ``blurry`` are page numbers from 1 among the first ``looked`` pages (0 for Word files).

    ``signature_valid`` is None for a file without signatures, else whether all were in order on the day it came.
    """

    pages: int
    looked: int
    blank: tuple[int, ...]
    blurry: tuple[int, ...]
    signature_valid: bool | None
    signature_says: str
    signers: tuple[str, ...]
    malware: StoredFile.Malware

    @property
    def is_blank(self) -> bool:
        """Every page that was looked at is empty, and there are no others."""
        return 0 < self.looked == len(self.blank) >= self.pages


def _usable() -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(state=StoredFile.State.CLEAN).exclude(malware=StoredFile.Malware.FOUND)


def clean_file_ids(*, asker: Asker, file_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of ``file_ids`` that the asker brought and that passed their checks (none with malware); one query.

    The system brings nothing itself: it passes on what others brought, or what was issued.
    """
    wanted = set(file_ids)
    if wanted and asker.kind is AskerKind.SYSTEM:
        return set(_usable().filter(id__in=wanted).values_list("id", flat=True))
    if not wanted or not (asker.account_id or asker.client_id):
        return set()
    own = _usable().filter(
        id__in=wanted,
        purpose="upload",
        uploaded_by_id=asker.account_id,
        uploaded_by_client=asker.client_id,
    )
    return set(own.values_list("id", flat=True))


def upload_for(asker: Asker, upload_id: uuid.UUID, *, target: str, at: datetime, lock: bool = False) -> Upload:
    """The asker's own upload of this target; ``NotFound`` for others', 410 for one whose day is over."""
    rows = Upload.objects.select_for_update(of=("self",)) if lock else Upload.objects.select_related("file")
    found = rows.filter(pk=upload_id, account_id=asker.account_id, target=target).first() if asker.account_id else None
    if found is None:
        raise NotFound(_("Không tìm thấy tệp đang tải này. Chọn lại tệp."))
    if found.expires_at < at:
        raise Refused(_("Tệp tải dở đã quá một ngày nên đã bỏ. Chọn lại tệp."), code="expired", status=410)
    return found


def unfinished_uploads(asker: Asker, *, target_starts: str, at: datetime) -> list[Upload]:
    """The asker's uploads that broke off, in order of their beginning; ``target_starts`` as given by who began them."""
    if asker.account_id is None:
        return []
    mine = Upload.objects.filter(account_id=asker.account_id, target__startswith=target_starts, expires_at__gte=at)
    return list(mine.filter(file=None, refusal="").order_by("created_at"))


def uploads_towards(asker: Asker, *, target_starts: str, at: datetime) -> list[Upload]:
    """The asker's uploads that broke off or were taken, in order of their beginning; those refused are left out."""
    if asker.account_id is None:
        return []
    mine = Upload.objects.filter(account_id=asker.account_id, target__startswith=target_starts, expires_at__gte=at)
    return list(mine.filter(refusal="").select_related("file").order_by("created_at", "id"))


def open_file(file_id: uuid.UUID) -> bytes:
    """The original's bytes (at most the upload limit, 10 MB). ``Refused`` while a scanner has not cleared it."""
    file = stored(file_id)
    check_unlocked(file.malware)
    return _bytes(file.blob)


def thumbnail(file: StoredFile) -> bytes:
    """A JPEG of at most 300 × 300 of the first page. Raises ``NotFound`` when there is none or the file has malware."""
    if file.is_locked:
        raise NotFound(_("Không tìm thấy tệp này."))
    return _bytes(file.thumbnail)


def view_of(file: StoredFile) -> bytes:
    """The flat PDF copy for people to look at; also of a file that still waits for the scanner: it holds pixels only.

    Raises ``NotFound`` when there is none (yet) or the file has malware.
    """
    if file.view_state != StoredFile.View.MADE or file.malware == StoredFile.Malware.FOUND:
        raise NotFound(_("Chưa có bản xem của tệp này."))
    return _bytes(file.view)


def facts_of(file: StoredFile) -> FileFacts:
    """What was seen of a file when it came, for checks before filing; no query."""
    signature = file.facts.get("signature")
    return FileFacts(
        pages=file.pages or file.view_pages,
        looked=file.facts.get("looked", 0),
        blank=tuple(file.facts.get("blank", ())),
        blurry=tuple(file.facts.get("blurry", ())),
        signature_valid=signature["valid"] if signature else None,
        signature_says=signature["sentence"] if signature else "",
        signers=tuple(signature["signers"]) if signature else (),
        malware=StoredFile.Malware(file.malware),
    )


def _bytes(blob: str) -> bytes:
    try:
        return blobs.read(blob)
    except (FileNotFoundError, ValueError):
        raise NotFound(_("Không tìm thấy tệp này.")) from None

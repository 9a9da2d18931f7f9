"""A file as its owner sees it: what came, what was made of it, and what to do where something is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.documents.models import StoredFile
from motcua.documents.selectors import facts_of
from motcua.web.kit.file_hints import hint_of

SHOWN_DIGITS = 8


@dataclass(frozen=True, slots=True)
class FileRow:
    """A received file; ``remove_url`` empty when it may not be taken off, ``id`` what that address is told.

    ``scan`` says what a malware scanner said, ``mark`` the first digits of SHA-256; ``hint`` is a gentle remark,
    ``problem`` says that the file does not count; ``url`` is empty for a locked one.
    """

    id: str
    name: str
    size: int
    pages: int
    url: str
    thumbnail_url: str
    paper: str = ""
    note: str = ""
    remove_url: str = ""
    scan: str = ""
    mark: str = ""
    hint: str = ""
    problem: str = ""


def file_row(file: StoredFile, *, paper: str = "", note: str = "", remove_url: str = "") -> FileRow:
    facts = facts_of(file)
    locked = facts.malware in {StoredFile.Malware.FOUND, StoredFile.Malware.WAITING}
    found = facts.malware is StoredFile.Malware.FOUND
    return FileRow(
        id=str(file.pk),
        name=file.name,
        size=file.size,
        pages=facts.pages,
        url="" if locked else reverse("portal:file", args=[file.pk]),
        thumbnail_url=reverse("portal:file_picture", args=[file.pk]) if file.thumbnail and not found else "",
        paper=paper,
        note=note,
        remove_url=remove_url,
        scan=str(facts.malware.label) if file.purpose == "upload" and not found else "",
        mark=file.sha256[:SHOWN_DIGITS] if file.purpose == "upload" else "",
        hint=hint_of(facts),
        problem=_("Tệp này có mã độc nên đã bị khóa. Anh/chị hãy bỏ tệp này và tải lên tệp khác.") if found else "",
    )

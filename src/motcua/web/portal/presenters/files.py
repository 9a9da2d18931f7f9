from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from motcua.documents.models import StoredFile


@dataclass(frozen=True, slots=True)
class FileRow:
    """A received file; ``remove_url`` empty when it may not be taken off, ``id`` what that address is told."""

    id: str
    name: str
    size: int
    pages: int
    url: str
    thumbnail_url: str
    paper: str = ""
    note: str = ""
    remove_url: str = ""


def file_row(file: StoredFile, *, paper: str = "", note: str = "", remove_url: str = "") -> FileRow:
    return FileRow(
        id=str(file.pk),
        name=file.name,
        size=file.size,
        pages=file.pages,
        url=reverse("portal:file", args=[file.pk]),
        thumbnail_url=reverse("portal:file_picture", args=[file.pk]) if file.thumbnail else "",
        paper=paper,
        note=note,
        remove_url=remove_url,
    )

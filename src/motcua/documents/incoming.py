"""A file as it comes from outside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Upload(Protocol):
    """What we need of a file as it came (Django's ``UploadedFile`` fits)."""

    @property
    def name(self) -> str | None: ...
    @property
    def content_type(self) -> str | None: ...
    def chunks(self, chunk_size: int | None = None) -> Iterable[bytes]: ...

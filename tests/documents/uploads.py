"""A file as it comes, and the moment of these tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from motcua.kernel.clock import VIETNAM

AT = datetime(2026, 11, 20, 9, 30, tzinfo=VIETNAM)


class Upload:
    """A file as a browser sends it."""

    def __init__(self, name: str | None, content: bytes, content_type: str | None = "") -> None:
        self.name = name
        self.content = content
        self.content_type = content_type

    def chunks(self, chunk_size: int | None = None) -> Iterable[bytes]:
        step = chunk_size or 65536
        for start in range(0, len(self.content), step):
            yield self.content[start : start + step]

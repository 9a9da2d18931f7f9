"""The demo's telephone network: each SMS is a file."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from motcua.kernel.ids import uuid7


class Folder:
    """Writes below ``settings.SMS_DIR``, one file a message: the number on the first line, then the text."""

    def send(self, *, phone: str, text: str) -> None:
        room = Path(settings.SMS_DIR)
        room.mkdir(parents=True, exist_ok=True)
        (room / f"{uuid7()}.txt").write_text(f"{phone}\n{text}\n", encoding="utf-8")

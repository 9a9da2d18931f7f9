"""Making the copy that people look at instead of the original: flat pages, no script, form or link left."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from PIL import Image
from typst import TypstError

from motcua.documents import blobs, limits
from motcua.documents.inspect import draw, kinds
from motcua.documents.models import StoredFile
from motcua.documents.services.flat import flat_pdf, jpeg
from motcua.documents.services.frames import Drawn, NotDrawn, drawn
from motcua.documents.services.letters import Spot, words_of
from motcua.documents.services.store import pages_of
from motcua.documents.services.typeset import typeset
from motcua.kernel.clock import VIETNAM

LEFT_BEHIND_AFTER = timedelta(minutes=10)
AT_ONCE = 20


def make_view(*, file_id: uuid.UUID) -> None:
    """Draw the file flat and keep the copy beside it; a file that cannot be drawn says so. Safe to run twice."""
    file = StoredFile.objects.filter(pk=file_id, view_state=StoredFile.View.WAITING).first()
    if file is None or file.malware == StoredFile.Malware.FOUND:
        return
    try:
        content, pages = _copy(file)
    except (NotDrawn, FileNotFoundError, TypstError, ValueError, KeyError, TypeError):
        _settle(file_id, StoredFile.View.IMPOSSIBLE, "", 0)
        return
    written = blobs.write([content])
    if not _settle(file_id, StoredFile.View.MADE, written.blob, pages):
        blobs.remove(written.blob)


def left_behind(*, at: datetime) -> list[uuid.UUID]:
    """Files whose copy is overdue because their job was lost; at most twenty."""
    waiting = StoredFile.objects.filter(view_state=StoredFile.View.WAITING, created_at__lt=at - LEFT_BEHIND_AFTER)
    return list(
        waiting.exclude(malware=StoredFile.Malware.FOUND).order_by("created_at").values_list("pk", flat=True)[:AT_ONCE]
    )


def _settle(file_id: uuid.UUID, state: StoredFile.View, blob: str, pages: int) -> bool:
    with transaction.atomic():
        held = StoredFile.objects.select_for_update().filter(pk=file_id, view_state=StoredFile.View.WAITING)
        return bool(held.update(view_state=state, view=blob, view_pages=pages))


def _copy(file: StoredFile) -> tuple[bytes, int]:
    frames = drawn(blobs.path(file.blob), file.media_type, limits.current())
    if file.media_type != kinds.DOCX:
        content, pages = flat_pdf(_pages(frames), partial(_words_over, file))
        if pages == 0:
            raise NotDrawn
        return content, pages
    said, pictures = _words(frames)
    content = typeset("view/words", _data(file.name, said), assets=pictures, at=file.created_at.astimezone(VIETNAM))
    return content, pages_of(content)


def _words_over(file: StoredFile) -> list[list[Spot]]:
    """What the pages of a PDF say; a picture says nothing."""
    return words_of(blobs.path(file.blob), limits.current()) if file.media_type == kinds.PDF else []


def _pages(frames: Iterator[Drawn]) -> Iterator[Image.Image]:
    for frame in frames:
        if frame.tag != draw.PAGE or frame.picture is None:
            raise NotDrawn
        yield frame.picture


def _words(frames: Iterator[Drawn]) -> tuple[dict[str, Any], dict[str, str]]:
    first = next(frames, None)
    if first is None or first.tag != draw.WORDS:
        raise NotDrawn
    pictures: dict[str, str] = {}
    for number, frame in enumerate(frames):
        if frame.tag != draw.PICTURE:
            raise NotDrawn
        if frame.picture is not None:
            pictures[f"picture-{number}"] = _svg(frame.picture)
    said = json.loads(first.words)
    return {"body": list(said["body"]), "outside": list(said["outside"])}, pictures


def _svg(picture: Image.Image) -> str:
    """An SVG around one JPEG: the only shape in which typesetting takes pictures."""
    held = base64.b64encode(jpeg(picture)).decode()
    width, height = picture.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{held}"/></svg>'
    )


def _data(name: str, said: dict[str, Any]) -> dict[str, Any]:
    with override("vi"):  # it is kept, whoever's language the job runs in
        places = {"header": _("Đầu trang"), "footer": _("Chân trang"), "note": _("Chú thích")}
        outside = [{"title": places[where], "blocks": blocks} for where, blocks in said["outside"]]
        return {
            "title": name,
            "note": _("Bản xem gọn, chữ và hình lấy từ tệp Word; bản gốc có thể tải về"),
            "unseen": _("[Hình không hiện trong bản xem gọn; xem ở bản gốc]"),
            "picture": _("Hình trong tệp Word"),
            "body": said["body"],
            "outside": outside,
        }

"""Raster tiles of the map server: fetched within a bound, kept on disk within a bound."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image, UnidentifiedImageError

from motcua.gateway.errors import Unavailable
from motcua.gateway.services.sessions import GuardedSession
from motcua.kernel import clock
from motcua.kernel.ids import secret
from motcua.maps.rules.mercator import TILE

SYSTEM = "tiles"
PATIENCE = 2.0  # seconds for all tiles of a picture together
LARGEST = 256 * 1024  # bytes of a tile
FRESH = 30 * 24 * 3600  # seconds; after that a tile is asked for again, and used on while no other can be had
BUCKETS = 256
MOST_IN_BUCKET = 1024 * 1024  # bytes: 256 MB in all
FORMATS = ("PNG", "JPEG", "WEBP")
OK, MISSING = 200, 404
BLANK = b""  # where the map server has nothing to show


class NotATile(ValueError):
    """The server sent something else."""


def tiles(places: Sequence[tuple[int, int, int]]) -> list[Image.Image | None]:
    """The tiles (zoom, column, row), decoded; ``None`` where the map is blank. Raises ``Unavailable``."""
    begun = time.monotonic()
    with GuardedSession(SYSTEM, deadline=PATIENCE, settles=False) as session:
        return [_tile(session, place, begun) for place in places]


def _tile(session: GuardedSession, place: tuple[int, int, int], begun: float) -> Image.Image | None:
    url = address(*place)
    path = kept_at(url)
    kept, age = _kept(path)
    if kept is not None and age < FRESH:
        return decoded(kept)
    try:
        content = _fetched(session, url, begun)
    except Unavailable:
        if kept is not None:
            return decoded(kept)
        raise
    _keep(path, content)
    return decoded(content)


def _fetched(session: GuardedSession, url: str, begun: float) -> bytes:
    left = PATIENCE - (time.monotonic() - begun)
    if left <= 0:
        raise session.spoiled("too slow")
    session.deadline = left
    answer = session.get(url, allow_redirects=False)
    if answer.status_code == MISSING:
        session.settled()
        return BLANK
    if answer.status_code != OK or len(answer.content) > LARGEST:
        raise session.spoiled("nonsense")
    try:
        decoded(answer.content)
    except NotATile as problem:
        raise session.spoiled("nonsense") from problem
    session.settled()
    return answer.content


def address(zoom: int, column: int, row: int) -> str:
    """Where the map server has a tile."""
    whole: str = settings.TILES
    return whole.replace("{z}", str(zoom)).replace("{x}", str(column)).replace("{y}", str(row))


def decoded(content: bytes) -> Image.Image | None:
    """``NotATile`` for what is no picture of the right size; its size is known before a pixel is drawn."""
    if content == BLANK:
        return None
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as found:
            if found.size != (TILE, TILE):
                raise NotATile
            return found.convert("RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as problem:
        raise NotATile from problem


def kept_at(url: str) -> Path:
    """The file of a tile; its folder is one of ``BUCKETS``."""
    name = hashlib.sha256(url.encode()).hexdigest()
    folder: Path = settings.TILES_DIR
    return folder / name[:2] / name[2:]


def _kept(path: Path) -> tuple[bytes | None, float]:
    """What is kept of a tile and its age in seconds; a damaged file counts as none."""
    try:
        age = clock.now().timestamp() - path.stat().st_mtime
        content = path.read_bytes()
        decoded(content)
    except (OSError, NotATile):
        return None, 0.0
    return content, age


def _keep(path: Path, content: bytes) -> None:
    """Keep a tile; the oldest of its bucket make room. A full or read-only disk keeps nobody from the map."""
    at = clock.now().timestamp()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name[:20]}-{secret(8)}")
        fresh.write_bytes(content)
        os.utime(fresh, (at, at))
        fresh.replace(path)
        for old in _too_many(path.parent):
            old.unlink(missing_ok=True)


def _too_many(bucket: Path) -> Iterator[Path]:
    """The oldest files of a bucket beyond its bound."""
    room = MOST_IN_BUCKET
    for _age, size, path in sorted(_sizes(bucket), reverse=True):
        room -= size
        if room < 0:
            yield path


def _sizes(bucket: Path) -> Iterator[tuple[float, int, Path]]:
    for path in bucket.iterdir():
        with suppress(FileNotFoundError):  # another process made room at the same time
            told = path.stat()
            yield told.st_mtime, told.st_size, path

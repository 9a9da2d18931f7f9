"""The file store: random names below MEDIA_ROOT, written durably, never served from there directly.

A blob's name is ``<room>/<two letters>/<random>``; the room is ``arriving`` while a file comes in pieces,
``quarantine`` until the checks passed, ``kept`` after.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

ARRIVING = "arriving"
QUARANTINE = "quarantine"
KEPT = "kept"
_NAME = re.compile(r"(?:arriving|quarantine|kept)/[0-9a-f]{2}/[0-9a-f]{40}\Z")


class TooLarge(Exception):
    """More bytes came than were allowed; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Written:
    blob: str
    size: int
    sha256: str


def path(blob: str) -> Path:
    """Where a blob lies. Refuses any name that this module could not have given."""
    if not _NAME.match(blob):
        raise ValueError("not the name of a blob")
    return Path(settings.MEDIA_ROOT) / blob


def write(chunks: Iterable[bytes], *, room: str = KEPT, limit: int | None = None) -> Written:
    """Write a stream to a new blob and flush it to the disk. Whatever goes wrong, no part of it stays behind."""
    blob = _new_name(room)
    target = path(blob)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = target.with_suffix(".part")
    digest, size = hashlib.sha256(), 0
    try:
        with unfinished.open("xb") as out:
            for chunk in _at_most(limit, chunks):
                size += len(chunk)
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        _rename(unfinished, target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return Written(blob=blob, size=size, sha256=digest.hexdigest())


def begin() -> str:
    """An empty blob in ``ARRIVING`` for ``put``."""
    return write([], room=ARRIVING).blob


def put(blob: str, content: bytes, *, at: int) -> None:
    """Write a piece at its place and flush it; whatever a broken attempt left after ``at`` is cut off first."""
    with path(blob).open("r+b") as out:
        out.truncate(at)
        out.seek(at)
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def chunks(blob: str, size: int = 65536) -> Iterator[bytes]:
    """The blob's bytes piece by piece; ``FileNotFoundError`` when it is gone."""
    with path(blob).open("rb") as content:
        while piece := content.read(size):
            yield piece


def release(blob: str) -> str:
    """Move a blob out of quarantine; returns its new name."""
    kept = _new_name(KEPT)
    target = path(kept)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _rename(path(blob), target)
    return kept


def read(blob: str) -> bytes:
    return path(blob).read_bytes()


def remove(blob: str) -> None:
    """Delete a blob; one that is already gone is no error."""
    with suppress(FileNotFoundError):
        path(blob).unlink()


def older_than(seconds: float, *, now: float) -> Iterator[tuple[str, Path]]:
    """Every blob or unfinished part last written more than ``seconds`` before ``now`` (seconds since the epoch)."""
    root = Path(settings.MEDIA_ROOT)
    for room in (ARRIVING, QUARANTINE, KEPT):
        for found in (root / room).glob("*/*"):
            if now - found.stat().st_mtime > seconds:
                yield found.relative_to(root).as_posix(), found


def _at_most(limit: int | None, chunks: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if limit is not None and size > limit:
            raise TooLarge
        yield chunk


def _new_name(room: str) -> str:
    name = secrets.token_hex(20)
    return f"{room}/{name[:2]}/{name}"


def _rename(source: Path, target: Path) -> None:
    """A rename that survives a power cut: the directory entry is flushed too."""
    source.rename(target)
    directory = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)

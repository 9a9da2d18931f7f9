"""Reading what the drawing child sends: pixels and words within bounds, or nothing."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PIL import Image

from motcua.documents.inspect import draw
from motcua.documents.limits import Limits
from motcua.documents.services.inspect import command, surroundings

MOST_WORDS = 8 * 1024 * 1024  # bytes of JSON
_CHILD = "motcua.documents.inspect.draw"


class NotDrawn(Exception):
    """The child died, ran out of time or sent something else than it should."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One frame: a ``picture`` (None where a picture inside a text could not be drawn) or ``words`` as JSON."""

    tag: bytes
    picture: Image.Image | None = None
    words: bytes = b""


def drawn(file: Path, media_type: str, bounds: Limits) -> Iterator[Drawn]:
    """Draw ``file`` in a limited child, frame by frame. Raises ``NotDrawn`` unless the last frame says it is whole.

    Pictures come as bare pixels and are made into files here: no byte of a stranger's file gets past the child.
    """
    numbers = [bounds.view_longest, bounds.max_pixels, bounds.max_pages, bounds.memory, bounds.view_seconds]
    arguments = [media_type, *(str(number) for number in numbers)]
    with file.open("rb") as content:
        child = subprocess.Popen(  # noqa: S603 - our own module, its arguments are numbers and a kind from ``rules``
            command(_CHILD, arguments),
            stdin=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings(),
        )
    too_late = threading.Timer(bounds.view_seconds, child.kill)
    too_late.start()
    try:
        if child.stdout is None:
            raise NotDrawn
        with child.stdout:
            yield from _frames(child.stdout, bounds)
    finally:
        too_late.cancel()
        child.kill()
        child.wait()


def _frames(pipe: IO[bytes], bounds: Limits) -> Iterator[Drawn]:
    for _ in range(bounds.max_pages + 100):
        tag, width, height, length = draw.HEAD.unpack(_exactly(pipe, draw.HEAD.size))
        if tag == draw.DONE:
            return
        if tag == draw.WORDS and length <= MOST_WORDS:
            yield Drawn(tag, words=_exactly(pipe, length))
        elif tag == draw.PICTURE and length == 0:
            yield Drawn(tag)
        elif tag in {draw.PAGE, draw.PICTURE} and _fits(width, height, length, bounds.view_longest):
            yield Drawn(tag, picture=Image.frombytes("RGB", (width, height), _exactly(pipe, length)))
        else:
            raise NotDrawn
    raise NotDrawn


def _fits(width: int, height: int, length: int, longest: int) -> bool:
    return 0 < width <= longest and 0 < height <= longest and length == width * height * 3


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    content = pipe.read(length)
    if len(content) != length:
        raise NotDrawn
    return content

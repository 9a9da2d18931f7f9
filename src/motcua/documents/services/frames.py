"""Reading what the drawing child sends: pixels and words within bounds, or nothing."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from PIL import Image

from motcua.documents.inspect import draw
from motcua.documents.limits import Limits
from motcua.documents.services.inspect import command, surroundings

MOST_WORDS = 8 * 1024 * 1024  # bytes of JSON
_CHILD = "motcua.documents.inspect.draw"


class NotDrawn(Exception):
    """The child died, ran out of time or sent something else than it should."""


class Head(NamedTuple):
    tag: bytes
    width: int
    height: int
    length: int


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

    def fits(head: Head) -> bool:
        return _fits(head, bounds.view_longest)

    most = bounds.max_pages + 100
    for (tag, width, height, _length), content in framed(
        _CHILD, arguments, file, seconds=bounds.view_seconds, most=most, fits=fits
    ):
        if tag == draw.WORDS:
            yield Drawn(tag, words=content)
        else:
            yield Drawn(tag, picture=Image.frombytes("RGB", (width, height), content) if content else None)


def framed(
    module: str, arguments: list[str], file: Path, *, seconds: float, most: int, fits: Callable[[Head], bool]
) -> Iterator[tuple[Head, bytes]]:
    """What a child sends about ``file``, frame by frame. Raises ``NotDrawn`` unless it ends as it should.

    Nothing is read of a frame whose head does not fit; at most ``most`` frames, in ``seconds`` altogether.
    """
    with file.open("rb") as content:
        child = subprocess.Popen(  # noqa: S603 - our own module, its arguments are numbers and a kind from ``rules``
            command(module, arguments),
            stdin=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings(),
        )
    too_late = threading.Timer(seconds, child.kill)
    too_late.start()
    try:
        if child.stdout is None:
            raise NotDrawn
        with child.stdout:
            yield from _frames(child.stdout, most, fits)
    finally:
        too_late.cancel()
        child.kill()
        child.wait()


def _frames(pipe: IO[bytes], most: int, fits: Callable[[Head], bool]) -> Iterator[tuple[Head, bytes]]:
    for _count in range(most):
        head = Head(*draw.HEAD.unpack(_exactly(pipe, draw.HEAD.size)))
        if head.tag == draw.DONE:
            return
        if not fits(head):
            raise NotDrawn
        yield head, _exactly(pipe, head.length)
    raise NotDrawn


def _fits(head: Head, longest: int) -> bool:
    tag, width, height, length = head
    if tag == draw.WORDS:
        return length <= MOST_WORDS
    if tag == draw.PICTURE and length == 0:
        return True
    small = 0 < width <= longest and 0 < height <= longest
    return tag in {draw.PAGE, draw.PICTURE} and small and length == width * height * 3


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    content = pipe.read(length)
    if len(content) != length:
        raise NotDrawn
    return content

"""Pictures: small enough, standing still, decodable to the last line."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager

import pi_heif
from PIL import Image, ImageOps

from motcua.documents.inspect import kinds, seeing
from motcua.documents.inspect.content import Found, Looked

THUMBNAIL = (300, 300)
EDGE_OF_HEADERS = 65536
LOOKED_AT = 8  # pictures of a file judged at acceptance: what a person waits for
MOST_LOOKED_AT = 2  # times the pixels one picture may have, of all that are judged
_FORMATS = {kinds.JPEG: "JPEG", kinds.PNG: "PNG", kinds.HEIC: "HEIF"}
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, RuntimeError)


def examine(data: bytes, kind: str, *, max_pixels: int, max_pages: int) -> Looked:
    """Decode the picture, of several the first ones. GPS places and other notes are neither read nor kept."""
    try:
        order = frames(data, kind, max_pixels=max_pixels)
        if len(order) > max_pages:
            raise Found("too_many_pages")
        looked = Looked(pages=len(order))
        budget = MOST_LOOKED_AT * max_pixels
        for frame in order[:LOOKED_AT]:
            with opened(data, kind, max_pixels=max_pixels, frame=frame) as picture:
                budget -= picture.width * picture.height
                if looked.looked and budget < 0:
                    break
                # A JPEG decodes at a fraction of its size in a fraction of the time; a missing end is noticed all
                # the same.
                picture.draft(None, (seeing.LONGEST, seeing.LONGEST))
                picture.load()
                upright = on_white(ImageOps.exif_transpose(picture), seeing.LONGEST)
            _judge(upright, looked)
    except BROKEN as broken:
        raise Found("damaged") from broken
    return looked


def _judge(upright: Image.Image, looked: Looked) -> None:
    looked.looked += 1
    looked.thumbnail = looked.thumbnail or thumbnail(upright)
    seen = seeing.judge(upright)
    if seen:
        (looked.blank if seen == "blank" else looked.blurry).append(looked.looked)


def frames(data: bytes, kind: str, *, max_pixels: int) -> list[int]:
    """The pictures a file holds, the main one first; ``Found`` when one is too large. Only HEIC holds several.

    What belongs to a picture (its small form, depth, transparency, tiles) is none of its own.
    """
    if kind != kinds.HEIC:
        return [0]
    _prepare_heif()
    file = pi_heif.open_heif(io.BytesIO(data))
    if any(width * height > max_pixels for width, height in (one.size for one in file)):
        raise Found("too_many_pixels")
    return [file.primary_index, *(number for number in range(len(file)) if number != file.primary_index)]


@contextmanager
def opened(data: bytes, kind: str, *, max_pixels: int, frame: int | None = None) -> Iterator[Image.Image]:
    """The picture with its header read and nothing decoded; ``Found`` when it is too large or moves.

    ``frame``: which one of ``frames``, whose sizes were checked there; else the main one.
    """
    Image.MAX_IMAGE_PIXELS = None  # our own limit answers with a sentence, before anything is decoded
    if kind == kinds.PNG and b"acTL" in data[:EDGE_OF_HEADERS]:
        raise Found("animated")
    if kind == kinds.HEIC:
        _prepare_heif()
    with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as picture:
        if kind == kinds.HEIC and frame is not None:
            picture.seek(frame)
        width, height = picture.size
        if width * height > max_pixels:
            raise Found("too_many_pixels")
        yield picture


def _prepare_heif() -> None:
    pi_heif.options.DECODE_THREADS = 1
    pi_heif.options.THUMBNAILS = False
    pi_heif.options.DEPTH_IMAGES = False
    pi_heif.options.AUX_IMAGES = False
    pi_heif.register_heif_opener()


def on_white(picture: Image.Image, longest: int) -> Image.Image:
    """A new RGB picture of at most ``longest`` pixels a side; what was see-through is white paper."""
    if picture.mode in {"RGB", "L"}:
        small = picture.copy()
        small.thumbnail((longest, longest), reducing_gap=2.0)
        return small.convert("RGB")
    with_alpha = picture.convert("RGBA")
    with_alpha.thumbnail((longest, longest), reducing_gap=2.0)
    paper = Image.new("RGBA", with_alpha.size, "white")
    return Image.alpha_composite(paper, with_alpha).convert("RGB")


def thumbnail(picture: Image.Image) -> str:
    """A JPEG of at most 300 × 300 of an RGB picture, in base64."""
    small = picture.copy()
    small.thumbnail(THUMBNAIL, reducing_gap=2.0)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=80)
    return base64.b64encode(out.getvalue()).decode()

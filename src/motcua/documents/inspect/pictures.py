"""Pictures: small enough, one frame, decodable to the last line."""

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
_FORMATS = {kinds.JPEG: "JPEG", kinds.PNG: "PNG", kinds.HEIC: "HEIF"}
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, RuntimeError)


def examine(data: bytes, kind: str, *, max_pixels: int) -> Looked:
    """Decode the whole picture. Its GPS place and other notes are neither read nor kept in what is made of it."""
    try:
        with opened(data, kind, max_pixels=max_pixels) as picture:
            # A JPEG decodes at a fraction of its size in a fraction of the time; a missing end is noticed all the same.
            picture.draft(None, (seeing.LONGEST, seeing.LONGEST))
            picture.load()
            upright = on_white(ImageOps.exif_transpose(picture), seeing.LONGEST)
    except BROKEN as broken:
        raise Found("damaged") from broken
    seen = seeing.judge(upright)
    return Looked(
        thumbnail=thumbnail(upright),
        looked=1,
        blank=[1] if seen == "blank" else [],
        blurry=[1] if seen == "blurry" else [],
    )


@contextmanager
def opened(data: bytes, kind: str, *, max_pixels: int) -> Iterator[Image.Image]:
    """The picture with its header read and nothing decoded; ``Found`` when it is too large or moves."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit answers with a sentence, before anything is decoded
    if kind == kinds.PNG and b"acTL" in data[:EDGE_OF_HEADERS]:
        raise Found("animated")
    if kind == kinds.HEIC:
        pi_heif.options.DECODE_THREADS = 1
        pi_heif.options.THUMBNAILS = False
        pi_heif.register_heif_opener()
    with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as picture:
        width, height = picture.size
        if width * height > max_pixels:
            raise Found("too_many_pixels")
        yield picture


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

"""Lines of a photographed page made level. Pure functions over one picture; only copies are turned, never the original.

A page is level when its rows of letters and the white between them change most suddenly (projection profile).
"""

from __future__ import annotations

import itertools
from array import array

from PIL import Image, ImageChops, ImageFilter

from motcua.documents.inspect.seeing import DIFFERENT

WIDEST = 8.0  # degrees either way; more than that was meant, or is no page of text
LEAST = 0.5  # degrees that an eye notices
CLEARER = 1.15  # how much more suddenly rows must change: a picture without lines stays as it is
_SEEN_AT = 640  # pixels


def tilt(picture: Image.Image) -> float:
    """Degrees by which the page must be turned anticlockwise to be level; 0.0 when it is level or has no lines."""
    ink = _ink(picture)
    level = _apart(ink, 0.0)
    best = max(_steps(0.0, WIDEST, 1.0), key=lambda angle: _apart(ink, angle))
    best = max(_steps(best, 0.75, 0.25), key=lambda angle: _apart(ink, angle))
    return best if abs(best) >= LEAST and _apart(ink, best) > CLEARER * level else 0.0


def levelled(picture: Image.Image) -> Image.Image:
    """The picture with level lines, its new corners white; the same object when there is nothing to turn."""
    angle = tilt(picture)
    if not angle:
        return picture
    return picture.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor="white")


def _ink(picture: Image.Image) -> Image.Image:
    """White where a mark is darker than the paper around it, black elsewhere."""
    grey = picture.convert("L")
    grey.thumbnail((_SEEN_AT, _SEEN_AT), Image.Resampling.BOX)
    apart = ImageChops.subtract(grey.filter(ImageFilter.BoxBlur(8)), grey)
    return apart.point([255 if level > DIFFERENT else 0 for level in range(256)])


def _apart(ink: Image.Image, angle: float) -> float:
    turned = ink.rotate(angle, Image.Resampling.BILINEAR) if angle else ink
    rows = turned.convert("F").resize((1, turned.height), Image.Resampling.BOX)
    return sum((lower - upper) ** 2 for upper, lower in itertools.pairwise(array("f", rows.tobytes())))


def _steps(middle: float, reach: float, step: float) -> list[float]:
    count = round(reach / step)
    return [middle + number * step for number in range(-count, count + 1)]

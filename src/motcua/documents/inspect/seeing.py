"""Can a person read this page? Pure functions over one picture; thresholds were set on typed pages and photographs.

They give hints, never refusals: a faint pencil page may count as blank, a soft pattern as blurry.
"""

from __future__ import annotations

import itertools

from PIL import Image, ImageChops, ImageFilter, ImageStat

LONGEST = 1000  # pixels: sharpness depends on the scale, so every page is judged at this one (or smaller, never larger)
SHARP = 120.0  # mean variance of the Laplacian in the liveliest tiles; text in focus has 700 and more
INK = 0.0008  # share of the page that differs from its surroundings; one short line of text has 0.003
DIFFERENT = 14  # grey levels of 255 between a mark and the paper around it
TILES = 8
LIVELIEST = 6

_LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def is_blank(picture: Image.Image) -> bool:
    """Nothing on it: white, black, or an even gradient, whatever the noise and the shade of the margins."""
    grey = _grey(picture, 400).filter(ImageFilter.MedianFilter(3))
    inner = _inside(grey, max(grey.width, grey.height) // 25)
    apart = ImageChops.difference(inner, inner.filter(ImageFilter.BoxBlur(12)))
    marked = sum(apart.histogram()[DIFFERENT:])
    return marked < INK * inner.width * inner.height


def sharpness(picture: Image.Image) -> float:
    """Variance of the Laplacian where the page is liveliest, so that white margins do not count against it."""
    edges = _inside(_grey(picture, LONGEST).filter(_LAPLACIAN), 2)
    found = sorted((ImageStat.Stat(tile).var[0] for tile in _tiles(edges)), reverse=True)
    return float(sum(found[:LIVELIEST]) / LIVELIEST)


def is_blurry(picture: Image.Image) -> bool:
    """Out of focus or shaken, so that small letters run together. Ask only for pages that are not blank."""
    return sharpness(picture) < SHARP


def judge(picture: Image.Image) -> str:
    """``blank``, ``blurry`` or an empty string."""
    if min(picture.size) < TILES * 4:  # too small to tell; the size is its own hint
        return ""
    if is_blank(picture):
        return "blank"
    return "blurry" if is_blurry(picture) else ""


def _grey(picture: Image.Image, longest: int) -> Image.Image:
    grey = picture.convert("L")
    grey.thumbnail((longest, longest), Image.Resampling.BOX)
    return grey


def _inside(picture: Image.Image, margin: int) -> Image.Image:
    return picture.crop((margin, margin, picture.width - margin, picture.height - margin))


def _tiles(picture: Image.Image) -> list[Image.Image]:
    across = [number * picture.width // TILES for number in range(TILES + 1)]
    down = [number * picture.height // TILES for number in range(TILES + 1)]
    return [
        picture.crop((left, top, right, bottom))
        for top, bottom in itertools.pairwise(down)
        for left, right in itertools.pairwise(across)
    ]

"""One tile of a map that cannot be taken for a real one."""

from __future__ import annotations

import math
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

TILE = 256
TOWNS = (
    ("Thanh Hóa", 19.807, 105.776),
    ("Sầm Sơn", 19.74, 105.90),
    ("Bỉm Sơn", 20.08, 105.86),
    ("Nghi Sơn", 19.39, 105.76),
)
_LAND, _SEA, _LINE, _INK, _TOWN = (244, 241, 232), (200, 221, 235), (176, 188, 196), (70, 84, 94), (150, 60, 20)
_COAST = ((19.0, 105.62), (19.39, 105.80), (19.74, 105.92), (20.0, 106.02), (20.4, 106.55))  # roughly
_STEPS = (10.0, 5.0, 2.0, 1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005)
_EDGE = 85.0511  # degrees north and south where the square map ends
_APART = 90  # pixels between two lines, at least


def world(lat: float, lng: float, zoom: int) -> tuple[float, float]:
    size = TILE << zoom
    sine = math.sin(math.radians(min(max(lat, -_EDGE), _EDGE)))
    return (lng + 180) / 360 * size, (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * size


def degrees(x: float, y: float, zoom: int) -> tuple[float, float]:
    size = TILE << zoom
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / size)))), x / size * 360 - 180


@lru_cache(maxsize=2000)
def tile(zoom: int, column: int, row: int) -> bytes:
    """A PNG of 256 x 256."""
    image = Image.new("RGB", (TILE, TILE), _LAND)
    draw = ImageDraw.Draw(image)
    left, top = column * TILE, row * TILE
    coast = [(x - left, y - top) for x, y in (world(lat, lng, zoom) for lat, lng in _COAST)]
    draw.polygon([*coast, (coast[-1][0] + 10 * TILE, coast[-1][1]), (coast[0][0] + 10 * TILE, coast[0][1])], fill=_SEA)
    _graticule(draw, zoom, left, top)
    _towns(draw, zoom, left, top)
    draw.text((TILE // 2, TILE - 10), "Bản đồ mô phỏng", fill=_LINE, font=_font(11), anchor="mm")
    out = BytesIO()
    image.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def _graticule(draw: ImageDraw.ImageDraw, zoom: int, left: int, top: int) -> None:
    north, west = degrees(left, top, zoom)
    south, east = degrees(left + TILE, top + TILE, zoom)
    step = min((each for each in _STEPS if each / 360 * (TILE << zoom) >= _APART), default=90.0)
    for number in range(math.floor(west / step), math.ceil(east / step) + 1):
        x = round(world(0, number * step, zoom)[0]) - left
        draw.line((x, 0, x, TILE), fill=_LINE)
        draw.text((x + 2, 1), f"{number * step:.7g}", fill=_INK, font=_font(10))
    for number in range(math.floor(south / step), math.ceil(north / step) + 1):
        y = round(world(number * step, 0, zoom)[1]) - top
        draw.line((0, y, TILE, y), fill=_LINE)
        draw.text((2, y + 1), f"{number * step:.7g}", fill=_INK, font=_font(10))


def _towns(draw: ImageDraw.ImageDraw, zoom: int, left: int, top: int) -> None:
    for name, lat, lng in TOWNS:
        x, y = world(lat, lng, zoom)
        x, y = round(x) - left, round(y) - top
        draw.ellipse((x - 4, y - 4, x + 4, y + 4), fill=_TOWN)
        draw.text((x + 7, y - 7), name, fill=_TOWN, font=_font(13))


@lru_cache(maxsize=4)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """One with Vietnamese marks where this machine has it."""
    try:
        return ImageFont.truetype("DejaVuSans.ttf", size)
    except OSError:
        return ImageFont.load_default(size)

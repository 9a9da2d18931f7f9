"""One picture of a map: its tiles, the pin, a scale bar."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from motcua.maps.rules.frames import HEIGHT, WIDTH, Frame
from motcua.maps.rules.mercator import Point
from motcua.maps.services.tiles import tiles

MOST_BYTES = 40 * 1024
QUALITIES = (80, 60, 40, 20, 5)
_GROUND, _INK, _PAPER, _PIN = (233, 236, 238), (20, 32, 42), (255, 255, 255), (179, 29, 20)
_FINE = 4  # the pin is drawn this much larger and shrunk, for smooth edges
PIN_WIDTH, PIN_HEIGHT = 27, 39
_KILOMETRE = 1000


def picture(frame: Frame, pin: Point | None) -> bytes:
    """``WIDTH`` x ``HEIGHT`` as WebP, at most ``MOST_BYTES``; the tip of the pin is at its place. ``Unavailable``."""
    places = list(frame.tiles())
    found = tiles([(frame.zoom, each.column, each.row) for each in places])
    canvas = Image.new("RGB", (WIDTH, HEIGHT), _GROUND)
    for each, tile in zip(places, found, strict=True):
        if tile is not None:
            canvas.paste(tile, (each.left, each.top), tile)
    _draw_middle(canvas)
    if pin is not None:
        _draw_pin(canvas, *frame.pixel_of(pin))
    _draw_scale(canvas, frame)
    return _written(canvas)


def _written(canvas: Image.Image) -> bytes:
    content = b""
    for quality in QUALITIES:
        out = BytesIO()
        canvas.save(out, "WEBP", quality=quality, method=4)
        content = out.getvalue()
        if len(content) <= MOST_BYTES:
            break
    return content


def _draw_middle(canvas: Image.Image) -> None:
    """A small cross: where the button without a pointer puts the pin."""
    draw, x, y = ImageDraw.Draw(canvas), WIDTH // 2, HEIGHT // 2
    for width, colour in ((3, _PAPER), (1, _INK)):
        draw.line((x - 7, y, x + 7, y), fill=colour, width=width)
        draw.line((x, y - 7, x, y + 7), fill=colour, width=width)


def _draw_pin(canvas: Image.Image, x: int, y: int) -> None:
    wide, high = PIN_WIDTH * _FINE, PIN_HEIGHT * _FINE
    large = Image.new("RGBA", (wide, high), (0, 0, 0, 0))
    draw = ImageDraw.Draw(large)
    middle, edge = wide // 2, 2 * _FINE
    draw.polygon([(edge // 2, wide * 0.62), (middle, high - 1), (wide - edge // 2, wide * 0.62)], fill=_PAPER)
    draw.ellipse((0, 0, wide - 1, wide - 1), fill=_PAPER)
    draw.polygon([(2 * edge, wide * 0.66), (middle, high - 2 * edge), (wide - 2 * edge, wide * 0.66)], fill=_PIN)
    draw.ellipse((edge, edge, wide - 1 - edge, wide - 1 - edge), fill=_PIN)
    hole = wide // 3
    draw.ellipse((hole, hole, wide - hole, wide - hole), fill=_PAPER)
    small = large.resize((PIN_WIDTH, PIN_HEIGHT), Image.Resampling.LANCZOS)
    canvas.paste(small, (x - PIN_WIDTH // 2, y - PIN_HEIGHT + 1), small)


def _draw_scale(canvas: Image.Image, frame: Frame) -> None:
    metres, length = frame.scale()
    told = f"{metres // _KILOMETRE} km" if metres >= _KILOMETRE else f"{metres} m"
    draw, font = ImageDraw.Draw(canvas), ImageFont.load_default(12)
    left, bottom = (WIDTH - length) // 2, HEIGHT - 8  # in the middle: a narrow screen cuts the sides off
    half = max(length, int(draw.textlength(told, font))) // 2 + 4
    draw.rectangle((WIDTH // 2 - half, bottom - 24, WIDTH // 2 + half, bottom + 4), fill=_PAPER)
    draw.text((WIDTH // 2, bottom - 15), told, fill=_INK, font=font, anchor="mm")
    draw.line((left, bottom - 5, left, bottom, left + length, bottom, left + length, bottom - 5), fill=_INK, width=2)

"""The one picture a page shows: its size, its weight, its pin."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from PIL import Image

from motcua.maps.rules.frames import HEIGHT, WIDTH, Frame
from motcua.maps.rules.mercator import Point
from motcua.maps.services import pictures
from motcua.maps.services.pictures import MOST_BYTES, picture
from simulators.tiles.server import Server

pytestmark = pytest.mark.django_db(transaction=True)
FRAME = Frame(Point(19.9, 105.5), 14)  # no town of the simulator near, whose names are reddish too


def opened(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content)) as found:
        assert found.format == "WEBP"
        assert found.size == (WIDTH, HEIGHT)
        return found.convert("RGB")


def is_red(colour: object) -> bool:
    red, green, blue = colour if isinstance(colour, tuple) else (0, 0, 0)
    return bool(red > 140 and green < 90 and blue < 90)


def red(image: Image.Image) -> list[tuple[int, int]]:
    return [(x, y) for x in range(WIDTH) for y in range(HEIGHT) if is_red(image.getpixel((x, y)))]


@pytest.mark.parametrize(("x", "y"), [(170, 128), (60, 70), (300, 200)])
def test_the_tip_of_the_pin_is_at_its_place(server: Server, x: int, y: int) -> None:
    found = red(opened(picture(FRAME, FRAME.point_at(x, y))))
    tip = max(found, key=lambda pixel: pixel[1])
    assert abs(tip[0] - x) <= 3
    assert 0 <= y - tip[1] <= 6  # the white edge of the pin and the colours of WebP lie between
    assert min(pixel[1] for pixel in found) < y - 25


def test_without_a_pin_there_is_none(server: Server) -> None:
    assert red(opened(picture(FRAME, None))) == []


def test_a_pin_far_away_is_not_drawn(server: Server) -> None:
    assert red(opened(picture(FRAME, Point(10.7, 106.7)))) == []


def test_the_worst_of_maps_is_light_enough_for_a_telephone(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = Image.frombytes("RGB", (256, 256), random.Random(1).randbytes(256 * 256 * 3)).convert("RGBA")  # noqa: S311
    monkeypatch.setattr(pictures, "tiles", lambda places: [noise] * len(places))
    assert len(picture(FRAME, FRAME.centre)) <= MOST_BYTES


def test_an_ordinary_map_is_much_lighter(server: Server) -> None:
    assert len(picture(FRAME, FRAME.centre)) < MOST_BYTES / 4

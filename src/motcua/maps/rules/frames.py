"""What one picture of a map shows, where a click on it lies, and where its buttons move it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from motcua.maps.rules.mercator import DECIMALS, MOST_LAT, TILE, Point, metres_a_pixel, project, unproject, world_size

WIDTH, HEIGHT = 340, 256  # CSS pixels; a click is told in them, so a page must not scale the picture
LEAST_ZOOM, MOST_ZOOM = 6, 18
PLACE_ZOOM = 16  # near enough to tell a house from its neighbour's
LONGEST_SCALE = 90  # pixels
_WRITTEN = re.compile(r"(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?),(\d{1,2})", re.ASCII)


class Move(StrEnum):
    """The buttons of a map; ``PIN`` puts the pin in the middle, ``SHOW`` goes to the coordinates that were typed."""

    IN = "in"
    OUT = "out"
    NORTH = "north"
    SOUTH = "south"
    WEST = "west"
    EAST = "east"
    HOME = "home"
    PIN = "pin"
    SHOW = "show"


_STEPS = {Move.NORTH: (0, -1), Move.SOUTH: (0, 1), Move.WEST: (-1, 0), Move.EAST: (1, 0)}
_ZOOMS = {Move.IN: 1, Move.OUT: -1}


class TilePlace(NamedTuple):
    """Column and row of a tile at the frame's zoom, and the pixel of the picture where its corner lies."""

    column: int
    row: int
    left: int
    top: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The middle of the picture and its zoom; always one that can be shown."""

    centre: Point
    zoom: int

    def __post_init__(self) -> None:
        lat = min(max(self.centre.lat, -MOST_LAT), MOST_LAT)
        lng = (self.centre.lng + 180) % 360 - 180
        object.__setattr__(self, "centre", Point(round(lat, DECIMALS), round(lng, DECIMALS)))
        object.__setattr__(self, "zoom", min(max(self.zoom, LEAST_ZOOM), MOST_ZOOM))

    @property
    def corner(self) -> tuple[int, int]:
        """The pixel of the world at the north-west corner of the picture."""
        x, y = project(self.centre, self.zoom)
        return round(x) - WIDTH // 2, round(y) - HEIGHT // 2

    def point_at(self, x: int, y: int) -> Point:
        """The place under a pixel of the picture; outside of it the nearest inside."""
        left, top = self.corner
        return unproject(left + min(max(x, 0), WIDTH - 1), top + min(max(y, 0), HEIGHT - 1), self.zoom)

    def pixel_of(self, point: Point) -> tuple[int, int]:
        """Where a place lies in the picture, or beside it."""
        (left, top), (x, y) = self.corner, project(point, self.zoom)
        around = world_size(self.zoom)
        return (round(x) - left + around // 2) % around - around // 2, round(y) - top

    def moved(self, move: Move) -> Frame:
        """The picture after a button was pressed: half a picture further, or one zoom nearer or farther."""
        if move in _ZOOMS:
            return replace(self, zoom=self.zoom + _ZOOMS[move])
        if move not in _STEPS:
            return self
        across, down = _STEPS[move]
        x, y = project(self.centre, self.zoom)
        return replace(self, centre=unproject(x + across * WIDTH // 2, y + down * HEIGHT // 2, self.zoom))

    def tiles(self) -> Iterator[TilePlace]:
        """The tiles under the picture, row by row; none beyond the poles' edge."""
        left, top = self.corner
        columns = range(left // TILE, (left + WIDTH - 1) // TILE + 1)
        rows = range(top // TILE, (top + HEIGHT - 1) // TILE + 1)
        count = 1 << self.zoom
        for row in rows:
            for column in columns:
                if 0 <= row < count:
                    yield TilePlace(column % count, row, column * TILE - left, row * TILE - top)

    def scale(self) -> tuple[int, int]:
        """A round number of metres and how many pixels long it is."""
        metres = metres_a_pixel(self.centre.lat, self.zoom)
        fitting = [n * 10**power for power in range(7) for n in (1, 2, 5) if n * 10**power <= LONGEST_SCALE * metres]
        length = max(fitting, default=1)
        return length, round(length / metres)

    def __str__(self) -> str:
        return f"{self.centre.lat:.{DECIMALS}f},{self.centre.lng:.{DECIMALS}f},{self.zoom}"


def written(text: str) -> Frame | None:
    """The frame that ``str`` wrote; ``None`` for anything else."""
    found = _WRITTEN.fullmatch(text)
    return Frame(Point(float(found[1]), float(found[2])), int(found[3])) if found else None

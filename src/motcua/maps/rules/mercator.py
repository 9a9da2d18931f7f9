"""Degrees (WGS 84) and pixels of the square world that raster tiles are cut from (Web Mercator, EPSG:3857)."""

from __future__ import annotations

import math
from typing import NamedTuple

TILE = 256  # pixels a side
MOST_LAT = 85.051128  # where the square world ends
DECIMALS = 6  # of degrees: 11 cm


class Point(NamedTuple):
    lat: float
    lng: float


def world_size(zoom: int) -> int:
    """Pixels a side at that zoom."""
    return TILE << zoom


def project(point: Point, zoom: int) -> tuple[float, float]:
    """Pixels from the north-west corner of the world; beyond the poles' edge of the map the edge."""
    size = world_size(zoom)
    sine = math.sin(math.radians(min(max(point.lat, -MOST_LAT), MOST_LAT)))
    x = (point.lng + 180) / 360 * size
    y = (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * size
    return x, y


def unproject(x: float, y: float, zoom: int) -> Point:
    """The place of a pixel of the world, exact to ``DECIMALS``; east of the edge the map begins again."""
    size = world_size(zoom)
    lng = (x / size * 360) % 360 - 180
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / size))))
    return Point(round(min(max(lat, -MOST_LAT), MOST_LAT), DECIMALS), round(lng, DECIMALS))


def metres_a_pixel(lat: float, zoom: int) -> float:
    """On the ground at that latitude."""
    equator = 40_075_016.686
    return equator * math.cos(math.radians(lat)) / world_size(zoom)

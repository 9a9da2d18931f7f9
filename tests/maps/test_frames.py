"""Degrees to pixels and back, clicks, buttons: the same place on both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.maps.rules.frames import HEIGHT, LEAST_ZOOM, LONGEST_SCALE, MOST_ZOOM, WIDTH, Frame, Move, written
from motcua.maps.rules.mercator import MOST_LAT, TILE, Point, metres_a_pixel, project, unproject

POINTS = st.builds(Point, st.floats(-85, 85), st.floats(-180, 179.999999))
VIETNAM = st.builds(Point, st.floats(8, 23.5), st.floats(102, 117.9))
ZOOMS = st.integers(LEAST_ZOOM, MOST_ZOOM)
THANH_HOA = Point(19.807, 105.776)


@given(POINTS, ZOOMS)
def test_a_place_comes_back_from_its_pixel(point: Point, zoom: int) -> None:
    again = unproject(*project(point, zoom), zoom)
    assert again.lat == pytest.approx(point.lat, abs=1e-6)
    assert again.lng == pytest.approx(point.lng, abs=1e-6)


@given(VIETNAM, ZOOMS, st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1))
def test_the_pin_stands_where_was_clicked(centre: Point, zoom: int, x: int, y: int) -> None:
    frame = Frame(centre, zoom)
    across, down = frame.pixel_of(frame.point_at(x, y))
    assert abs(across - x) <= 1
    assert abs(down - y) <= 1


@given(VIETNAM, ZOOMS)
def test_the_middle_of_the_picture_is_its_centre(centre: Point, zoom: int) -> None:
    frame = Frame(centre, zoom)
    assert frame.pixel_of(frame.centre) == (WIDTH // 2, HEIGHT // 2)


@given(VIETNAM, ZOOMS)
def test_what_is_written_is_read_again(centre: Point, zoom: int) -> None:
    frame = Frame(centre, zoom)
    assert written(str(frame)) == frame


@pytest.mark.parametrize(
    "text", ["", "19.8", "19.8,105.7", "a,b,c", "19.8,105.7,11;", "nan,1,11", "١٩,105,11", "9" * 40]
)
def test_nothing_else_is_read(text: str) -> None:
    assert written(text) is None


@given(st.integers(-99, 99), st.integers(-999, 999), st.integers(0, 99))
def test_a_frame_can_always_be_shown(lat: int, lng: int, zoom: int) -> None:
    frame = Frame(Point(lat, lng), zoom)
    assert abs(frame.centre.lat) <= MOST_LAT
    assert -180 <= frame.centre.lng < 180
    assert LEAST_ZOOM <= frame.zoom <= MOST_ZOOM


@given(POINTS, ZOOMS)
def test_the_tiles_cover_the_picture(centre: Point, zoom: int) -> None:
    places = list(Frame(centre, zoom).tiles())
    assert len(places) <= 9
    for place in places:
        assert -TILE < place.left < WIDTH
        assert -TILE < place.top < HEIGHT
        assert 0 <= place.column < 1 << zoom
        assert 0 <= place.row < 1 << zoom
    if abs(centre.lat) < 60:
        covered = sum(
            (min(each.left + TILE, WIDTH) - max(each.left, 0)) * (min(each.top + TILE, HEIGHT) - max(each.top, 0))
            for each in places
        )
        assert covered == WIDTH * HEIGHT


@pytest.mark.parametrize(
    ("there", "back"), [(Move.NORTH, Move.SOUTH), (Move.WEST, Move.EAST), (Move.IN, Move.OUT)], ids=str
)
def test_a_step_and_a_step_back(there: Move, back: Move) -> None:
    frame = Frame(THANH_HOA, 14)
    away = frame.moved(there)
    assert away != frame
    home = away.moved(back)
    assert home.zoom == frame.zoom
    assert home.centre.lat == pytest.approx(frame.centre.lat, abs=2e-4)
    assert home.centre.lng == pytest.approx(frame.centre.lng, abs=2e-4)


def test_a_step_goes_where_it_says() -> None:
    frame = Frame(THANH_HOA, 14)
    assert frame.moved(Move.NORTH).centre.lat > frame.centre.lat
    assert frame.moved(Move.EAST).centre.lng > frame.centre.lng
    assert frame.moved(Move.EAST).centre.lat == pytest.approx(frame.centre.lat, abs=1e-6)
    assert frame.moved(Move.IN).zoom == 15


def test_no_nearer_than_the_nearest() -> None:
    assert Frame(THANH_HOA, MOST_ZOOM).moved(Move.IN).zoom == MOST_ZOOM
    assert Frame(THANH_HOA, LEAST_ZOOM).moved(Move.OUT).zoom == LEAST_ZOOM


@given(VIETNAM, ZOOMS)
def test_the_scale_is_a_round_length_that_fits(centre: Point, zoom: int) -> None:
    metres, pixels = Frame(centre, zoom).scale()
    assert str(metres).rstrip("0") in {"1", "2", "5"}
    assert 20 <= pixels <= LONGEST_SCALE
    assert metres == pytest.approx(pixels * metres_a_pixel(centre.lat, zoom), rel=0.03)


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    _x, north = project(Point(20.5, 105.8), 12)
    _x, south = project(Point(19.5, 105.8), 12)
    assert (south - north) * metres_a_pixel(20, 12) == pytest.approx(111_300, rel=0.01)

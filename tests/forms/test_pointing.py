"""Pointing at a map: what a click and each button do, and what they leave alone."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from motcua.forms.rules import Answers, Pointing, frame_of, parse, pin_of, pointing, read
from motcua.maps.rules.frames import HEIGHT, PLACE_ZOOM, WIDTH, Frame, Move
from motcua.maps.rules.mercator import Point

START = Frame(Point(19.807, 105.776), 11)
PAGE = parse(
    {
        "pages": [
            {
                "key": "p",
                "title": "Địa điểm",
                "fields": [
                    {"key": "spot", "label": "Vị trí", "type": "place"},
                    {"key": "gate", "label": "Cổng", "type": "place"},
                    {"key": "note", "label": "Ghi chú", "type": "text"},
                ],
            }
        ]
    }
).pages[0]
TYPED = {"spot_lat": "19,9", "spot_lng": "105,8", "spot_note": "Cạnh chợ", "note": "Nhà cấp 4"}


def pressed(**posted: str) -> Pointing:
    query = QueryDict(mutable=True)
    query.update({key.replace("__", "-"): value for key, value in posted.items()})
    return pointing([PAGE], query, read(PAGE, query), start=START)


def clicked(x: str, y: str, **posted: str) -> Pointing:
    return pressed(**posted, **{"spot-pin.x": x, "spot-pin.y": y})


def place(found: Answers) -> dict[str, object]:
    spot = found["spot"]
    assert isinstance(spot, dict)
    return spot


def test_no_button_of_a_map_changes_nothing() -> None:
    found = pressed(**TYPED)
    assert (found.pressed, found.placed) == ("", False)
    assert place(found.answers) == {"lat": "19,9", "lng": "105,8", "note": "Cạnh chợ"}
    assert found.frames["spot"] == Frame(Point(19.9, 105.8), PLACE_ZOOM)
    assert found.frames["gate"] == START


def test_a_click_moves_the_pin_and_nothing_else() -> None:
    frame = Frame(Point(19.9, 105.8), 14)
    found = clicked("40", "200", spot__at=str(frame), **TYPED)
    lat, lng = frame.point_at(40, 200)
    assert (found.pressed, found.placed) == ("spot", True)
    assert place(found.answers) == {"lat": lat, "lng": lng, "note": "Cạnh chợ"}
    assert found.answers["note"] == "Nhà cấp 4"
    assert found.frames["spot"] == frame


def test_a_keyboard_press_of_the_picture_means_its_middle() -> None:
    frame = Frame(Point(19.9, 105.8), 14)
    assert pin_of(clicked("0", "0", spot__at=str(frame)).answers["spot"]) == frame.centre


@pytest.mark.parametrize(("x", "y"), [("-5", "7"), ("x", "y"), ("99999", "1"), ("5000", "5000"), ("", "")])
def test_a_made_up_click_stays_within_the_picture(x: str, y: str) -> None:
    pin = pin_of(clicked(x, y).answers["spot"])
    assert pin is not None
    across, down = START.pixel_of(pin)
    assert 0 <= across < WIDTH
    assert 0 <= down < HEIGHT


@pytest.mark.parametrize("move", [Move.IN, Move.OUT, Move.NORTH, Move.SOUTH, Move.WEST, Move.EAST], ids=str)
def test_a_button_moves_the_map_and_not_the_pin(move: Move) -> None:
    frame = Frame(Point(19.9, 105.8), 14)
    found = pressed(spot__at=str(frame), spot__map=move.value, **TYPED)
    assert found.pressed == "spot"
    assert not found.placed
    assert place(found.answers)["lat"] == "19,9"
    assert found.frames["spot"] == frame.moved(move) != frame


def test_the_pin_is_put_in_the_middle_without_a_pointer() -> None:
    frame = Frame(Point(20.1, 105.3), 15)
    found = pressed(spot__at=str(frame), spot__map="pin")
    assert pin_of(found.answers["spot"]) == frame.centre
    assert found.placed


def test_the_map_goes_to_what_was_typed() -> None:
    found = pressed(spot__at=str(START), spot__map="show", **TYPED)
    assert found.frames["spot"] == Frame(Point(19.9, 105.8), PLACE_ZOOM)
    assert place(found.answers)["lat"] == "19,9"


def test_the_map_stays_where_nothing_right_was_typed() -> None:
    found = pressed(spot__at=str(START), spot__map="show", spot_lat="mười chín", spot_lng="105")
    assert found.frames["spot"] == START
    assert place(found.answers)["lat"] == "mười chín"


def test_back_to_the_beginning() -> None:
    found = pressed(spot__at=str(Frame(Point(10.5, 106.6), 18)), spot__map="home")
    assert found.frames["spot"] == START


@pytest.mark.parametrize("said", ["", "jump", "PIN"])
def test_an_unknown_button_does_nothing(said: str) -> None:
    found = pressed(spot__at=str(START), spot__map=said, **TYPED)
    assert (found.pressed, found.placed, found.frames["spot"]) == ("spot", False, START)


def test_one_map_is_pressed_and_the_other_stays() -> None:
    elsewhere = Frame(Point(20.0, 105.0), 13)
    found = pressed(spot__at=str(START), gate__at=str(elsewhere), gate__map="in")
    assert found.frames["gate"].zoom == 14
    assert found.frames["spot"] == START


@pytest.mark.parametrize("at", ["", "19.8", "1;2;3", "a,b,c", "9" * 5000])
def test_a_broken_state_begins_at_the_place_given(at: str) -> None:
    assert pressed(spot__at=at, **TYPED).frames["spot"] == Frame(Point(19.9, 105.8), PLACE_ZOOM)


@pytest.mark.parametrize(
    "answer",
    [None, "", "19,8", [], {}, {"lat": "19"}, {"lat": "95", "lng": "105"}, {"lat": True, "lng": 1}, {"note": "x"}],
)
def test_what_is_no_place_has_no_pin(answer: object) -> None:
    assert pin_of(answer) is None  # type: ignore[arg-type]
    assert frame_of(answer, start=START) == START  # type: ignore[arg-type]


@pytest.mark.parametrize("answer", [{"lat": 19.9, "lng": 105.8}, {"lat": "19,9", "lng": "105.8"}])
def test_stored_and_typed_places_are_the_same(answer: Answers) -> None:
    assert pin_of(answer) == Point(19.9, 105.8)


def test_the_map_of_the_second_question_is_pressed_too() -> None:
    """The state of a map that comes after the pressed one is kept as well."""
    elsewhere = Frame(Point(20.0, 105.0), 13)
    found = pressed(spot__at=str(START), spot__map="in", gate__at=str(elsewhere))
    assert found.frames["gate"] == elsewhere

"""Pointing at a place on a map: what a click or a button of the map does to the answer and to the map itself.

The map is a picture that is a button (``key-pin``), with buttons beside it (``key-map``); what it shows travels in a
hidden control (``key-at``). So it works as a plain form post.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.forms.rules.definition import Answer, Answers, FieldType, Page
from motcua.forms.rules.parts import place_parts
from motcua.forms.rules.reading import Posted
from motcua.forms.rules.values import typed_number
from motcua.maps.rules.frames import HEIGHT, PLACE_ZOOM, WIDTH, Frame, Move, written
from motcua.maps.rules.mercator import Point

_LAT, _LNG, _NOTE = place_parts()
LONGEST_WRITTEN = 40


@dataclass(frozen=True, slots=True)
class Pointing:
    """``pressed``: the question whose map sent the post, "" = none did; ``answers`` with the pin where it is now;
    ``frames``: what the map of each question shows now; ``placed``: the pin was moved."""

    pressed: str
    answers: Answers
    frames: Mapping[str, Frame]
    placed: bool = False


def pointing(pages: Iterable[Page], posted: Posted, answers: Answers, *, start: Frame) -> Pointing:
    """What a post of ``pages`` means for their maps; ``answers`` as ``read`` gives them, ``start``: their beginning."""
    frames: dict[str, Frame] = {}
    pressed, placed = "", False
    for item in (item for page in pages for item in page.fields):
        if item.type is not FieldType.PLACE or item.key not in answers:
            continue
        answer = answers[item.key]
        frame = written(str(posted.get(f"{item.key}-at", ""))[:LONGEST_WRITTEN]) or frame_of(answer, start=start)
        frames[item.key] = frame
        if pressed or not _is_pressed(item.key, posted):
            continue
        pin, frames[item.key] = _pressed(item.key, posted, pin_of(answer), frame, start)
        pressed, placed = item.key, pin is not None
        if pin is not None:
            given = answer if isinstance(answer, Mapping) else {}
            answers = {**answers, item.key: {**given, "lat": pin.lat, "lng": pin.lng}}
    return Pointing(pressed, answers, frames, placed)


def pin_of(answer: Answer) -> Point | None:
    """The place that was typed or stored; ``None`` when its coordinates are not there or not right."""
    if not isinstance(answer, Mapping):
        return None
    lat, lng = (_degrees(each, answer.get(each.key)) for each in (_LAT, _LNG))
    return Point(lat, lng) if lat is not None and lng is not None else None


def frame_of(answer: Answer, *, start: Frame) -> Frame:
    """What a map shows first: the place given, else ``start``."""
    pin = pin_of(answer)
    return Frame(pin, PLACE_ZOOM) if pin else start


def _is_pressed(key: str, posted: Posted) -> bool:
    return posted.get(f"{key}-map") is not None or posted.get(f"{key}-pin.x") is not None


def _pressed(key: str, posted: Posted, pin: Point | None, frame: Frame, start: Frame) -> tuple[Point | None, Frame]:
    """(where the pin goes, ``None`` = it stays; what the map shows then)."""
    if posted.get(f"{key}-map") is None:
        return _clicked(frame, posted.get(f"{key}-pin.x"), posted.get(f"{key}-pin.y")), frame
    move = _move(posted.get(f"{key}-map"))
    if move is Move.PIN:
        return frame.centre, frame
    if move is Move.HOME:
        return None, start
    if move is Move.SHOW:
        return None, frame if pin is None else Frame(pin, max(frame.zoom, PLACE_ZOOM))
    return None, frame.moved(move) if move else frame


def _move(said: Any) -> Move | None:
    return Move(said) if said in set(Move) else None


def _clicked(frame: Frame, *told: Any) -> Point:
    """Where a click lies. A keyboard presses the picture at 0,0 without pointing anywhere: that means its middle."""
    x, y = (int(each) if str(each).isdecimal() and len(str(each)) <= len("9999") else 0 for each in told)
    if (x, y) == (0, 0):
        return frame.centre
    return frame.point_at(min(x, WIDTH - 1), min(y, HEIGHT - 1))


def _degrees(item: Any, raw: Any) -> float | None:
    if isinstance(raw, bool) or raw in (None, ""):
        return None
    return typed_number(item, raw if isinstance(raw, str) else str(raw)[:30])

"""The address of a map's picture: the same for the same picture, opened by nobody else, and telling nothing."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode

import pytest
from django.template.loader import render_to_string
from pytest_django.fixtures import Settings

from motcua.forms.rules import Answer, parse
from motcua.forms.rules.summary import summary_row
from motcua.gateway.models import Circuit
from motcua.gateway.rules import FAILURES
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.errors import NotFound
from motcua.maps.rules.frames import Frame
from motcua.maps.rules.mercator import Point
from motcua.maps.services.tiles import SYSTEM
from motcua.web.kit.maps import opened, picture_url, start_frame

HOA = Asker(kind=AskerKind.CITIZEN, account_id=7)
BINH = Asker(kind=AskerKind.CITIZEN, account_id=8)
PLACE = {"key": "spot", "label": "Vị trí", "type": "place"}
FRAME, PIN = Frame(Point(19.807, 105.776), 16), Point(19.80712, 105.7762)


def sealed(frame: Frame = FRAME, pin: Point | None = PIN, asker: Asker = HOA) -> str:
    return picture_url(frame, pin, asker).rpartition("/")[2]


def test_what_was_sealed_is_opened() -> None:
    assert opened(sealed(), HOA) == (FRAME, PIN)
    assert opened(sealed(pin=None), HOA) == (FRAME, None)


def test_the_same_picture_has_the_same_address_and_another_has_not() -> None:
    assert sealed() == sealed()
    assert len({sealed(), sealed(pin=None), sealed(Frame(FRAME.centre, 15)), sealed(asker=BINH)}) == 4


def test_the_address_does_not_tell_the_place() -> None:
    told = urlsafe_b64decode(sealed() + "==")
    assert b"19.8" not in told
    assert not re.search(r"19|105", sealed()) or b"105" not in told


def test_another_account_does_not_open_it() -> None:
    with pytest.raises(NotFound):
        opened(sealed(), BINH)


@pytest.mark.parametrize("text", ["", "x", "khong-co", "Ω", "A" * 40, "=" * 5])
def test_a_made_up_address_opens_nothing(text: str) -> None:
    with pytest.raises(NotFound):
        opened(text, HOA)


def test_a_changed_address_opens_nothing() -> None:
    good = sealed()
    with pytest.raises(NotFound):
        opened(good[:-6] + ("A" if good[-6] != "A" else "B") + good[-5:], HOA)


def test_a_map_begins_where_the_province_says(settings: Settings) -> None:
    settings.MAP_CENTRE = "21.028500,105.854200,10"
    assert start_frame() == Frame(Point(21.0285, 105.8542), 10)
    settings.MAP_CENTRE = "somewhere"
    assert start_frame().zoom == 11


def answer_page(answer: Answer) -> str:
    spot = parse({"pages": [{"key": "p", "title": "T", "fields": [PLACE]}]}).fields["spot"]
    row = summary_row(spot, answer, communes={})
    return render_to_string("kit/c/answer.html", {"row": row, "asker": HOA})


@pytest.mark.django_db
def test_a_declared_place_is_read_as_coordinates_to_copy_with_its_map(settings: Settings) -> None:
    settings.TILES, settings.TILES_NOTE = "http://127.0.0.1:9/{z}/{x}/{y}.png", "Bản đồ của tỉnh"
    shown = answer_page({"lat": 19.9, "lng": 105.8, "note": "Cạnh chợ"})
    assert "</small> 19.9, 105.8</span>" in shown
    assert "Cạnh chợ" in shown
    assert f'src="{picture_url(Frame(Point(19.9, 105.8), 16), Point(19.9, 105.8), HOA)}"' in shown
    assert "Bản đồ của tỉnh" in shown
    assert "<a " not in shown


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [{"note": "Cạnh chợ"}, {"lat": 19.9}, None])
def test_a_place_in_words_has_no_map(settings: Settings, answer: Answer) -> None:
    settings.TILES = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    assert "<img" not in answer_page(answer)


@pytest.mark.django_db
@pytest.mark.parametrize("down", [True, False])
def test_a_declared_place_without_a_map_server_is_its_coordinates(settings: Settings, *, down: bool) -> None:
    settings.TILES = "http://127.0.0.1:9/{z}/{x}/{y}.png" if down else ""
    Circuit.objects.create(system=SYSTEM, failures=FAILURES if down else 0)
    shown = answer_page({"lat": 19.9, "lng": 105.8})
    assert "19.9, 105.8" in shown
    assert "<img" not in shown

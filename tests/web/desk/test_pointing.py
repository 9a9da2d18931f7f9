"""Maps on the desk: an officer points for the person at the counter, and sees where the person pointed."""

from __future__ import annotations

import re
import uuid

import pytest
from django.template.defaultfilters import escape
from django.test import Client
from pytest_django.fixtures import Settings

from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.models import Dossier
from motcua.dossiers.services.filing import file
from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.maps.rules.frames import Frame
from motcua.maps.rules.mercator import Point
from tests.dossiers.bundle import publish, version
from tests.dossiers.world import World
from tests.web.desk.conftest import Desk, key_in

URL = "/can-bo/tiep-nhan/9.000021/"
FIELDS = [
    {"key": "name", "label": "Tên công trình", "type": "text", "required": True},
    {"key": "spot", "label": "Vị trí trên bản đồ", "type": "place"},
]
FRAME = Frame(Point(19.9, 105.8), 14)
PLACE = {"lat": 19.9, "lng": 105.8, "note": "Cạnh chợ"}


@pytest.fixture
def building(world: World, settings: Settings) -> ProcedureVersion:
    settings.TILES = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    return publish(version("9.000021", "Xin phép xây", FIELDS, days=3))


@pytest.fixture
def dossier_id(world: World, building: ProcedureVersion) -> uuid.UUID:
    answers = {"name": "Nhà ở", "spot": PLACE}
    filing = world.filing(version_id=building.pk, answers=answers, papers=[])
    return uuid.UUID(file(asker=world.citizen, key=world.key(), filing=filing, at=world.at).dossier_id)


def in_boxes(text: str) -> dict[str, str]:
    return dict(re.findall(r'<input[^>]*name="([\w.-]+)"[^>]*value="([^"]*)"', text))


def test_an_officer_points_for_the_person_at_the_counter(world: World, desk: Desk, building: ProcedureVersion) -> None:
    client: Client = desk(world.clerk)
    page = client.get(URL)
    assert 'type="image"' in page.text
    posted = {"key": key_in(page.content), "p_acting_name": "Lê Thị Bưởi", "name": "", "spot_note": "Cạnh chợ"}
    click = {"spot-at": str(FRAME), "spot-pin.x": "100", "spot-pin.y": "60"}
    answer = client.post(URL, posted | click)
    assert answer.status_code == 200
    boxes = in_boxes(answer.text)
    lat, lng = FRAME.point_at(100, 60)
    assert [float(boxes[f"spot_{part}"].replace(",", ".")) for part in ("lat", "lng")] == [lat, lng]
    assert (boxes["p_acting_name"], boxes["spot_note"]) == ("Lê Thị Bưởi", "Cạnh chợ")
    assert boxes["spot-at"] == str(FRAME)
    assert boxes["key"] == posted["key"]
    assert Dossier.objects.count() == 0


def test_an_officer_sees_where_the_person_pointed(world: World, desk: Desk, dossier_id: uuid.UUID) -> None:
    page = desk(world.clerk).get(f"/can-bo/ho-so/{dossier_id}/").text
    assert "19.9, 105.8" in page
    assert 'class="map-spot"' in page
    assert escape("Cạnh chợ") in page


def test_an_answer_asked_for_again_is_pointed_at_anew(world: World, desk: Desk, dossier_id: uuid.UUID) -> None:
    items = [Item("", "Vị trí trên bản đồ", "wrong", "Không phải thửa này", field="spot")]
    request_supplement(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, items=items)
    browser, url = desk(world.citizen), f"/ho-so/{dossier_id}/bo-sung"
    boxes = in_boxes(browser.get(url).text)
    assert boxes["spot-at"] == str(Frame(Point(19.9, 105.8), 16))
    click = {"spot-at": str(FRAME), "spot-map": "pin", "spot_note": "Cạnh đình", "words": "Đã xem lại"}
    answer = browser.post(url, {"spot_lat": "20", "spot_lng": "105", **click})
    assert answer.status_code == 200
    assert "Đã xem lại</textarea>" in answer.text
    assert (in_boxes(answer.text)["spot_lat"], in_boxes(answer.text)["spot_note"]) == ("19,9", "Cạnh đình")
    assert in_boxes(browser.get(url).text)["spot_lat"] == "19,9"
    assert Dossier.objects.get().answers["spot"] == PLACE

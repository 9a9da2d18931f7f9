"""Pointing at a map on the portal: nothing typed is lost, nothing is judged early, and it goes on without a map."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from motcua.dossiers.models import Draft
from motcua.dossiers.services.drafting import start_draft
from motcua.gateway.models import Circuit
from motcua.gateway.rules import FAILURES
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.maps.rules.frames import Frame
from motcua.maps.rules.mercator import Point
from motcua.maps.services.tiles import SYSTEM
from motcua.web.kit.context import EASY_COOKIE
from simulators.tiles.faults import Fault
from simulators.tiles.server import Server
from tests.dossiers.bundle import publish, version
from tests.dossiers.world import MONDAY, World, build
from tests.simulators.running import running_map_server

type Browser = Callable[[Asker], Client]
FIELDS = [
    {"key": "name", "label": "Tên công trình", "type": "text", "required": True},
    {"key": "spot", "label": "Vị trí trên bản đồ", "type": "place"},
    {"key": "floors", "label": "Số tầng", "type": "number"},
]
TYPED = {"name": "", "floors": "hai", "spot_lat": "", "spot_lng": "", "spot_note": "Cạnh chợ"}
FRAME = Frame(Point(19.9, 105.8), 14)


@pytest.fixture
def draft(world: World, settings: Settings) -> Draft:
    settings.TILES = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    made = publish(version("9.000021", "Xin phép xây", FIELDS, days=3))
    return start_draft(asker=world.citizen, procedure_code=made.procedure.code, at=world.at)


def page_of(draft: Draft) -> str:
    return f"/nop-ho-so/{draft.pk}/khai/noi_dung"


def values(text: str) -> dict[str, str]:
    found = re.findall(r'<input[^>]*name="([\w.-]+)"[^>]*value="([^"]*)"', text)
    return {name: html.unescape(value) for name, value in found}


def test_a_click_puts_the_pin_and_keeps_everything_typed(world: World, as_asker: Browser, draft: Draft) -> None:
    click = {"spot-at": str(FRAME), "spot-pin.x": "100", "spot-pin.y": "60"}
    answer = as_asker(world.citizen).post(page_of(draft), {**TYPED, **click})
    assert answer.status_code == 200
    shown = values(answer.text)
    lat, lng = FRAME.point_at(100, 60)
    assert shown["spot_lat"].replace(",", ".") == f"{lat:.6f}".rstrip("0")
    assert shown["spot_note"] == "Cạnh chợ"
    assert shown["floors"] == "hai"
    assert shown["spot-at"] == str(FRAME)
    draft.refresh_from_db()
    assert draft.answers["spot"] == {"lat": lat, "lng": lng, "note": "Cạnh chợ"}


def test_a_click_judges_nothing_and_finishes_nothing(world: World, as_asker: Browser, draft: Draft) -> None:
    answer = as_asker(world.citizen).post(page_of(draft), {**TYPED, "spot-map": "in"})
    assert 'class="error"' not in answer.text
    assert "Lỗi:" not in answer.text
    draft.refresh_from_db()
    assert "noi_dung" not in draft.done_pages


def test_a_button_moves_the_map_alone(world: World, as_asker: Browser, draft: Draft) -> None:
    answer = as_asker(world.citizen).post(page_of(draft), {**TYPED, "spot-at": str(FRAME), "spot-map": "out"})
    assert values(answer.text)["spot-at"] == str(Frame(FRAME.centre, 13))
    draft.refresh_from_db()
    assert draft.answers["spot"] == {"note": "Cạnh chợ"}


def test_a_script_is_answered_with_the_one_question(world: World, as_asker: Browser, draft: Draft) -> None:
    browser = as_asker(world.citizen)
    click = {**TYPED, "spot-at": str(FRAME), "spot-pin.x": "100", "spot-pin.y": "60"}
    answer = browser.post(page_of(draft), click, headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert answer.text.count("data-map=") == 1
    assert 'name="floors"' not in answer.text
    whole = browser.post(page_of(draft), click)
    assert {key: value for key, value in values(whole.text).items() if key.startswith("spot")} == {
        key: value for key, value in values(answer.text).items() if key.startswith("spot")
    }


def test_a_map_that_was_moved_is_no_other_window(world: World, as_asker: Browser, draft: Draft) -> None:
    """Moving the map saves; the save of the page that follows is still this window's own."""
    browser = as_asker(world.citizen)
    seen = values(browser.get(page_of(draft)).text)["da-xem"]
    typed = {**TYPED, "name": "Nhà ở", "floors": "2"}
    click = {**typed, "spot-at": str(FRAME), "spot-map": "pin", "da-xem": seen}
    moved = browser.post(page_of(draft), click, headers={"HX-Request": "true"})
    pinned = {**typed, "spot_lat": "19,9", "spot_lng": "105,8"}
    assert browser.post(page_of(draft), {**pinned, "da-xem": moved["X-Saved-Mark"]}).status_code == 302


def test_another_window_is_not_overwritten_by_a_map(world: World, as_asker: Browser, draft: Draft) -> None:
    browser = as_asker(world.citizen)
    seen = values(browser.get(page_of(draft)).text)["da-xem"]
    browser.post(page_of(draft), {**TYPED, "name": "Nhà của cửa sổ khác", "floors": "2"})
    click = {**TYPED, "name": "Nhà ở", "spot-at": str(FRAME), "spot-map": "pin", "da-xem": seen}
    answer = browser.post(page_of(draft), click)
    assert answer.status_code == 409
    assert values(answer.text)["name"] == "Nhà ở"
    by_script = browser.post(page_of(draft), click, headers={"HX-Request": "true"})
    assert (by_script.status_code, by_script.headers.get("X-Saved-Mark")) == (200, None)
    draft.refresh_from_db()
    assert draft.answers["name"] == "Nhà của cửa sổ khác"


def test_the_map_stays_where_it_was_when_an_answer_is_wrong(world: World, as_asker: Browser, draft: Draft) -> None:
    answer = as_asker(world.citizen).post(page_of(draft), {**TYPED, "spot-at": str(FRAME)})
    assert answer.status_code == 422
    assert values(answer.text)["spot-at"] == str(FRAME)


def test_enter_in_a_text_box_does_not_press_the_map(world: World, as_asker: Browser, draft: Draft) -> None:
    """The first button of a form is the one Enter presses."""
    shown = as_asker(world.citizen).get(page_of(draft)).text
    form = shown[shown.index("data-autosave") :]
    first = re.search(r"<button[^>]*>|<input type=\"(?:image|submit)\"[^>]*>", form)
    assert first is not None
    assert "name=" not in first[0]


def test_in_the_easy_mode_the_question_stays(world: World, as_asker: Browser, draft: Draft) -> None:
    browser = as_asker(world.citizen)
    browser.cookies[EASY_COOKIE] = "1"
    posted = {"cau": "spot", "spot_note": "", "spot-at": str(FRAME), "spot-map": "pin"}
    answer = browser.post(f"{page_of(draft)}?cau=spot", posted)
    assert answer.status_code == 200
    assert 'name="name"' not in answer.text
    draft.refresh_from_db()
    assert draft.answers["spot"]["lat"] == 19.9
    assert "name" not in draft.answers


def test_without_a_map_server_the_question_is_as_before(
    world: World, as_asker: Browser, draft: Draft, settings: Settings
) -> None:
    settings.TILES = ""
    shown = as_asker(world.citizen).get(page_of(draft)).text
    assert "data-map" not in shown
    assert "bản đồ" not in shown.split("<fieldset", 1)[1].replace("Vị trí trên bản đồ", "")
    assert 'name="spot_lat"' in shown


def test_while_the_map_server_is_down_the_page_says_so(world: World, as_asker: Browser, draft: Draft) -> None:
    Circuit.objects.create(system=SYSTEM, failures=FAILURES)
    browser = as_asker(world.citizen)
    shown = browser.get(page_of(draft)).text
    assert 'type="image"' not in shown
    assert "Lúc này không xem được bản đồ" in shown
    typed = {**TYPED, "name": "Nhà ở", "floors": "2", "spot_lat": "19,9", "spot_lng": "105,8"}
    assert browser.post(page_of(draft), typed).status_code == 302


@pytest.fixture
def server(settings: Settings, tmp_path: Path) -> Iterator[Server]:
    with running_map_server() as found:
        settings.TILES, settings.TILES_DIR = found.template, tmp_path / "tiles"
        yield found


@pytest.fixture
def picture(transactional_db: None, server: Server, as_asker: Browser, monkeypatch: pytest.MonkeyPatch):
    """(a browser, the address of the picture on a page of its own)."""
    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    world = build()
    made = publish(version("9.000021", "Xin phép xây", FIELDS, days=3))
    draft = start_draft(asker=world.citizen, procedure_code=made.procedure.code, at=world.at)
    browser = as_asker(world.citizen)
    address = re.search(r'src="(/ban-do/[\w-]+)"', browser.get(page_of(draft)).text)
    assert address is not None
    return browser, address[1]


def test_the_picture_is_drawn_for_the_page_it_was_made_for(picture: tuple[Client, str], server: Server) -> None:
    browser, address = picture
    answer = browser.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["Cache-Control"].startswith("private")
    assert 0 < len(answer.content) <= 40 * 1024


def test_a_picture_that_cannot_be_drawn_says_so_and_is_not_kept(picture: tuple[Client, str], server: Server) -> None:
    browser, address = picture
    server.faults.set(Fault.SERVER_ERROR)
    answer = browser.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    server.faults.set(None)
    assert browser.get(address).status_code == 200


def test_without_a_map_server_there_is_no_picture(picture: tuple[Client, str], settings: Settings) -> None:
    browser, address = picture
    settings.TILES = ""
    assert browser.get(address).status_code == 404

"""A builder points at the plot on a map: with a finger, without JavaScript, by keyboard, and when there is no map."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import axe
from tests.journeys.citizen import log_in, press
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.province import Province

type Open = Callable[..., Page]
BUILDING = "1.013225"
SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])


def at_the_plot(page: Page) -> None:
    """Start a building permit and go to the page that asks for the plot; other pages may wait."""
    page.goto(f"/thu-tuc/{BUILDING}/nop?truong-hop=nha-o")
    log_in(page)
    page.locator("main form button.button").first.click()
    page.wait_for_url(re.compile("/nop-ho-so/"))
    draft = re.search(r"/nop-ho-so/[0-9a-f-]{36}/", page.url)
    assert draft, page.url
    page.goto(f"{draft[0]}khai/khu_dat")


def picture(page: Page) -> Locator:
    return page.locator("[name=site_place-pin]")


def drawn(page: Page) -> None:
    """The picture of the map has come."""
    picture(page).scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('[name=site_place-pin]').matches('[src]')")
    answer = page.request.get(picture(page).get_attribute("src") or "")
    assert answer.status == 200
    assert len(answer.body()) <= 40 * 1024


def button(page: Page, value: str) -> Locator:
    return page.locator(f"button[name=site_place-map][value={value}]")


def typed(page: Page) -> tuple[str, str]:
    return page.locator("[name=site_place_lat]").input_value(), page.locator("[name=site_place_lng]").input_value()


@SCRIPTS
def test_a_finger_points_at_the_plot(open_page: Open, *, script: bool) -> None:
    page = open_page(script=script)
    at_the_plot(page)
    drawn(page)
    expect(page.locator("[data-locate]")).to_be_visible(visible=script)  # only a script can ask the device
    page.locator("[name=plot_number]").fill("123")
    page.locator("[name=plot_area]").fill("không rõ")
    picture(page).click(position={"x": 200, "y": 90})
    expect(page.get_by_text("Ghim đang ở")).to_be_visible()
    lat, lng = typed(page)
    assert lat.startswith("19,8")
    assert lng.startswith(("105,7", "105,8"))
    expect(page.locator("[name=plot_number]")).to_have_value("123")
    expect(page.locator("[name=plot_area]")).to_have_value("không rõ")
    expect(page.locator(".errors")).to_have_count(0)
    drawn(page)
    for zoom in (12, 13):
        button(page, "in").click()
        expect(page.locator("[name=site_place-at]")).to_have_value(re.compile(rf",{zoom}$"))
    assert typed(page) == (lat, lng)
    axe_checked(page, script=script)
    page.reload()
    assert typed(page) == (lat, lng)


@SCRIPTS
def test_a_keyboard_alone_puts_the_pin(open_page: Open, *, script: bool) -> None:
    page = open_page(script=script)
    at_the_plot(page)
    button(page, "in").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=site_place-at]")).to_have_value(re.compile(r",12$"))
    if script:
        expect(button(page, "in")).to_be_focused()
    button(page, "north").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=site_place-at]")).not_to_have_value(re.compile(r"^19\.807000"))
    centre = page.locator("[name=site_place-at]").input_value().split(",")
    button(page, "pin").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ghim đang ở")).to_be_visible()
    assert [float(each.replace(",", ".")) for each in typed(page)] == [float(each) for each in centre[:2]]


def test_the_telephones_own_place_comes_onto_the_map(open_page: Open) -> None:
    page = open_page()
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 19.74, "longitude": 105.9})
    at_the_plot(page)
    page.get_by_role("button", name="Dùng vị trí của tôi").click()
    expect(page.locator("[name=site_place-at]")).to_have_value("19.740000,105.900000,16")
    assert typed(page) == ("19,740000", "105,900000")


@SCRIPTS
def test_enter_in_a_box_goes_on_and_does_not_move_the_map(open_page: Open, *, script: bool) -> None:
    page = open_page(script=script)
    at_the_plot(page)
    page.locator("[name=plot_number]").fill("123")
    with page.expect_navigation():
        page.locator("[name=plot_number]").press("Enter")
    expect(page.locator(".errors")).to_be_visible()  # judged, as by the button at the end


@SCRIPTS
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_the_map_server_words_are_enough(
    open_page: Open, province: Province, size: dict[str, int], *, script: bool
) -> None:
    page = open_page(script=script, size=size)
    at_the_plot(page)
    drawn(page)
    try:
        faulty(province, "down")
        for _step in range(12):  # beyond what is kept, until nobody asks any more
            shown = page.locator("[name=site_place-at]").input_value()
            button(page, "east").click()
            expect(page.locator("[name=site_place-at]")).not_to_have_value(shown)
            if not button(page, "east").count():
                break
            page.request.get(picture(page).get_attribute("src") or "")
        expect(page.get_by_text("Lúc này không xem được bản đồ")).to_be_visible()
        axe_checked(page, script=script)
        page.locator("[name=site_place_note]").fill("Cạnh trường tiểu học")
        press(page, "Lưu và tiếp tục")
        expect(page.locator(".errors")).to_be_visible()  # other answers are missing
        expect(page.locator(".errors")).not_to_contain_text("Vị trí trên bản đồ")
    finally:
        faulty(province, "")
        healed(province)


def axe_checked(page: Page, *, script: bool) -> None:
    if script:
        axe.check(page, "map")


def faulty(province: Province, fault: str) -> None:
    server = province.environ["MOTCUA_TILES"].split("/{z}")[0]
    wish = json.dumps({"fault": fault}).encode()
    asked = urllib.request.Request(f"{server}/_control", wish, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(asked, timeout=5):  # noqa: S310 - the simulator of this test
        pass


def healed(province: Province) -> None:
    """The circuit is closed again, without waiting for its rest."""
    province.manage("shell", "-c", "from motcua.gateway.models import Circuit; Circuit.objects.all().delete()")

"""A dossier at the desk from the counter to the returned result, with and without JavaScript."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.officer import (
    CARD,
    CLERK,
    LEADER,
    PROCEDURE,
    SPECIALIST,
    act,
    dossier_of_slip,
    enter,
    fill_counter,
    send,
    type_person,
)

COUNTER = f"/can-bo/tiep-nhan/{PROCEDURE}/"


def taken_in(page: Page) -> str:
    """A received dossier, typed at the counter; its id."""
    enter(page, CLERK, COUNTER)
    type_person(page)
    fill_counter(page)
    page.get_by_role("button", name="Nhận hồ sơ và in phiếu").click()
    page.wait_for_url("**/xong/**")
    return dossier_of_slip(page)


@pytest.mark.parametrize(
    ("script", "size"), [(True, DESKTOP), (False, DESKTOP), (False, PHONE)], ids=["script", "plain", "plain-phone"]
)
def test_from_the_counter_to_the_returned_result(
    open_page: Callable[..., Page], script: bool, size: dict[str, int]
) -> None:
    clerk = open_page(script=script, size=size)
    dossier_id = taken_in(clerk)
    expect(clerk.get_by_text("Đã tiếp nhận")).to_be_visible()

    specialist = open_page(script=script, size=size)
    enter(specialist, SPECIALIST, f"/can-bo/ho-so/{dossier_id}/propose")
    specialist.locator("[name=opinion]").fill("Bản sao khớp bản chính.")
    send(specialist)

    leader = open_page(script=script, size=size)
    enter(leader, LEADER, f"/can-bo/ho-so/{dossier_id}/sign")
    expect(leader.get_by_text("Bản sao khớp bản chính.")).to_be_visible()
    send(leader)
    expect(leader.get_by_text("Đã có kết quả").first).to_be_visible()

    act(clerk, dossier_id, "return-result")
    clerk.locator("#f-id_digits").fill("4567")
    send(clerk)
    expect(clerk.get_by_text("Hồ sơ đã kết thúc.")).to_be_visible()


def test_a_card_and_a_keyboard_are_enough(open_page: Callable[..., Page]) -> None:
    page = open_page(size=DESKTOP)
    enter(page, CLERK, "/can-bo/tiep-nhan/")
    started = time.monotonic()
    expect(page.locator("#tim-thu-tuc")).to_be_focused()
    page.keyboard.type("sao y bản chính")
    page.keyboard.press("Enter")
    page.wait_for_url("**?q=**")
    expect(page.locator(f"[data-row='{PROCEDURE}'] a")).to_be_focused()  # the browser does it after the page has loaded
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{COUNTER}")
    expect(page.locator("#quet")).to_be_focused()
    page.keyboard.type(CARD)
    page.keyboard.press("Enter")
    expect(page.locator("#f-p_acting_name")).to_have_value("Lê Văn Bình")
    expect(page.locator("[name=p_address_commune]")).not_to_have_value("")
    fill_counter(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/xong/**")
    assert time.monotonic() - started < 120


def test_the_split_view_acts_without_leaving_the_list(open_page: Callable[..., Page]) -> None:
    dossier_id = taken_in(open_page(script=False, size=DESKTOP))
    page = open_page(size=DESKTOP)
    enter(page, SPECIALIST)
    page.locator(f"[data-row='{dossier_id}'] [data-open]").click()
    expect(page.locator(f"#ho-so[data-dossier='{dossier_id}']")).to_be_visible()
    assert dossier_id in page.url
    page.keyboard.press("p")
    expect(page.locator("#viec .d-act")).to_be_visible()
    page.locator("#viec .d-foot button.is-main").click()
    expect(page.locator("#chi-tiet [data-flash]")).to_be_visible()
    expect(page.locator(f"#danh-sach [data-row='{dossier_id}']")).to_have_count(0)
    page.reload()
    expect(page.locator(f"#ho-so[data-dossier='{dossier_id}']")).to_be_visible()


def test_on_a_narrow_screen_a_row_opens_its_page(open_page: Callable[..., Page]) -> None:
    dossier_id = taken_in(open_page(script=False, size=DESKTOP))
    page = open_page(size=PHONE)
    enter(page, SPECIALIST)
    page.locator(f"[data-row='{dossier_id}'] [data-open]").click()
    page.wait_for_url(f"**/can-bo/ho-so/{dossier_id}/**")


def test_the_supplement_preview_follows_the_choices(open_page: Callable[..., Page]) -> None:
    dossier_id = taken_in(open_page(script=False, size=DESKTOP))
    page = open_page(size=DESKTOP)
    enter(page, SPECIALIST, f"/can-bo/ho-so/{dossier_id}/")
    page.keyboard.press("b")
    page.locator("#viec .d-defects label", has_text="Mờ").first.click()
    expect(page.locator("#xem-truoc")).to_contain_text("không đọc được")
    page.locator("#viec [name^=note_]").first.fill("Quét lại trang 2")
    page.locator("#viec .d-foot button.is-main").click()
    expect(page.locator("[data-flash]")).to_be_visible()
    expect(page.get_by_text("Tạm dừng: chờ bổ sung").first).to_be_visible()


def test_single_keys_can_be_switched_off(open_page: Callable[..., Page]) -> None:
    page = open_page(size=DESKTOP)
    enter(page, CLERK)
    page.keyboard.press("?")
    sheet = page.locator("#phim-tat")
    expect(sheet).to_be_visible()
    sheet.locator("[data-keys-switch]").uncheck()
    sheet.get_by_role("button", name="Đóng").click()
    page.keyboard.press("?")
    expect(sheet).to_be_hidden()

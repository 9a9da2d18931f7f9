"""Large, calm, one question a page: every key page in the easy mode, with the largest letters and high contrast."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import axe, birth
from tests.journeys.citizen import log_in, press
from tests.journeys.conftest import PHONE

NARROW = {"width": 320, "height": 640}
MOST_SOURCES = 2  # five answers of the mother's, told in two groups
FIRST_SEARCH = 60_000  # milliseconds; a process builds its index when it is first asked
TARGET = 44  # CSS pixels a finger finds
PUBLIC = ("/", "/tim-kiem?q=khai sinh", "/thu-tuc/1.001193/", "/thu-tuc/1.001193/hoi", "/dang-nhap/")
MINE = ("/thong-tin-cua-toi/", "/cach-nhan-tin/", "/uy-quyen/moi/cho/")
PARTS = ("", "khai/con", "khai/me", "giay-to", "khai/lien_he")

type Opened = Callable[..., Page]


def choose(page: Page, size: str, *, contrast: bool, easy: bool) -> None:
    page.goto("/hien-thi/")
    page.locator(f"input[name=size][value='{size}']").check()
    page.locator("[name=contrast]").set_checked(contrast)
    page.locator("[name=easy]").set_checked(easy)
    press(page, "Dùng cách hiển thị này")


@pytest.mark.parametrize(
    ("window", "size", "contrast", "easy"),
    [(PHONE, "1", False, True), (NARROW, "3", True, True), (NARROW, "3", False, False)],
    ids=["easy", "easy-narrow-largest-contrast", "narrow-largest"],
)
def test_every_key_page(open_page: Opened, window: dict[str, int], size: str, contrast: bool, easy: bool) -> None:
    page = open_page(size=window)
    choose(page, size, contrast=contrast, easy=easy)
    for path in PUBLIC:
        page.goto(path, timeout=FIRST_SEARCH)
        axe.check(page, path)
    page.goto("/ho-so-cua-toi/")
    log_in(page)
    for path in MINE:
        page.goto(path)
        axe.check(page, path)
    page.goto("/thu-tuc/1.001193/nop?truong-hop=da-ket-hon")
    axe.check(page, "start")
    with page.expect_navigation():
        page.locator("main form button.button").click()
    draft = page.url.split("khai/")[0]
    birth.choose_applicant(page)
    for part in PARTS:
        page.goto(draft + part)
        axe.check(page, part or "task list")
    page.goto(f"{draft}khai/con")
    press(page, "Lưu và tiếp tục")
    axe.check(page, "errors")


def test_the_easy_mode_asks_one_question_and_keeps_the_telephone_in_reach(open_page: Opened) -> None:
    page = open_page(size=PHONE)
    choose(page, "1", contrast=False, easy=True)
    call = page.get_by_role("contentinfo").get_by_role("link", name="Gọi 1022")
    expect(call).to_be_in_viewport()
    box = call.bounding_box()
    assert box is not None
    assert box["height"] >= TARGET
    birth.begin(page)
    birth.choose_applicant(page)
    expect(page.get_by_label("Họ, chữ đệm, tên của trẻ")).to_be_visible()
    expect(page.locator("[name=child_birth_d]")).to_have_count(0)


def test_what_matters_is_in_the_first_view_of_a_telephone(open_page: Opened) -> None:
    page = open_page(size=PHONE)
    page.goto("/thu-tuc/1.001193/")
    expect(page.get_by_text("Mất bao lâu")).to_be_in_viewport(ratio=1)
    birth.begin(page)
    birth.choose_applicant(page)
    draft = page.url.split("khai/")[0]
    page.goto(draft)
    expect(page.get_by_role("link", name=re.compile("^Làm tiếp: "))).to_be_in_viewport(ratio=1)
    page.goto(f"{draft}khai/me")
    expect(page.locator("main").get_by_text("Nguyễn Thị Hoa").first).to_be_in_viewport(ratio=1)
    assert page.locator("main").inner_text().count("Lấy từ Cơ sở dữ liệu quốc gia về dân cư") <= MOST_SOURCES
    page.goto("/ho-so-cua-toi/")
    expect(page.get_by_role("heading", level=2).first).to_be_in_viewport(ratio=1)

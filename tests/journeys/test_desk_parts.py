"""Pages an officer meets on the way: parts of a procedure, a dossier's rarer acts, refusals. No violation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import axe
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.officer import ADMIN, CLERK, EDITOR, enter
from tests.journeys.province import Province
from tests.journeys.stages import ask_for_more

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
PROCEDURE = "1.001193"
PARTS = ("", "co-ban/", "truong-hop/", "giay-to/", "thoi-han-phi/", "to-khai/", "ket-qua/", "quy-trinh/", "can-cu/")
PARTS += ("cach-noi/", "kiem-tra-truoc/", "cau-hoi-dan-duong/", "nguoi-cung-ky/", "kiem-tra/", "duyet/")
MOST_CSS, MOST_JS = 16 * 1024, 45 * 1024  # bytes of the bodies as they travel, compressed

type Opened = Callable[..., Page]


def drafted(page: Page) -> str:
    """The address of a draft of the procedure, begun or found."""
    page.goto(f"/can-bo/cau-hinh/thu-tuc/{PROCEDURE}/")
    begin = page.locator("main form button")
    if begin.count():
        begin.first.click()
    else:
        page.locator("main a[href*='/nhap/']").first.click()
    page.wait_for_url("**/nhap/*/")
    return page.url


@SIZES
def test_every_part_of_a_procedure_is_clean(open_page: Opened, size: dict[str, int]) -> None:
    page = open_page(size=size)
    enter(page, EDITOR)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cấu hình")  # no dossier waits for an editor
    draft = drafted(page)
    for part in PARTS:
        page.goto(draft + part)
        axe.check(page, part or "the parts")


@SIZES
def test_the_login_and_the_refusals_are_clean(open_page: Opened, size: dict[str, int]) -> None:
    page = open_page(size=size)
    page.goto("/can-bo/dang-nhap/")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.locator("[data-errors]")).to_contain_text("Caps Lock")
    axe.check(page, "login with an error")
    enter(page, ADMIN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Lịch làm việc")
    for path in ("/can-bo/canh-bao/", "/can-bo/khong-co-trang-nay/", "/can-bo/tai-khoan/"):
        page.goto(path)
        axe.check(page, path)


@SIZES
def test_many_at_once_and_the_rarer_acts(open_page: Opened, province: Province, size: dict[str, int]) -> None:
    dossier = ask_for_more(province)
    page = open_page(size=size)
    enter(page, CLERK)
    if page.locator("[name=id]").count():
        bulk = page.locator(".d-bulk button.d-btn").first
        expect(bulk).to_be_hidden()
        page.locator("[name=id]").first.check()
        expect(bulk).to_be_visible()
        axe.check(page, "inbox with a tick")
    page.goto(f"/can-bo/ho-so/{dossier}/")
    behind = page.locator(".d-more-acts")
    expect(behind.get_by_role("link", name="Rút hồ sơ")).to_be_hidden()
    behind.locator("summary").click()
    expect(behind.get_by_role("link", name="Rút hồ sơ")).to_be_visible()
    axe.check(page, "dossier with its rarer acts")


@pytest.mark.parametrize("path", ["/can-bo/", "/can-bo/tiep-nhan/1.001193/"])
def test_styles_and_scripts_of_the_desk_stay_small(open_page: Opened, path: str) -> None:
    page = open_page(size=DESKTOP)
    enter(page, CLERK, "/can-bo/tim/")
    page = page.context.browser.new_context(  # type: ignore[union-attr] - nothing kept from the page before
        base_url=page.url.partition("/can-bo")[0], storage_state=page.context.storage_state()
    ).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on(
        "Network.dataReceived",
        lambda event: sizes.update(
            {event["requestId"]: sizes.get(event["requestId"], 0) + int(event["encodedDataLength"])}
        ),
    )
    page.goto(path, wait_until="networkidle")
    css = sum(size for request, size in sizes.items() if kinds.get(request) == "Stylesheet")
    scripts = sum(size for request, size in sizes.items() if kinds.get(request) == "Script")
    print(f"{path}: CSS {css / 1024:.1f} KB, JS {scripts / 1024:.1f} KB")  # noqa: T201 - shown with -s
    page.context.close()
    assert css <= MOST_CSS
    assert scripts <= MOST_JS

"""Somebody who cannot do it alone is helped: by consent, in the open, and out of the helper's hands at one word."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.citizen import MAN, log_in, photo, press
from tests.journeys.conftest import DESKTOP
from tests.journeys.officer import enter

HELPER, HEAD = "buucuc.khaigiup", "buucuc.truong"
CARD = f"{MAN}||Phạm Thị Mận|09091950|Nữ|Thôn Hoằng Thắng 2, Thanh Hóa|21042021"
CODE = "2.000635"

type Opened = Callable[..., Page]


def begun(page: Page) -> None:
    """The helper scans her card and stands before the consent."""
    enter(page, HELPER, "/can-bo/khai-giup/")
    assert violations(page) == []
    page.goto(f"/can-bo/khai-giup/moi/{CODE}/")
    page.locator("[name=scan]").fill(CARD)
    press(page, "Đọc thẻ")
    expect(page.locator("[name=full_name]")).to_have_value("Phạm Thị Mận")
    assert violations(page) == []
    press(page, "Tiếp: xin đồng ý")
    expect(page.get_by_role("heading", name="Phạm Thị Mận")).to_be_visible()
    assert violations(page) == []


def test_with_a_signed_slip_the_helper_fills_in_and_she_takes_it_over(open_page: Opened) -> None:
    helper, she = open_page(size=DESKTOP), open_page()
    begun(helper)
    helper.get_by_role("link", name="In phiếu đồng ý").click()
    expect(helper.get_by_text("Tôi đồng ý để Lò Thị Xuân")).to_be_visible()
    helper.go_back()
    press(helper, "Gửi phiếu và bắt đầu khai")
    expect(helper.get_by_text("Chọn ảnh hoặc bản quét").first).to_be_visible()
    helper.locator("[name=slip]").set_input_files(photo())
    press(helper, "Gửi phiếu và bắt đầu khai")
    expect(helper.get_by_text("Các phần phải khai")).to_be_visible()
    expect(helper.get_by_text("Đang khai giúp Phạm Thị Mận")).to_be_visible()
    draft = helper.url
    she.goto("/ho-so-cua-toi/")
    log_in(she, MAN)
    expect(she.get_by_role("heading", name="Có người khai giúp tôi")).to_be_visible()
    assert violations(she) == []
    she.get_by_role("link", name="Xem, tự khai tiếp").click()
    expect(she.get_by_text("Lò Thị Xuân")).to_be_visible()
    assert violations(she) == []
    press(she, "Tôi tự khai tiếp")
    expect(she.get_by_text("Các phần phải khai")).to_be_visible()
    answer = helper.goto(draft)
    assert answer is not None
    assert answer.status == 404


def test_not_me_stops_it_and_the_head_hears_of_it(open_page: Opened) -> None:
    helper, she, head = open_page(size=DESKTOP), open_page(script=False), open_page(size=DESKTOP)
    begun(helper)
    she.goto("/ho-so-cua-toi/")
    log_in(she, MAN)
    she.get_by_role("link", name="Xem và trả lời").click()
    press(she, "Đồng ý")
    expect(she.get_by_text("Đã ghi nhận").first).to_be_visible()
    helper.reload()
    expect(helper.get_by_role("button", name="Khai tiếp")).to_be_visible()
    assert violations(helper) == []
    she.locator("[name=words]").fill("Tôi không quen người này")
    press(she, "Không phải tôi nhờ")
    helper.reload()
    expect(helper.get_by_text("Lượt khai giúp này đã kết thúc")).to_be_visible()
    enter(head, HEAD, "/can-bo/khai-giup/")
    expect(head.get_by_text("Tôi không quen người này")).to_be_visible()
    assert violations(head) == []

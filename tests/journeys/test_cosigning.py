"""Two people, one declaration: filed only when both said yes, each by their own login or at the counter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.citizen import HOA, log_in, press
from tests.journeys.conftest import DESKTOP
from tests.journeys.cosigned import NAM, NAM_CARD, declared
from tests.journeys.officer import CLERK, enter
from tests.journeys.province import Province

type Opened = Callable[..., Page]


def sent(province: Province, page: Page, *, script: bool = True) -> str:
    """The bride checks and sends it; the id of her draft."""
    page.goto("/ho-so-cua-toi/")
    log_in(page, HOA)
    draft_id = declared(province)
    page.goto(f"/nop-ho-so/{draft_id}/kiem-tra")
    expect(page.get_by_text("Người phải cùng ký")).to_be_visible()
    assert not script or violations(page) == []
    send(page)
    expect(page.get_by_text("Đang chờ người cùng ký")).to_be_visible()
    expect(page.get_by_text("Trần Đức Nam")).to_be_visible()
    assert not script or violations(page) == []
    return draft_id


def send(page: Page) -> None:
    """An earlier marriage of hers still being handled is a warning that she has seen."""
    page.locator("[name=consent]").check()
    anyway = page.locator("[name=anyway]")
    if anyway.count():
        anyway.check()
    press(page, "Gửi người cùng ký")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_groom_reads_and_agrees_on_his_own_telephone(province: Province, open_page: Opened, script: bool) -> None:
    bride, groom = open_page(script=script), open_page(script=script)
    draft_id = sent(province, bride, script=script)
    groom.goto("/ho-so-cua-toi/")
    log_in(groom, NAM)
    expect(groom.get_by_role("heading", name="Cùng ký với người khác")).to_be_visible()
    groom.get_by_role("link", name="Đọc và trả lời").first.click()
    expect(groom.get_by_text("Số 12 đường Trường Thi").first).to_be_visible()
    expect(groom.get_by_text("0900000001")).to_have_count(0)  # how she is reached is hers
    assert not script or violations(groom) == []
    press(groom, "Đồng ý và ký")
    expect(groom.get_by_role("alert")).to_contain_text("Đánh dấu vào ô xác nhận")
    groom.locator("[name=read]").check()
    press(groom, "Đồng ý và ký")
    expect(groom.get_by_text("Mọi người đã đồng ý, hồ sơ đã nộp")).to_be_visible()
    bride.goto(f"/nop-ho-so/{draft_id}/cung-ky")
    expect(bride.get_by_text("Cùng ký: Bên nam")).to_be_visible()
    expect(bride.get_by_text("Chờ tiếp nhận").first).to_be_visible()


def test_who_has_no_login_signs_at_the_counter(province: Province, open_page: Opened) -> None:
    bride, clerk = open_page(), open_page(size=DESKTOP)
    sent(province, bride)
    enter(clerk, CLERK, "/can-bo/cung-ky/")
    assert violations(clerk) == []
    clerk.locator("[name=scan]").fill(NAM_CARD)
    press(clerk, "Tìm")
    clerk.get_by_role("link", name="Đăng ký kết hôn").first.click()
    assert violations(clerk) == []
    clerk.locator("[name=card]").check()
    press(clerk, "Ghi nhận đồng ý")
    expect(clerk.get_by_text("Đủ người đồng ý, hồ sơ đã nộp")).to_be_visible()


def test_a_changed_answer_voids_the_request_and_a_refusal_comes_back_in_words(
    province: Province, open_page: Opened
) -> None:
    bride, groom = open_page(), open_page()
    draft_id = sent(province, bride)
    groom.goto("/ho-so-cua-toi/")
    log_in(groom, NAM)
    groom.get_by_role("link", name="Đọc và trả lời").first.click()
    bride.goto(f"/nop-ho-so/{draft_id}/cung-ky")
    press(bride, "Rút yêu cầu ký")
    groom.locator("[name=read]").check()
    press(groom, "Đồng ý và ký")
    expect(groom.get_by_role("alert")).to_contain_text("không còn hiệu lực")
    bride.goto(f"/nop-ho-so/{draft_id}/kiem-tra")
    send(bride)
    groom.goto("/ho-so-cua-toi/")
    groom.get_by_role("link", name="Đọc và trả lời").first.click()
    groom.get_by_text("Tôi không đồng ý").click()
    groom.locator("[name=words]").fill("Ngày cưới phải là 27/12")
    press(groom, "Gửi lời không đồng ý")
    bride.goto(f"/nop-ho-so/{draft_id}/cung-ky")
    expect(bride.get_by_text("Ngày cưới phải là 27/12")).to_be_visible()

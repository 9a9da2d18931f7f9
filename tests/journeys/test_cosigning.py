"""Two people, one declaration: filed only when both said yes, each by their own login or at the counter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.citizen import HOA, fill_date, log_in, press
from tests.journeys.conftest import DESKTOP
from tests.journeys.cosigned import NAM, NAM_CARD, declared, declared_together
from tests.journeys.officer import CLERK, dossier_of_slip, enter
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


def send_group(province: Province, page: Page, *, script: bool = True) -> str:
    """The bride sends two procedures at one press; the address of her group."""
    page.goto("/ho-so-cua-toi/")
    log_in(page, HOA)
    url = f"/nhom/{declared_together(province)}/"
    page.goto(url)
    page.locator("[name=consent]").check()
    press(page, "Nộp tất cả")
    expect(page.get_by_role("heading", name="Đang chờ người cùng ký")).to_be_visible()
    expect(page.get_by_text("Trần Đức Nam")).to_have_count(2)
    assert not script or violations(page) == []
    return url


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_group_of_two_is_signed_in_one_visit_and_filed_as_a_whole(
    province: Province, open_page: Opened, script: bool
) -> None:
    bride, groom = open_page(script=script), open_page(script=script)
    url = send_group(province, bride, script=script)
    groom.goto("/ho-so-cua-toi/")
    log_in(groom, NAM)
    groom.locator("article", has_text="Đăng ký thường trú").get_by_role("link", name="Đọc và trả lời").click()
    expect(groom.get_by_role("heading", name="Cùng ký 2 hồ sơ")).to_be_visible()
    expect(groom.get_by_text("Số 5 đường Lê Lợi").first).to_be_visible()
    expect(groom.get_by_text("Số 12 đường Trường Thi").first).to_be_visible()
    assert not script or violations(groom) == []
    groom.locator("[name=read]").check()
    press(groom, "Đồng ý và ký tất cả")
    expect(groom.get_by_role("alert")).to_contain_text("Đánh dấu vào ô xác nhận")  # the second was not marked as read
    assert not script or violations(groom) == []
    for box in groom.locator("[name^=read]").all():
        box.check()
    press(groom, "Đồng ý và ký tất cả")
    expect(groom.get_by_text("cả nhóm hồ sơ được nộp ngay")).to_be_visible()
    province.manage("procrastinate", "worker", "--one-shot")
    bride.goto(url)
    expect(bride.locator(".g-part")).to_have_count(2)
    assert not script or violations(bride) == []


BRIDE_CARD = "038192001234||Nguyễn Thị Hoa|14051992|Nữ|Số 12 đường Trường Thi, Thanh Hóa|21042021"
HIS, HERS = "husband", "wife"


def fill_marriage(page: Page) -> None:
    """Everything the counter asks for a first marriage; the bride came, the groom stands beside her."""
    page.locator("[name=scan]").fill(BRIDE_CARD)
    press(page, "Đọc thẻ")
    page.locator("#f-p_phone").fill("0900000001")
    page.locator("[name=p_address_commune]").select_option("14797")
    page.locator("[name=p_address_detail]").fill("Số 12 đường Trường Thi")
    page.locator("[name=case][value=lan-dau]").check()
    for who, name, number, born in (
        (HERS, "Nguyễn Thị Hoa", HOA, ("14", "5", "1992")),
        (HIS, "Trần Đức Nam", NAM, ("28", "2", "2001")),
    ):
        page.locator(f"[name={who}_name]").fill(name)
        fill_date(page, f"{who}_birth", *born)
        page.locator(f"[name={who}_id]").fill(number)
        page.locator(f"[name={who}_ethnicity]").fill("Kinh")
        page.locator(f"[name={who}_home_commune]").select_option("14797")
        page.locator(f"[name={who}_home_detail]").fill("Số 12 đường Trường Thi")
    page.locator("[name=declare]").check()
    page.locator("[name=copies]").fill("1")


def test_the_counter_records_each_who_signed(province: Province, open_page: Opened) -> None:
    clerk = open_page(size=DESKTOP)
    enter(clerk, CLERK, "/can-bo/tiep-nhan/1.000894/")
    fill_marriage(clerk)
    press(clerk, "Cập nhật tên người ký")
    card = clerk.locator("section", has=clerk.get_by_role("heading", name="Người cùng ký"))
    expect(card).to_contain_text("Trần Đức Nam")
    expect(card.locator("fieldset")).to_have_count(1)  # who files is not asked
    press(clerk, "Nhận hồ sơ và in phiếu")
    expect(clerk.locator("[data-errors]")).to_contain_text("Chọn cách Trần Đức Nam (Bên nam) đã ký")
    assert violations(clerk) == []
    clerk.get_by_label("Ký trước mặt tôi").check()
    press(clerk, "Nhận hồ sơ và in phiếu")
    why = clerk.locator("[name=why]")
    if why.count():  # an earlier marriage of hers still being handled: a warning
        why.fill("Hồ sơ trước đã rút")
        press(clerk, "Nhận hồ sơ và in phiếu")
    clerk.wait_for_url("**/xong/**")
    clerk.goto(f"/can-bo/ho-so/{dossier_of_slip(clerk)}/")
    expect(clerk.get_by_text("Cùng ký: Bên nam")).to_be_visible()
    expect(clerk.get_by_text(f"Trần Đức Nam, số định danh {NAM}")).to_be_visible()
    assert violations(clerk) == []
    groom = open_page()
    groom.goto("/ho-so-cua-toi/")
    log_in(groom, NAM)
    groom.locator("article", has_text="Đăng ký kết hôn").first.get_by_role("heading").get_by_role("link").click()
    expect(groom.get_by_text("Nếu không đúng, báo bộ phận một cửa")).to_be_visible()
    assert violations(groom) == []

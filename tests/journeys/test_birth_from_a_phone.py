"""Journey (a): a mother registers a birth from her telephone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import birth
from tests.journeys.citizen import log_in
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.thumb import Thumb

MOST_TAPS = 45
MOST_CHARACTERS = 60


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_birth_is_filed_from_a_telephone(open_page: Callable[..., Page], script: bool) -> None:
    page = open_page(script=script, size=PHONE)
    thumb = Thumb(page)
    birth.fill_all(page, script=script, thumb=thumb)
    expect(page.get_by_text("Lê Nguyễn Minh Anh")).to_be_visible()
    code = birth.submit(page, thumb)
    print(f"{thumb.taps} taps, {thumb.characters} characters")  # noqa: T201 - shown with -s
    assert thumb.taps <= MOST_TAPS
    assert thumb.characters <= MOST_CHARACTERS

    assert re.fullmatch(r"H56\.102-\d{6}-\d{4,}", code)
    assert re.fullmatch(r"\d{4}", page.locator(".big-number").inner_text())
    received = page.locator(".files li")
    expect(received).to_have_count(1)
    expect(received.first).to_contain_text("1 trang")
    expect(received.first.locator("img")).to_be_visible()
    expect(page.locator(".promise")).to_have_text(re.compile(r"\d\d:\d\d thứ .+, \d\d/\d\d/\d{4}"))
    page.get_by_role("link", name="Xem hồ sơ", exact=True).click()
    expect(page.get_by_role("heading", name="Hồ sơ tới đâu rồi")).to_be_visible()


def test_back_after_filing_shows_the_same_dossier(open_page: Callable[..., Page]) -> None:
    page = open_page(size=DESKTOP)
    birth.fill_all(page, script=True)
    check_page = page.url
    code = birth.submit(page)
    page.goto(check_page)
    expect(page.locator(".panel .code")).to_contain_text(code.split("-")[-1])


def test_pressing_twice_files_once(open_page: Callable[..., Page]) -> None:
    page = open_page(script=False)
    birth.fill_all(page, script=False)
    page.get_by_label("Tôi cam đoan").check()
    form = page.locator("form[action$='/gui']")
    token = form.locator("[name=csrfmiddlewaretoken]").input_value()
    address = form.get_attribute("action") or ""
    form_sent = {"consent": "yes", "anyway": "yes", "csrfmiddlewaretoken": token}
    answers = [page.request.post(address, form=form_sent, headers={"Referer": page.url}) for _press in range(2)]
    assert answers[0].url == answers[1].url
    assert "/da-nop" in answers[0].url


def test_a_wrong_answer_is_told_at_the_field_and_the_rest_is_kept(open_page: Callable[..., Page]) -> None:
    page = open_page(script=False)
    birth.begin(page)
    birth.choose_applicant(page)
    page.get_by_label("Họ, chữ đệm, tên của trẻ").fill("Lê Minh Anh")
    page.locator("[name=child_birth_d]").fill("31")
    page.locator("[name=child_birth_m]").fill("2")
    page.locator("[name=child_birth_y]").fill("2026")
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(page).to_have_title(re.compile("^Lỗi: "))
    said = page.locator(".errors a").first.inner_text()
    expect(page.locator(".field .error", has_text=said)).to_have_count(1)
    expect(page.get_by_label("Họ, chữ đệm, tên của trẻ")).to_have_value("Lê Minh Anh")
    expect(page.locator("[name=child_birth_d]")).to_have_value("31")


def test_a_refused_file_is_told_at_its_paper_and_the_others_stay(open_page: Callable[..., Page]) -> None:
    page = open_page(script=False)
    birth.begin(page)
    page.goto(page.url.split("/khai/")[0] + "/giay-to")
    birth.upload(page, script=False)
    box = page.locator("section.field", has=page.get_by_role("heading", name="Giấy chứng sinh"))
    wrong = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": b"MZ this is no picture"}
    box.locator("input[type=file]").set_input_files(wrong)  # type: ignore[arg-type]
    box.get_by_role("button", name="Tải lên").click()
    expect(box.locator(".error")).to_be_visible()
    expect(page.get_by_role("link", name="giay-chung-sinh.jpg")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_an_expired_login_returns_to_the_same_step_with_the_answers(
    open_page: Callable[..., Page], script: bool
) -> None:
    page = open_page(script=script)
    birth.begin(page)
    birth.choose_applicant(page)
    step = page.url
    page.get_by_label("Họ, chữ đệm, tên của trẻ").fill("Lê Minh Anh")
    cookies = [cookie for cookie in page.context.cookies() if cookie["name"] == "sid"]
    page.context.clear_cookies(name="sid")
    page.context.add_cookies([{**cookies[0], "value": "expired0expired0expired0expired0"}])  # type: ignore[list-item]
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    log_in(page)
    assert page.url == step
    expect(page.get_by_label("Họ, chữ đệm, tên của trẻ")).to_have_value("Lê Minh Anh")

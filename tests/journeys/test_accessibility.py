"""Every listed page state, on a telephone and on a desktop: no violation of any impact."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys import axe, birth
from tests.journeys.citizen import MAN, log_in, press
from tests.journeys.conftest import DESKTOP, PATIENCE, PHONE
from tests.journeys.province import Province
from tests.journeys.stages import Played

NARROW = {"width": 320, "height": 640}
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])

PUBLIC = {
    "home": "/",
    "search": "/tim-kiem?q=lam giay khai sinh",
    "search that was repaired": "/tim-kiem?q=khai xinh cho con",
    "search that asks back": "/tim-kiem?q=giấy phép xây dựng",
    "search as typed": "/tim-kiem?q=khai sinh&dung-chu=1",
    "search without a result": "/tim-kiem?q=zzzz qqqq",
    "search without words": "/tim-kiem",
    "life event": "/viec/co-con-nho/",
    "sectors": "/thu-tuc/",
    "sector": "/thu-tuc/?linh-vuc=ho-tich",
    "procedure": "/thu-tuc/1.001193/",
    "generic procedure": "/thu-tuc/1.014199/",
    "login": "/dang-nhap/",
    "login on the way": "/ho-so-cua-toi/",
    "tracking": "/tra-cuu/",
    "tracking with a field missing": "/tra-cuu/?code=H56.102-260101-0001",
    "verification": "/xac-minh/",
    "verification with a wrong code": "/xac-minh/?token=khong-co",
    "help": "/tro-giup/",
    "guide": "/thu-tuc/1.001193/hoi",
    "guide without an answer": "/thu-tuc/1.001193/hoi?hoi=nuoc_ngoai",
    "guide at its end": "/thu-tuc/1.001193/hoi?nuoc_ngoai=1&da_co=1&ket_hon=1&mot_lan=2",
    "guide to another procedure": "/thu-tuc/1.001193/hoi?nuoc_ngoai=2",
    "guide that says no": "/thu-tuc/1.000894/hoi?nuoc_ngoai=1&tuoi=2",
    "display": "/hien-thi/",
    "offline": "/ngoai-tuyen/",
    "old address": "/dia-chi-cu/?q=xã Quảng Nham, huyện Quảng Xương",
    "old address not found": "/dia-chi-cu/?q=zzzz",
    "no such page": "/khong-co-trang-nay/",
    "refusal": "/thu-tuc/9.999999/",
}
SIGNED_IN = {
    "start": "/thu-tuc/1.001193/nop?truong-hop=da-ket-hon",
    "start without a case": "/thu-tuc/1.001193/nop?truong-hop=",
    "my data": "/thong-tin-cua-toi/",
    "my wishes": "/cach-nhan-tin/",
    "my dossiers": "/ho-so-cua-toi/",
    "supplement": "/ho-so/{asked}/bo-sung",
    "dossier that waits for me": "/ho-so/{asked}/",
    "confirmation": "/ho-so/{asked}/da-nop",
    "withdrawal": "/ho-so/{asked}/rut",
    "my papers": "/giay-to-cua-toi/",
    "who looked": "/ai-da-xem/",
    "letters": "/hop-thu/",
}
EMPTY = {"my dossiers": "/ho-so-cua-toi/", "my papers": "/giay-to-cua-toi/", "letters": "/hop-thu/"}


@pytest.fixture(scope="module")
def hoa(province: Province, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=province.url, locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/ho-so-cua-toi/")
    log_in(page)
    page.close()
    yield context
    context.close()


@SIZES
@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_state(open_page: Callable[..., Page], name: str, size: dict[str, int]) -> None:
    page = open_page(size=size)
    page.goto(PUBLIC[name])
    axe.check(page, name)


@SIZES
@pytest.mark.parametrize("name", SIGNED_IN)
def test_a_citizens_page_state(
    hoa: BrowserContext, asked: str, played: Played, name: str, size: dict[str, int]
) -> None:
    page = hoa.new_page()
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(SIGNED_IN[name].format(asked=asked))
    axe.check(page, name)
    page.close()


@SIZES
def test_a_finished_dossier_and_its_rating(hoa: BrowserContext, played: Played, size: dict[str, int]) -> None:
    page = hoa.new_page()
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto("/ho-so-cua-toi/")
    page.locator("article", has_text=played.code).get_by_role("link").click()
    axe.check(page, "finished dossier")
    page.goto(page.url + "danh-gia")
    axe.check(page, "rating")
    page.close()


@SIZES
def test_what_the_slip_shows_without_a_login(
    open_page: Callable[..., Page], played: Played, size: dict[str, int]
) -> None:
    page = open_page(size=size)
    page.goto(f"/tra-cuu/?code={played.code}&check={played.check_number}")
    axe.check(page, "tracked dossier")
    page.goto("/xac-minh/")
    page.locator("input[type=file]").set_input_files(played.pdf)
    page.get_by_role("button", name="Xác minh").click()
    axe.check(page, "verified paper")


def test_lists_without_anything_in_them(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto("/ho-so-cua-toi/")
    log_in(page, MAN)
    for name, path in EMPTY.items():
        page.goto(path)
        axe.check(page, f"{name}, empty")


@SIZES
def test_every_step_of_filing_and_its_errors(open_page: Callable[..., Page], size: dict[str, int]) -> None:
    page = open_page(size=size)
    birth.begin(page)
    _checked_with_errors(page, "applicant")
    birth.choose_applicant(page)
    _checked_with_errors(page, "child")
    birth.fill_child(page, "Nguyễn Phúc Hồng Ngọc Thiên Kim Bảo Châu Quỳnh Anh Phương Thảo Nguyên Khánh Linh")
    axe.check(page, "birth place")
    birth.fill_birth_place(page)
    axe.check(page, "declarant")
    draft = page.url.split("/khai/")[0]
    seen = {"place": "noi-nop", "mother, from the register": "khai/me", "another device": "may-khac"}
    for name, part in seen.items():
        page.goto(f"{draft}/{part}")
        axe.check(page, name)
    page.goto(f"{draft}/")
    axe.check(page, "task list")
    page.get_by_role("link", name="Người đi khai và bản sao", exact=True).click()
    birth.fill_rest(page)
    axe.check(page, "papers")
    birth.upload(page, script=True)
    axe.check(page, "papers with a file")
    birth.leave_papers(page)
    axe.check(page, "contact")
    birth.fill_contact(page)
    axe.check(page, "check")
    press(page, "Nộp hồ sơ")
    axe.check(page, "check without consent")
    birth.submit(page)
    axe.check(page, "confirmation with a file")


def _checked_with_errors(page: Page, name: str) -> None:
    axe.check(page, name)
    press(page, "Lưu và tiếp tục")
    page.locator(".errors").wait_for()
    axe.check(page, f"{name}, errors")


@pytest.mark.parametrize("path", ["/", "/tim-kiem?q=khai sinh", "/thu-tuc/1.001193/", "/tra-cuu/"])
def test_the_largest_letters_on_the_narrowest_telephone(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(script=False, size=NARROW)
    page.goto("/")
    page.get_by_role("button", name="Cỡ chữ rất to").click()
    assert page.locator("html").get_attribute("data-size") == "3"
    page = page.context.new_page()
    page.goto(path)
    beyond = page.locator("html").bounding_box()
    assert beyond is not None
    assert beyond["width"] <= NARROW["width"]

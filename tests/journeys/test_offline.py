"""Without a network: published pages that were open before, an honest page for the rest, nothing of anybody."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import axe
from tests.journeys.citizen import log_in
from tests.journeys.conftest import PHONE

KEPT = "async () => { const pages = await caches.open('pages-1'); return (await pages.keys()).map((one) => one.url); }"


def _ready(page: Page) -> None:
    """The worker runs and serves this page."""
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto("/tro-giup/")  # served by the worker for the first time
    assert page.evaluate("navigator.serviceWorker.controller !== null")


def _kept(page: Page) -> list[str]:
    return [str(one) for one in page.evaluate(KEPT)]


def test_pages_that_were_open_are_there_without_a_network(open_page: Callable[..., Page]) -> None:
    page = open_page(size=PHONE)
    _ready(page)
    page.goto("/thu-tuc/1.001193/")
    page.context.set_offline(True)
    page.goto("/")
    expect(page.get_by_role("searchbox")).to_be_visible()
    page.goto("/thu-tuc/1.001193/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng ký khai sinh cho con")
    page.goto("/thu-tuc/1.000894/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Máy đang không có mạng")
    expect(page.get_by_role("link", name="Đăng ký khai sinh cho con")).to_be_visible()
    axe.check(page, "offline")


def test_nothing_personal_is_kept_by_the_worker(open_page: Callable[..., Page]) -> None:
    page = open_page(size=PHONE)
    _ready(page)
    page.goto("/ho-so-cua-toi/")
    log_in(page)
    for path in ("/thong-tin-cua-toi/", "/hop-thu/", "/thu-tuc/1.000894/"):
        page.goto(path)
    assert not [one for one in _kept(page) if "cua-toi" in one or "hop-thu" in one or "1.000894" in one]
    page.context.set_offline(True)
    page.goto("/thong-tin-cua-toi/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Máy đang không có mạng")
    page.goto("/")
    expect(page.get_by_text("Nguyễn Thị Hoa")).to_have_count(0)

"""Scans at the counter over a line that breaks, and what the checks say of them, on the one screen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.axe import check
from tests.journeys.citizen import photo
from tests.journeys.conftest import DESKTOP
from tests.journeys.officer import CLERK, PROCEDURE, enter, fill_counter, type_person
from tests.journeys.test_uploads import large, pdf

COUNTER = f"/can-bo/tiep-nhan/{PROCEDURE}/"
PRESS = "Nhận hồ sơ và in phiếu"


def screen(page: Page) -> None:
    enter(page, CLERK, COUNTER)
    type_person(page)
    fill_counter(page)


def test_a_broken_line_only_costs_a_piece(open_page: Callable[..., Page]) -> None:
    page = open_page(size=DESKTOP)
    screen(page)
    sent: list[int] = []

    def shaky(route: Route) -> None:
        if route.request.method == "PATCH":
            sent.append(int(route.request.headers["upload-offset"]))
            if len(sent) in {2, 3}:
                route.abort("connectionreset")
                return
        route.continue_()

    page.route(re.compile(r"/tep/"), shaky)
    row = page.locator("tr", has=page.locator("input[type=file]")).first
    row.locator("input[type=file]").set_input_files([large(), photo()])  # type: ignore[list-item]
    expect(row).to_contain_text("Mất mạng")
    check(page, "a scan at the counter on its way")
    expect(row.locator("li:not(.coming)")).to_have_count(2, timeout=30_000)
    assert sent.count(0) == 2, sent  # one beginning a file
    page.get_by_role("button", name=PRESS).click()
    page.wait_for_url("**/xong/**")
    expect(page.locator("body")).to_contain_text("Đã tiếp nhận")


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_scan_is_taken_off_and_nothing_typed_is_lost(open_page: Callable[..., Page], script: bool) -> None:
    page = open_page(script=script, size=DESKTOP)
    screen(page)
    row = page.locator("tr", has=page.locator("input[type=file]")).first
    row.locator("input[type=file]").set_input_files(pdf("lan-lon.pdf", b"MZ"))  # type: ignore[arg-type]
    if not script:
        page.get_by_role("button", name=PRESS).click()
        expect(page.locator("[data-errors]")).to_contain_text("Có tệp chưa nhận được")
    else:
        expect(row.locator(".error")).to_be_visible()
    row.locator("input[type=file]").set_input_files(photo())  # type: ignore[arg-type]
    if not script:
        page.get_by_role("button", name="Đọc thẻ").click()
    kept = row.locator("li", has_text="giay-chung-sinh.jpg")
    expect(kept.get_by_role("button", name="Bỏ tệp này")).to_be_visible()
    check(page, "a scan at the counter") if script else None
    kept.get_by_role("button", name="Bỏ tệp này").click()
    expect(row.locator("li", has_text="giay-chung-sinh.jpg")).to_have_count(0)
    expect(page.locator("#f-p_acting_name")).to_have_value("Lê Văn Bình")
    page.get_by_role("button", name=PRESS).click()
    page.wait_for_url("**/xong/**")

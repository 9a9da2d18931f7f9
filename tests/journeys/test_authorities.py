"""What an authorised person may do is chosen by field and by everyday names, with a script and without one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.citizen import HOA, log_in, press
from tests.journeys.conftest import DESKTOP, PHONE

type Opened = Callable[..., Page]


@pytest.mark.parametrize(("script", "size"), [(True, PHONE), (False, DESKTOP)], ids=["script", "plain"])
def test_the_scope_is_picked_and_nothing_typed_is_lost(open_page: Opened, script: bool, size: dict[str, int]) -> None:
    page = open_page(script=script, size=size)
    page.goto("/tim-kiem?q=khai sinh", timeout=90_000)  # the first search of a process reads the index
    page.goto("/uy-quyen/moi/cho/")
    log_in(page, HOA)
    page.locator("[name=full_name]").fill("Phạm Thị Mận")
    page.locator("[name=q]").fill("làm giấy khai sinh")
    page.locator("[name=q]").press("Enter")
    found = page.locator("button[name=them]")
    expect(found.first).to_be_visible()
    assert not script or violations(page) == []
    found.first.click()
    expect(page.locator("button[name=bo]")).to_have_count(1)
    page.locator("[name=linh-vuc]").select_option(index=1)
    page.locator("button[name=them-linh-vuc]").click()
    expect(page.locator("button[name=bo]")).to_have_count(2)
    page.locator("button[name=bo]").first.click()
    expect(page.locator("button[name=bo]")).to_have_count(1)
    expect(page.locator("[name=full_name]")).to_have_value("Phạm Thị Mận")
    expect(page.locator("#f-procedures")).to_be_checked()
    press(page, "Ủy quyền")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("button[name=bo]")).to_have_count(1)
    assert not script or violations(page) == []

"""Journey (e): anybody with the slip follows the dossier; anybody without it learns nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.stages import Played


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_code_and_check_number_suffice(open_page: Callable[..., Page], played: Played, script: bool) -> None:
    page = open_page(script=script)
    page.goto("/")
    page.get_by_label("Mã hồ sơ").fill(f" {played.code[:7]} {played.code[7:]} ")
    page.get_by_label("Số kiểm tra").fill(played.check_number)
    page.get_by_role("button", name="Xem hồ sơ").click()
    expect(page.get_by_text("Đã trả kết quả").first).to_be_visible()
    expect(page.get_by_role("heading", name="Hồ sơ tới đâu rồi")).to_be_visible()
    expect(page.get_by_text("N***** T** H**")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Nguyễn Thị Hoa")


def test_a_wrong_code_and_a_wrong_number_look_the_same(open_page: Callable[..., Page], played: Played) -> None:
    page = open_page(script=False)
    said = []
    wrong = f"{(int(played.check_number) + 1) % 10_000:04d}"
    for code, check in ((played.code, wrong), ("H56.999-260101-0001", played.check_number)):
        page.goto("/tra-cuu/")
        page.get_by_label("Mã hồ sơ").fill(code)
        page.get_by_label("Số kiểm tra").fill(check)
        page.get_by_role("button", name="Xem hồ sơ").click()
        said.append(page.locator(".errors").inner_text())
    assert said[0] == said[1]

"""A form made from nothing in the browser, published by another, chosen for a procedure, filed with by a citizen."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import axe
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.drawing import (
    FORMS,
    add,
    begin,
    build,
    choose_for_the_procedure,
    file_with_it,
    keep,
    printed,
    publish,
    say_how_it_prints,
    try_it,
)
from tests.journeys.officer import EDITOR, enter
from tests.journeys.province import Province, running

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """A province of its own: what is published here would be in force for the other journeys too."""
    with running(f"drawing_{os.getpid()}", tmp_path_factory.mktemp("drawing")) as found:
        yield found


def test_a_form_from_nothing_to_a_filed_dossier(open_page: Callable[..., Page]) -> None:
    editor, approver = open_page(size=DESKTOP), open_page(size=DESKTOP)
    enter(editor, EDITOR, FORMS)
    draft = begin(editor)
    build(editor, draft)
    say_how_it_prints(editor, draft)
    try_it(editor)
    publish(approver, draft)
    editor.goto("/can-bo/tin-nhan/")
    expect(editor.locator("main")).to_contain_text("đã được ban hành")
    choose_for_the_procedure(editor, approver)
    citizen = open_page(script=False)
    file_with_it(citizen)
    citizen.get_by_role("link", name="Xem hồ sơ").click()
    sheet = citizen.get_by_role("link", name="Tờ khai đã nộp (PDF)").get_attribute("href")
    told = printed(citizen, str(sheet))
    for said in ("ĐƠN XIN XÁC NHẬN", "Lý do đề nghị", "Bổ sung hồ sơ vay vốn", "K’Brêm Y-Ban", "Mường", "16.000 đồng"):
        assert said in told
    assert "Có gửi qua bưu điện" not in told


def test_it_works_without_a_script(open_page: Callable[..., Page]) -> None:
    page = open_page(script=False)
    enter(page, EDITOR, FORMS)
    draft = begin(page, "Tờ khai thử không có script")
    for label in ("Một", "Hai"):
        add(page, draft, label, "text")
        keep(page)
    page.locator("#len-hai").click()
    expect(page.locator(".f-line a").first).to_have_text("Hai")
    page.locator("#hoan-tac").click()
    expect(page.locator(".f-what > a").first).to_have_text("Một")
    page.locator("#bo-mot").click()
    expect(page.locator("[data-flash]")).to_contain_text("Đã bỏ câu hỏi")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải JSON").click()
    assert re.fullmatch(r"to-khai-thu-.*\.json", taken.value.suggested_filename)


@SIZES
def test_the_pages_are_clean(open_page: Callable[..., Page], size: dict[str, int]) -> None:
    page = open_page(size=size)
    enter(page, EDITOR, FORMS)
    for path in (FORMS, f"{FORMS}?q=zzzz", f"{FORMS}moi/", f"{FORMS}to-khai-1.001193/", f"{FORMS}to-khai-1.001193/1/"):
        page.goto(path)
        axe.check(page, path)
    page.goto(f"{FORMS}to-khai-1.001193/")
    page.get_by_role("button", name="Soạn bản mới").click()
    page.wait_for_url("**/nhap/*/")
    draft = page.url
    for path in (
        "",
        "them-trang/",
        "them-cau/",
        "them-quy-tac/",
        "to-khai-in/",
        "thu/",
        "thu/?trang=tom-tat",
        "so-sanh/",
    ):
        page.goto(f"{draft}{path}")
        axe.check(page, path or "the draft")
    page.goto(draft)
    page.locator(".f-what > a").first.click()
    axe.check(page, "a question")
    page.locator("#f-label").fill("")
    page.locator(".d-foot").get_by_role("button", name="Lưu", exact=True).click()
    page.wait_for_selector("[data-errors]")
    axe.check(page, "a question with errors")

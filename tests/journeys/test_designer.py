"""An editor designs a process, an approver publishes it, and the next dossier runs on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import axe
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.officer import CLERK, EDITOR, PROCEDURE, dossier_of_slip, enter, fill_counter, type_person
from tests.journeys.province import Province, running

APPROVER = "duyet.thutuc"
LIST = "/can-bo/cau-hinh/quy-trinh/"
HERE = f"{LIST}quy-trinh-{PROCEDURE}/"
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """A province of its own: what is published here would be in force for the other journeys too."""
    with running(f"designing_{os.getpid()}", tmp_path_factory.mktemp("designing")) as found:
        yield found


def begin(page: Page, words: str) -> str:
    """A new draft copied from the procedure that ``words`` find; its address."""
    page.goto(f"{HERE}soan/")
    page.locator("#tim-thu-tuc").fill(words)
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("button", name="Chép quy trình Xin bản sao giấy khai sinh").click()
    page.wait_for_url(f"**{HERE}*/")
    return page.url


def add_consultation(page: Page) -> None:
    page.get_by_role("link", name="Thêm bước", exact=True).click()
    page.locator("#f-name").fill("Hỏi ý kiến công an xã")
    page.get_by_label("Song song với bước, rồi chờ gộp").check()
    page.locator("#f-beside").select_option("xu-ly")
    page.locator("#f-kind").select_option("consult")
    page.locator("#f-role").select_option("specialist")
    page.locator("#f-amount").fill("40")
    page.locator("#f-unit").select_option("working_hour")
    page.locator("#f-public").fill("Công an xã đang cho ý kiến")
    page.locator(".d-act .d-foot button.is-main").click()
    page.wait_for_url("**/buoc/hoi-y-kien-cong-an-xa/")


def test_designed_published_and_run(open_page: Callable[..., Page], province: Province) -> None:
    editor = open_page(size=DESKTOP)
    enter(editor, EDITOR, LIST)
    draft = begin(editor, "2.000635")
    add_consultation(editor)
    expect(editor.locator("#kiem-tra")).to_contain_text("quá thời hạn giải quyết")
    # While it is typed, table, drawing and findings follow; nothing is kept yet.
    editor.locator("#f-amount").fill("0,5")
    expect(editor.locator("#kiem-tra")).not_to_contain_text("quá thời hạn giải quyết")
    expect(editor.locator("#bang")).to_contain_text("0,5 giờ làm việc")
    editor.get_by_role("button", name="Lưu bước").click()
    expect(editor.locator("#kiem-tra")).not_to_contain_text("phải sửa")
    expect(editor.locator(".flow-line--parallel").first).to_be_visible()
    expect(editor.locator("#bang")).to_contain_text("Điểm gộp: chờ mọi nhánh")
    # By keyboard: a button keeps the focus when its row has moved; the last change is undone.
    editor.locator("#len-ky-duyet").focus()
    editor.keyboard.press("Enter")
    expect(editor.locator("#noi")).to_contain_text("Chỉ đổi thứ tự trong bảng")
    assert editor.evaluate("document.activeElement.id") == "len-ky-duyet"
    editor.locator("#hoan-tac").click()
    expect(editor.locator("#noi")).to_contain_text("Đã hoàn tác")
    rehearse(editor, draft)
    approve(open_page(size=DESKTOP), draft)
    running_on_it(open_page(size=DESKTOP), province)


def rehearse(page: Page, draft: str) -> None:
    page.goto(f"{draft}chay-thu/")
    page.get_by_role("button", name="Chạy thử").click()
    expect(page.locator(".p-run")).to_contain_text("Công an xã đang cho ý kiến")
    expect(page.locator(".p-run")).to_contain_text("Mẫu 01")
    axe.check(page, "rehearsal")


def approve(page: Page, draft: str) -> None:
    enter(page, APPROVER, draft)
    page.get_by_role("button", name="Duyệt và ban hành").click()
    expect(page.locator("[data-flash]")).to_contain_text(f"của thủ tục {PROCEDURE}")


def running_on_it(page: Page, province: Province) -> None:
    """The dossier filed now opens both steps at once when it is received."""
    enter(page, CLERK, f"/can-bo/tiep-nhan/{PROCEDURE}/")
    type_person(page)
    fill_counter(page)
    page.get_by_role("button", name="Nhận hồ sơ và in phiếu").click()
    page.wait_for_url("**/xong/**")
    page.goto(f"/can-bo/ho-so/{dossier_of_slip(page)}/")
    expect(page.locator("main")).to_contain_text("Hỏi ý kiến công an xã")


@SIZES
def test_the_pages_are_clean(open_page: Callable[..., Page], size: dict[str, int]) -> None:
    page = open_page(size=size)
    enter(page, EDITOR, LIST)
    other = f"{LIST}quy-trinh-1.001612/"
    for path in (LIST, f"{LIST}?q=khai sinh", f"{LIST}?q=zzzz", other, f"{other}soan/?q=khai sinh"):
        page.goto(path)
        axe.check(page, path)
    page.goto(f"{other}soan/")
    page.get_by_role("button", name="Bắt đầu từ bản này").click()
    page.wait_for_url(f"**{other}*/")
    draft = page.url
    pages = ("", "them/", "buoc/xu-ly/", "buoc/tiep-nhan/", "chay-thu/?chay=1&gio=09:00", "so-voi/1/")
    for path in pages:
        page.goto(f"{draft}{path}")
        axe.check(page, path)
    page.goto(f"{draft}buoc/xu-ly/")
    page.locator("#f-name").fill("")
    page.get_by_role("button", name="Lưu bước").click()
    page.wait_for_selector("[data-errors]")
    axe.check(page, "a step with errors")


def test_it_works_without_a_script(open_page: Callable[..., Page]) -> None:
    page = open_page(size=PHONE, script=False)
    enter(page, EDITOR, LIST)
    page.goto(f"{LIST}quy-trinh-1.004873/soan/")
    page.get_by_role("button", name="Dùng bốn bước chia sẵn").click()
    page.locator("#len-ky-duyet").click()
    expect(page.locator("[data-flash]")).to_contain_text("Đã chuyển “Ký duyệt kết quả” lên trên.")
    page.get_by_role("button", name="Hoàn tác").click()
    page.locator("#bang").get_by_role("link", name="Ký duyệt kết quả").first.click()
    page.locator("#f-name").fill("Ký kết quả")
    page.get_by_role("button", name="Lưu bước").click()
    expect(page.locator("#bang")).to_contain_text("Ký kết quả")

"""A form made from nothing in the browser, published by another, chosen for a procedure, filed with by a citizen."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import axe
from tests.journeys.citizen import fill_date, log_in, save
from tests.journeys.conftest import DESKTOP, PATIENCE, PHONE
from tests.journeys.officer import EDITOR, enter
from tests.journeys.province import Province, running

APPROVER = "duyet.thutuc"
FORMS = "/can-bo/cau-hinh/to-khai/"
PROCEDURE = "1.001022"
NAME = "Tờ khai xin xác nhận của xã"
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """A province of its own: what is published here would be in force for the other journeys too."""
    with running(f"drawing_{os.getpid()}", tmp_path_factory.mktemp("drawing")) as found:
        yield found


def begin(page: Page, name: str = NAME) -> str:
    """An empty draft; its address."""
    page.goto(f"{FORMS}moi/")
    page.locator("#f-name").fill(name)
    page.get_by_role("button", name="Bắt đầu từ trang trắng").click()
    page.wait_for_url("**/nhap/*/")
    return page.url


def add(page: Page, draft: str, label: str, kind: str, *, inside: bool = False) -> None:
    """A new question, last on its page or, ``inside``, in each row of the group; its own page is open then."""
    page.goto(draft)
    page.locator(".is-inner .f-more a" if inside else ".f-page > .f-more a").first.click()
    page.locator("#f-label").fill(label)
    page.locator("#f-type").select_option(kind)
    page.get_by_role("button", name="Thêm câu hỏi").click()
    page.wait_for_url("**/cau/*/")


def keep(page: Page) -> None:
    page.locator(".d-foot").get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("[data-flash]")).to_contain_text("Đã lưu câu hỏi")


def build(page: Page, draft: str) -> None:
    """A number, a question that hangs on another, rows with two columns, and a fee worked out from the rows."""
    add(page, draft, "Có gửi qua bưu điện không?", "yes_no")
    page.locator("[name=required]").check()
    keep(page)
    add(page, draft, "Địa chỉ nhận", "text")
    page.locator("[name=required]").check()
    page.get_by_text("Dựng điều kiện bằng cách chọn").click()
    page.locator("#f-build_question").select_option("co_gui_qua_buu_dien_khong")
    page.locator("#f-build_value").fill("Có")
    page.get_by_role("button", name="Ghi vào điều kiện").click()
    expect(page.locator("#f-when")).to_have_value('co_gui_qua_buu_dien_khong = "yes"')
    keep(page)
    add(page, draft, "Người có tên trong giấy", "rows")
    page.locator("#f-row_name").fill("Người")
    page.locator("#f-min").fill("1")
    page.locator("#f-max").fill("5")
    keep(page)
    for label, kind in (("Họ và tên", "name"), ("Ngày sinh", "date")):
        add(page, draft, label, kind, inside=True)
        page.locator("[name=required]").check()
        keep(page)
    add(page, draft, "Số tiền phải nộp", "calculated")
    page.locator("#f-value").fill("count(nguoi_co_ten_trong_giay) * 8000")
    page.locator("#f-as").select_option("money")
    keep(page)


def try_it(page: Page) -> None:
    """As a citizen, in the telephone beside the questions."""
    expect(page.locator("#kiem-tra")).to_contain_text("Không có lỗi")
    page.get_by_role("button", name="Điền ví dụ").click()
    phone = page.frame_locator("iframe[name=thu]")
    expect(phone.locator("[name=dia_chi_nhan]")).to_have_value("Ví dụ")
    expect(phone.locator("main")).to_contain_text("16.000 đồng")
    phone.locator("[name=dia_chi_nhan]").fill("")
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(phone.locator(".errors")).to_contain_text("địa chỉ nhận")
    phone.locator("[name=dia_chi_nhan]").fill("Thôn 3")
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Kiểm tra câu trả lời")


def publish(page: Page, draft: str) -> None:
    enter(page, APPROVER, draft)
    page.get_by_role("button", name="Duyệt và ban hành").click()
    expect(page.locator("[data-flash]")).to_contain_text("Đã ban hành bản 1")


def choose_for_the_procedure(editor: Page, approver: Page) -> None:
    editor.goto(f"/can-bo/cau-hinh/thu-tuc/{PROCEDURE}/")
    editor.locator("main form button").first.click()
    editor.wait_for_url("**/nhap/*/")
    work = editor.url
    editor.goto(f"{work}to-khai/")
    editor.get_by_label("Dùng một tờ khai đã ban hành").check()
    editor.locator("#f-designed").select_option(label=f"{NAME} (to-khai-xin-xac-nhan-cua-xa)")
    editor.get_by_role("button", name="Lưu, về danh sách").click()
    editor.wait_for_url(work)
    editor.goto(f"{work}kiem-tra/")
    editor.get_by_role("button", name="Gửi duyệt").click()
    expect(editor.locator("[data-flash]")).to_contain_text("Đã gửi duyệt")
    approver.goto(f"{work}duyet/")
    approver.get_by_role("button", name="Duyệt và công bố").click()
    expect(approver.locator("[data-flash]")).to_contain_text("Người dân nộp được từ bây giờ")


def file_with_it(page: Page) -> None:
    page.set_default_timeout(4 * PATIENCE)
    page.goto(f"/thu-tuc/{PROCEDURE}/")
    page.get_by_role("link", name="Bắt đầu nộp hồ sơ").click()
    log_in(page)
    page.locator("main form button.button").click()
    page.get_by_label("Cho bản thân tôi").check()  # where it is filed follows from where she lives
    save(page)
    page.locator("[name=co_gui_qua_buu_dien_khong][value=yes]").check()
    save(page)  # without a script the question that hangs on it comes with the answer's error
    page.locator("[name=dia_chi_nhan]").fill("Thôn 3, Hạc Thành")
    page.locator("[name=nguoi_co_ten_trong_giay-add]").click()
    for number, name in enumerate(("Lê Văn Bình", "Lê Thị Cúc")):
        page.locator(f"[name=nguoi_co_ten_trong_giay-{number}-ho_va_ten]").fill(name)
        fill_date(page, f"nguoi_co_ten_trong_giay-{number}-ngay_sinh", "2", "11", "1985")
    save(page)
    while "/kiem-tra" not in page.url:
        if page.locator("[name=delivery][value=online]").count():
            page.locator("[name=delivery][value=online]").check()
        save(page)
    expect(page.locator("main")).to_contain_text("Lê Thị Cúc")
    expect(page.locator("main")).to_contain_text("16.000 đồng")
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nộp hồ sơ")


def test_a_form_from_nothing_to_a_filed_dossier(open_page: Callable[..., Page]) -> None:
    editor, approver = open_page(size=DESKTOP), open_page(size=DESKTOP)
    enter(editor, EDITOR, FORMS)
    draft = begin(editor)
    build(editor, draft)
    try_it(editor)
    publish(approver, draft)
    choose_for_the_procedure(editor, approver)
    file_with_it(open_page(script=False))


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
    for path in ("", "them-trang/", "them-cau/", "them-quy-tac/", "thu/", "thu/?trang=tom-tat", "so-sanh/"):
        page.goto(f"{draft}{path}")
        axe.check(page, path or "the draft")
    page.goto(draft)
    page.locator(".f-what > a").first.click()
    axe.check(page, "a question")
    page.locator("#f-label").fill("")
    page.locator(".d-foot").get_by_role("button", name="Lưu", exact=True).click()
    page.wait_for_selector("[data-errors]")
    axe.check(page, "a question with errors")

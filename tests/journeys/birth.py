"""A birth registration, page by page, as a mother fills it in. What the state knows of the parents nobody types."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.citizen import HOA, photo, save
from tests.journeys.thumb import Thumb

SAVE = "Lưu và tiếp tục"
GUIDE = ("Không, cả hai là công dân Việt Nam", "Chưa bao giờ", "Đã đăng ký kết hôn", "Không, chỉ làm giấy khai sinh")


def begin(page: Page, thumb: Thumb | None = None) -> None:
    """Search, choose, answer the guide, log in, start: to the first question. Place and case are known by then."""
    by = thumb or Thumb(page)
    page.goto("/")
    by.type(page.get_by_role("searchbox"), "khai sinh")
    by.go(page.get_by_role("button", name="Tìm", exact=True))
    by.go(page.get_by_role("link", name="Đăng ký khai sinh cho con", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng ký khai sinh cho con")
    by.go(page.get_by_role("link", name="Bắt đầu nộp hồ sơ"))
    for answer in GUIDE:
        by.pick(page.get_by_label(answer))
        by.press("Tiếp tục")
    by.go(page.get_by_role("link", name="Bắt đầu nộp hồ sơ"))
    by.press("Đăng nhập bằng VNeID")
    by.pick(page.locator(f"input[value='{HOA}']"))
    by.press("Xác nhận đăng nhập")
    expect(page.get_by_label("Anh/chị nộp ở đâu?").locator("option:checked")).to_have_text(
        "Ủy ban nhân dân phường Hạc Thành"
    )
    by.go(page.locator("main form button.button"))


def choose_applicant(page: Page, thumb: Thumb | None = None) -> None:
    by = thumb or Thumb(page)
    by.pick(page.get_by_label("Cho bản thân tôi"))
    by.press(SAVE)


def fill_child(page: Page, name: str = "Lê Nguyễn Minh Anh", thumb: Thumb | None = None) -> None:
    by = thumb or Thumb(page)
    by.type(page.get_by_label("Họ, chữ đệm, tên của trẻ"), name)
    for box, text in (("d", "5"), ("m", "1"), ("y", "2026")):
        by.type(page.locator(f"[name=child_birth_{box}]"), text)
    by.pick(page.get_by_label("Nữ", exact=True))
    by.type(page.locator("[name=child_ethnicity]"), "Kinh")
    by.press(SAVE)


def fill_birth_place(page: Page, thumb: Thumb | None = None) -> None:
    """Where the child was born, and the hometown after the father's: no address is typed."""
    by = thumb or Thumb(page)
    by.pick(page.locator("[name=born_where][value=benh_vien]"))
    by.type(page.locator("[name=birth_place]"), "BV Phụ sản Thanh Hóa")
    by.pick(page.locator("[name=hometown_of][value=cha]"))
    by.press(SAVE)


def fill_rest(page: Page, thumb: Thumb | None = None) -> None:
    by = thumb or Thumb(page)
    by.pick(page.locator("[name=declarant_relation][value=me]"))
    by.type(page.locator("[name=copies]"), "2")
    by.press(SAVE)


def upload(page: Page, *, script: bool, thumb: Thumb | None = None) -> None:
    """One photo at the notice of birth; with JavaScript it leaves by itself, smaller."""
    by = thumb or Thumb(page)
    box = page.locator("section.field", has=page.get_by_role("heading", name="Giấy chứng sinh"))
    box.locator("input[type=file]").set_input_files(photo(3000, 4000))  # type: ignore[arg-type]
    by.taps += 2  # the button of the box, the picture in the telephone's own list
    if not script:
        by.tap(box.get_by_role("button", name="Tải lên"))
    expect(page.get_by_role("link", name="giay-chung-sinh.jpg")).to_be_visible()


def leave_papers(page: Page, thumb: Thumb | None = None) -> None:
    if thumb is None:
        save(page)
    else:
        thumb.press(SAVE)


def fill_contact(page: Page, thumb: Thumb | None = None) -> None:
    by = thumb or Thumb(page)
    expect(page.locator("[name=phone]")).not_to_be_empty()  # known from the login
    by.pick(page.locator("[name=delivery][value=online]"))
    by.press(SAVE)


def submit(page: Page, thumb: Thumb | None = None) -> str:
    """Consent, send; the code on the confirmation."""
    by = thumb or Thumb(page)
    page.wait_for_load_state("domcontentloaded")  # the box below stands further down than the heading waited for
    anyway = page.locator("[name=anyway]")
    if anyway.count():  # the same child was registered by another test of this province
        by.pick(anyway)
    by.pick(page.get_by_label("Tôi cam đoan"))
    by.press("Nộp hồ sơ")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nộp hồ sơ")
    return page.locator(".panel .code").inner_text().replace("\u200b", "").strip()


def fill_all(page: Page, *, script: bool, thumb: Thumb | None = None) -> None:
    """From the front door to the page where everything is looked over."""
    begin(page, thumb)
    choose_applicant(page, thumb)
    fill_child(page, thumb=thumb)
    fill_birth_place(page, thumb)
    fill_rest(page, thumb)
    upload(page, script=script, thumb=thumb)
    leave_papers(page, thumb)
    fill_contact(page, thumb)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiểm tra trước khi nộp")

"""A birth registration, page by page, as a mother fills it in."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.citizen import fill_date, log_in, photo, save


def begin(page: Page) -> None:
    """Search, choose, read, start, log in: to the first question."""
    page.goto("/")
    page.get_by_role("searchbox").fill("làm giấy khai sinh cho con")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("link", name="Đăng ký khai sinh cho con", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng ký khai sinh cho con")
    page.get_by_role("link", name="Bắt đầu nộp hồ sơ").click()
    log_in(page)
    page.locator("main form button.button").click()


def choose_place(page: Page) -> None:
    page.get_by_label("Anh/chị nộp ở đâu?").select_option(label="Ủy ban nhân dân phường Hạc Thành")
    page.get_by_label("Cha mẹ đã đăng ký kết hôn").check()
    save(page)


def choose_applicant(page: Page) -> None:
    page.get_by_label("Cho bản thân tôi").check()
    save(page)


def fill_child(page: Page, name: str = "Lê Nguyễn Minh Anh") -> None:
    page.get_by_label("Họ, chữ đệm, tên của trẻ").fill(name)
    fill_date(page, "child_birth", "5", "1", "2026")
    page.get_by_label("Nữ", exact=True).check()
    page.get_by_label("Dân tộc của trẻ").fill("Kinh")
    page.get_by_label("Quốc tịch của trẻ").fill("Việt Nam")
    save(page)


def fill_birth_place(page: Page) -> None:
    page.locator("[name=born_where][value=benh_vien]").check()
    page.locator("[name=birth_place]").fill("Bệnh viện Phụ sản Thanh Hóa")
    page.locator("[name=child_hometown_commune]").select_option(label="Phường Hạc Thành")
    page.locator("[name=child_hometown_detail]").fill("Số 12 đường Trường Thi")
    save(page)


def fill_parent(page: Page, who: str, *, name: str, birth: tuple[str, str, str], number: str) -> None:
    page.locator(f"[name={who}_known][value=yes]").check()
    page.locator(f"[name={who}_name]").fill(name)
    fill_date(page, f"{who}_birth", *birth)
    page.locator(f"[name={who}_id]").fill(number)
    page.locator(f"[name={who}_ethnicity]").fill("Kinh")
    page.locator(f"[name={who}_home_commune]").select_option(label="Phường Hạc Thành")
    page.locator(f"[name={who}_home_detail]").fill("Số 12 đường Trường Thi")
    save(page)


def fill_parents(page: Page) -> None:
    fill_parent(page, "mother", name="Nguyễn Thị Hoa", birth=("14", "5", "1992"), number="038192001234")
    fill_parent(page, "father", name="Lê Văn Bình", birth=("2", "11", "1985"), number="038085004567")


def fill_rest(page: Page) -> None:
    page.locator("[name=declarant_relation][value=me]").check()
    page.locator("[name=copies]").fill("2")
    save(page)


def upload(page: Page, *, script: bool) -> None:
    """One photo at the notice of birth; with JavaScript it leaves by itself, smaller."""
    box = page.locator("section.field", has=page.get_by_role("heading", name="Giấy chứng sinh"))
    box.locator("input[type=file]").set_input_files(photo(3000, 4000))  # type: ignore[arg-type]
    if not script:
        box.get_by_role("button", name="Tải lên").click()
    expect(page.get_by_role("link", name="giay-chung-sinh.jpg")).to_be_visible()


def leave_papers(page: Page) -> None:
    save(page)


def fill_contact(page: Page) -> None:
    expect(page.locator("[name=phone]")).not_to_be_empty()  # known from the login
    page.locator("[name=delivery][value=online]").check()
    save(page)


def submit(page: Page) -> str:
    """Consent, send; the code on the confirmation."""
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nộp hồ sơ")
    return page.locator(".panel .code").inner_text().replace("\u200b", "").strip()

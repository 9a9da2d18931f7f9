"""What a citizen does in the browser, in the words on the screen."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Page

HOA = "038192001234"
MAN = "038150002345"


def log_in(page: Page, number: str = HOA) -> None:
    """From our login page through the provider's screen and back to where the person was going."""
    page.get_by_role("button", name="Đăng nhập bằng VNeID").click()
    approve(page, number)


def approve(page: Page, number: str = HOA) -> None:
    page.locator(f"input[value='{number}']").check()
    page.get_by_role("button", name="Xác nhận đăng nhập").click()


def photo(width: int = 1200, height: int = 1600) -> dict[str, object]:
    """A picture of a written page as a telephone would send it: neither blank nor blurred."""
    content = io.BytesIO()
    picture = Image.new("RGB", (width, height), "#e9e4d8")
    pen = ImageDraw.Draw(picture)
    line = height // 40
    for row in range(2, 38):
        words = "Giấy chứng sinh số 12 quyển 03, Bệnh viện Phụ sản Thanh Hóa "
        pen.text((line * 2, row * line), words, fill="#1b2430", font=ImageFont.load_default(line * 0.7))
    picture.save(content, "JPEG", quality=85)
    return {"name": "giay-chung-sinh.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def fill_date(page: Page, key: str, day: str, month: str, year: str) -> None:
    for box, text in (("d", day), ("m", month), ("y", year)):
        page.locator(f"[name={key}_{box}]").fill(text)


def press(page: Page, button: str) -> None:
    """Press, and stand on the page that answers: the click alone returns while the old one is still there."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def save(page: Page) -> None:
    press(page, "Lưu và tiếp tục")


def without_worker(page: Page) -> None:
    """What is measured comes over the network: the worker of the app would answer from what it keeps."""
    page.add_init_script("delete Navigator.prototype.serviceWorker")

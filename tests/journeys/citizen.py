"""What a citizen does in the browser, in the words on the screen."""

from __future__ import annotations

import io

from PIL import Image
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
    """A picture as a telephone would send it."""
    content = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(content, "JPEG", quality=85)
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

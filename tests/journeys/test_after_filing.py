"""What a citizen does with a dossier once it is filed: supplement, receive, rate, verify, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import birth
from tests.journeys.citizen import HOA, MAN, log_in, photo
from tests.journeys.stages import Played


def _mine(page: Page, number: str = HOA) -> None:
    page.goto("/ho-so-cua-toi/")
    log_in(page, number)


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_better_photo_is_sent_from_the_telephone(
    open_page: Callable[..., Page], asked_anew: str, script: bool
) -> None:
    page = open_page(script=script)
    _mine(page)
    page.get_by_role("link", name="Bổ sung ngay").first.click()
    expect(page.get_by_text("Trang 2 không đọc được ngày cấp")).to_be_visible()
    page.get_by_role("button", name="Gửi bổ sung").click()
    expect(page.locator(".errors")).to_be_visible()  # nothing was uploaded yet
    page.locator("input[type=file]").set_input_files(photo())  # type: ignore[arg-type]
    if not script:
        page.get_by_role("button", name="Tải lên").click()
    expect(page.get_by_role("link", name="giay-chung-sinh.jpg")).to_be_visible()
    page.get_by_role("button", name="Gửi bổ sung").click()
    expect(page.get_by_text("Đã gửi bổ sung. Hồ sơ được xử lý tiếp.")).to_be_visible()
    expect(page.get_by_role("heading", name="Bổ sung lần 1")).to_be_visible()


def test_words_are_kept_while_they_are_typed_and_there_on_another_device(
    open_page: Callable[..., Page], asked: str
) -> None:
    page, words = open_page(), "Chiều nay tôi chụp lại"
    _mine(page)
    page.goto(f"/ho-so/{asked}/bo-sung")
    page.get_by_label("Lời nhắn cho cán bộ").fill(words)
    expect(page.locator("[data-saved]")).to_contain_text("Đã lưu")
    other = open_page(script=False)
    _mine(other)
    other.goto(f"/ho-so/{asked}/bo-sung")
    expect(other.get_by_label("Lời nhắn cho cán bộ")).to_have_value(words)


def test_the_result_is_downloaded_and_rated(open_page: Callable[..., Page], played: Played) -> None:
    page = open_page(script=False)
    page.goto("/giay-to-cua-toi/")
    log_in(page)
    link = page.get_by_role("link", name="Tải PDF").first
    pdf = page.request.get(link.get_attribute("href") or "")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body() == Path(played.pdf).read_bytes()

    page.goto("/ho-so-cua-toi/")
    page.locator("article", has_text=played.code).get_by_role("link").click()
    page.get_by_role("link", name="Đánh giá").click()
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.locator(".errors")).to_be_visible()
    page.get_by_label("Tốt", exact=False).first.check()
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cảm ơn anh/chị đã đánh giá")


def test_anybody_verifies_the_signed_result(open_page: Callable[..., Page], played: Played) -> None:
    page = open_page(script=False)
    page.goto("/xac-minh/")
    page.locator("input[type=file]").set_input_files(played.pdf)
    page.get_by_role("button", name="Xác minh").click()
    expect(page.get_by_text("Giấy tờ thật, chưa bị sửa")).to_be_visible()
    expect(page.locator(".tag", has_text="Chữ ký hợp lệ")).to_have_count(2)


def test_a_changed_paper_is_called_out(open_page: Callable[..., Page], played: Played) -> None:
    page = open_page(script=False)
    page.goto("/xac-minh/")
    content = bytearray(Path(played.pdf).read_bytes())
    content[len(content) // 4] ^= 0xFF
    changed = {"name": "ket-qua.pdf", "mimeType": "application/pdf", "buffer": bytes(content)}
    page.locator("input[type=file]").set_input_files(changed)  # type: ignore[arg-type]
    page.get_by_role("button", name="Xác minh").click()
    expect(page.get_by_text("Giấy tờ thật, chưa bị sửa")).to_have_count(0)
    expect(page.locator(".note.bad")).to_be_visible()


def test_another_citizen_is_told_not_found(open_page: Callable[..., Page], asked: str) -> None:
    page = open_page(script=False)
    _mine(page, MAN)
    answer = page.goto(f"/ho-so/{asked}/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy")


def test_a_dossier_is_withdrawn_after_the_consequences_were_told(open_page: Callable[..., Page]) -> None:
    page = open_page(script=False)
    birth.fill_all(page, script=False)
    birth.submit(page)
    page.get_by_role("link", name="Xem hồ sơ", exact=True).click()
    page.get_by_role("link", name="Rút hồ sơ").click()
    expect(page.get_by_text("Cơ quan dừng giải quyết ngay, sẽ không có kết quả.")).to_be_visible()
    page.get_by_role("button", name="Rút hồ sơ").click()
    expect(page.locator(".tag", has_text="Đã rút")).to_be_visible()

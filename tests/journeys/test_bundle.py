"""A child's birth, residence, health card and identity card in one go; and one procedure for many people."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.citizen import fill_date, log_in, press, save
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.officer import CLERK, LEADER, SPECIALIST, enter, send
from tests.journeys.province import Province

HOME = "Phường Hạc Thành"


def begin(page: Page, code: str, case: str = "") -> str:
    """To the first question; the address of the draft. The office of the person's own ward is chosen already."""
    page.goto(f"/thu-tuc/{code}/nop")
    log_in(page)
    if case:
        page.locator(f"[name=case][value={case}]").check()
    with page.expect_navigation():
        page.locator("main form button.button").click()
    return re.sub(r"khai/.*$", "", page.url)


def applicant(page: Page) -> None:
    page.get_by_label("Cho bản thân tôi").check()
    save(page)


def contact(page: Page) -> None:
    page.locator("[name=delivery][value=online]").check()
    save(page)


def fill_bundle(page: Page) -> None:
    """Everything once: the child, the household, the cards; of the parents only that they are married."""
    applicant(page)
    page.locator("[name=child_name]").fill("Lê Nguyễn Minh Anh")
    fill_date(page, "child_birth", "5", "1", "2026")
    page.get_by_label("Nữ", exact=True).check()
    page.locator("[name=child_ethnicity]").fill("Kinh")
    save(page)
    page.locator("[name=born_where][value=benh_vien]").check()
    page.locator("[name=birth_place]").fill("Bệnh viện Phụ sản Thanh Hóa")
    page.locator("[name=birth_notice]").fill("1201/2026")
    page.locator("[name=hometown_of][value=cha]").check()
    save(page)
    expect(page.locator("[name=father_known][value=yes]")).to_be_checked()
    expect(page.locator("main")).to_contain_text("Lê Văn Bình")
    save(page)
    page.locator("[name=householder][value=me]").check()
    save(page)
    page.locator("[name=hospital]").fill("Trạm y tế phường Hạc Thành")
    page.locator("[name=want_id_card][value=yes]").check()
    page.locator("[name=declarant_relation][value=me]").check()
    page.locator("[name=copies]").fill("1")
    save(page)
    save(page)  # no paper is compulsory
    contact(page)


def work(province: Province) -> None:
    """What the worker would do in its own time."""
    province.manage("procrastinate", "worker", "--one-shot")


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_bundle_is_asked_once_and_its_parts_follow_each_other(
    open_page: Callable[..., Page], province: Province, script: bool
) -> None:
    page = open_page(script=script, size=PHONE)
    begin(page, "3.000722")
    fill_bundle(page)
    page.get_by_label("Tôi cam đoan").check()
    press(page, "Nộp hồ sơ")
    expect(page).to_have_url(re.compile(r"/nhom/[0-9a-f-]{36}/$"))
    expect(page.get_by_text("Hẹn xong cả nhóm")).to_be_visible()
    expect(page.locator(".g-part")).to_have_count(4)
    expect(page.locator(".g-part.waits")).to_have_count(3)
    if script:
        assert violations(page) == []
    group_url = page.url
    birth = re.search(r"/ho-so/([0-9a-f-]{36})/", page.locator(".g-part h3 a").first.get_attribute("href") or "")
    assert birth

    decide(open_page, birth[1], script=script)
    work(province)
    page.goto(group_url)
    expect(page.get_by_role("heading", name="Kết quả đã có")).to_be_visible()
    expect(page.locator(".g-part.waits")).to_have_count(1)  # the card waits for the residence
    expect(page.locator(".g-part", has_text="Đăng ký thường trú").locator(".tag").first).to_have_text("Chờ tiếp nhận")
    expect(page.locator(".g-part", has_text="bảo hiểm y tế").get_by_text("Bảo hiểm xã hội tỉnh")).to_be_visible()
    page.goto("/ho-so-cua-toi/")
    expect(page.get_by_role("heading", name="Nộp theo nhóm")).to_be_visible()


def decide(open_page: Callable[..., Page], dossier_id: str, *, script: bool) -> None:
    """The commune receives, prepares and signs the birth certificate."""
    for who, slug in ((CLERK, "receive"), (SPECIALIST, "propose"), (LEADER, "sign")):
        officer = open_page(script=script, size=DESKTOP)
        enter(officer, who, f"/can-bo/ho-so/{dossier_id}/")
        expect(officer.locator("[data-group]")).to_contain_text("Cùng nhóm")
        officer.goto(f"/can-bo/ho-so/{dossier_id}/{slug}")
        send(officer)


def test_a_second_procedure_takes_over_what_was_said(open_page: Callable[..., Page]) -> None:
    page = open_page(script=False, size=PHONE)
    draft_url = begin(page, "1.014062", "lan-dau")
    applicant(page)
    page.goto(draft_url)
    page.get_by_text("Nộp nhiều hơn một hồ sơ?").click()
    press(page, "Nộp thêm thủ tục trong cùng lần")
    page.get_by_label("Việc anh/chị cần làm thêm").fill("đăng ký thường trú")
    press(page, "Tìm thủ tục")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Thêm")).first.click()
    expect(page.get_by_text("Đã thêm thủ tục")).to_be_visible()
    expect(page.locator(".tasks li.done").first).to_be_visible()  # who files was said already


def test_a_table_is_checked_row_by_row_and_filed(open_page: Callable[..., Page], province: Province) -> None:
    page = open_page(size=DESKTOP)
    draft_url = begin(page, "1.014062", "lan-dau")
    applicant(page)
    page.goto(f"{draft_url}khai/lien_he")
    contact(page)
    page.goto(f"{draft_url}bang-tinh")
    assert violations(page) == []
    template = page.request.get(f"{draft_url}bang-tinh/mau.xlsx")
    page.locator("input[type=file]").set_input_files(filled(template.body()))  # type: ignore[arg-type]
    press(page, "Kiểm tra bảng")
    expect(page.get_by_text("Kết quả kiểm tra bảng")).to_be_visible()
    expect(page.locator(".g-table tbody tr").first).to_contain_text("Họ, chữ đệm, tên của trẻ")
    assert violations(page) == []
    page.get_by_label("Tôi cam đoan").check()
    press(page, "Nộp 2 hồ sơ")
    expect(page.get_by_text("Đang nộp từng dòng")).to_be_visible()
    work(province)
    expect(page.get_by_text("Đã nộp xong bảng")).to_be_visible()  # the page looks by itself


def filled(template: bytes) -> dict[str, object]:
    """Three children in the template, the last one without a name."""
    book = load_workbook(io.BytesIO(template))
    for name in ("Lê An", "Lê Bình", ""):
        book["Hồ sơ"].append(
            [name, "05/01/2020", "Nữ", "Kinh", None, "Nguyễn Thị Hoa", "038192001234", "Mẹ", HOME, f"Số 1 {name}", None]
        )
    out = io.BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "tre.xlsx", "mimeType": kind, "buffer": out.getvalue()}

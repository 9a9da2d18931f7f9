"""The guide "describe a procedure", done as it is written: from nothing to a dossier in a clerk's hands."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from motcua.kernel.text import nfc
from ops.layout import ROOT
from tests.journeys import axe
from tests.journeys.citizen import log_in, save
from tests.journeys.conftest import DESKTOP, PATIENCE, PHONE
from tests.journeys.describing import CODE, PHRASE, PLAIN, Hand, approve, describe
from tests.journeys.officer import CLERK, EDITOR, enter, send
from tests.journeys.province import Province

APPROVER = "duyet.thutuc"
MOST_MINUTES = 20
GUIDE = ROOT / "docs" / "guides" / "describe-a-procedure.md"


def _file(page: Page) -> str:
    """A citizen finds it in their own words and files; the dossier's code."""
    page.set_default_timeout(4 * PATIENCE)  # the first search after a publication builds the index anew
    page.goto("/")
    page.get_by_role("searchbox").fill(PHRASE)
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("link", name=PLAIN, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PLAIN)
    page.get_by_role("link", name="Bắt đầu nộp hồ sơ").click()
    log_in(page)
    page.get_by_label("Anh/chị nộp ở đâu?").select_option(label="Ủy ban nhân dân phường Hạc Thành")
    page.locator("main form button.button").click()
    page.get_by_label("Cho bản thân tôi").check()
    save(page)
    page.get_by_label("Giấy khai sinh", exact=True).check()
    page.locator("[name=copies]").fill("2")
    save(page)
    page.locator("[name=relation][value=self]").check()
    save(page)  # name, birth and number are known from the login
    page.locator("[name=registered_at_commune]").select_option(label="Phường Hạc Thành")
    page.locator("[name=registered_at_detail]").fill("Xã Đông Tân cũ")
    save(page)
    save(page)  # no papers
    page.locator("[name=delivery][value=online]").check()
    save(page)
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nộp hồ sơ")
    return page.locator(".panel .code").inner_text().replace("\u200b", "").strip()


def test_the_guide_leads_from_nothing_to_a_received_dossier(open_page: Callable[..., Page]) -> None:
    editor, approver = Hand(open_page(size=DESKTOP)), Hand(open_page(size=DESKTOP))
    enter(editor.page, EDITOR)
    started = time.monotonic()
    describe(editor)
    walked = time.monotonic() - started
    enter(approver.page, APPROVER)
    approve(approver)
    expect(approver.page.get_by_text("Người dân nộp được từ bây giờ")).to_be_visible()

    code = _file(open_page(size=PHONE))
    clerk = open_page(size=DESKTOP)
    enter(clerk, CLERK, f"/can-bo/?xem=tat-ca&q={code}")
    clerk.locator("[data-open]", has_text=PLAIN).first.click()
    address = clerk.locator("#ho-so").get_attribute("data-dossier")
    clerk.goto(f"/can-bo/ho-so/{address}/receive")
    send(clerk)
    expect(clerk.get_by_text("Đã tiếp nhận").first).to_be_visible()

    minutes = editor.minutes + approver.minutes
    print(  # noqa: T201 - shown with -s, and quoted in the guide
        f"describing: {editor.controls} controls, {editor.characters} characters, {editor.pages} pages; browser "
        f"{walked:.0f} s; a slow person about {minutes:.0f} minutes with approval"
    )
    assert minutes < MOST_MINUTES


def test_the_guide_names_what_is_typed_and_pressed() -> None:
    """Whoever changes the walk changes the guide: its words stand there."""
    text = " ".join(nfc(GUIDE.read_text(encoding="utf-8")).split())
    source = nfc((ROOT / "tests" / "journeys" / "describing.py").read_text(encoding="utf-8"))
    said = set(re.findall(r'hand\.(?:type|choose|tick|untick|press|follow|change)\("([^"]+)"', source))
    controls = {re.sub(r", (Giấy tờ|Dòng|Kết quả|Cơ quan|Văn bản|Cách nói) \d$", "", each) for each in said}
    assert {each for each in controls if f"**{each}**" not in text} == set()
    assert all(each in text for each in (CODE, PLAIN, PHRASE))


@pytest.fixture(scope="module")
def begun(province: Province, browser: Browser) -> Iterator[tuple[BrowserContext, str]]:
    """An editor's browser and the address of a working copy of a procedure with all its parts."""
    context = browser.new_context(base_url=province.url, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    enter(page, EDITOR, "/can-bo/cau-hinh/thu-tuc/1.001193/")
    page.get_by_role("button", name="Soạn bản mới").click()
    page.wait_for_url("**/nhap/**")
    yield context, page.url
    context.close()


PARTS = [
    "", "co-ban", "truong-hop", "giay-to", "thoi-han-phi", "to-khai", "ket-qua", "quy-trinh", "can-cu", "cach-noi",
    "kiem-tra-truoc", "cau-hoi-dan-duong", "nguoi-cung-ky", "kiem-tra", "xem-thu", "duyet",
]  # fmt: skip


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("part", PARTS)
def test_every_page_of_a_description_is_accessible(
    begun: tuple[BrowserContext, str], part: str, size: dict[str, int]
) -> None:
    context, address = begun
    page = context.new_page()
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(f"{address}{part}/" if part else address)
    axe.check(page, part or "tasks")
    page.close()


def test_rows_are_kept_without_a_script_too(begun: tuple[BrowserContext, str], open_page: Callable[..., Page]) -> None:
    context, address = begun
    page = open_page(script=False, size=PHONE)
    page.context.add_cookies(context.cookies())  # type: ignore[arg-type]
    page.goto(f"{address}can-cu/")
    before = page.locator("[name^=legal_bases-]").count()
    page.get_by_role("button", name="Thêm văn bản").click()
    page.locator("[name^=legal_bases-]").last.fill("Luật Thử nghiệm 2026")
    page.get_by_role("button", name="Thêm văn bản").click()
    expect(page.locator("[name^=legal_bases-]")).to_have_count(before + 2)
    page.get_by_role("button", name=re.compile("^Bỏ Văn bản 1$")).click()
    expect(page.locator("[name^=legal_bases-]")).to_have_count(before)
    page.goto(f"{address}can-cu/")
    expect(page.locator("[name^=legal_bases-]").last).to_have_value("Luật Thử nghiệm 2026")
